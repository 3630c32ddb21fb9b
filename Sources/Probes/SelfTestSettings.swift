import Settings

/// How the self-tests of disks are spread over time.
struct SelfTestSettings: Hashable, Sendable {
    /// How the whole surface is read.
    enum SurfaceScan: String, CaseIterable, Sendable {
        /// By an extended self-test, in one go.
        case monthly
        /// By spans of sectors, one a day, where the disk can do that; else as `monthly`.
        case spans
        case never
    }

    /// Days from one to the next.
    static let shortPeriod = 7
    static let longPeriod = 30
    /// Days after which a test that is due is begun at any hour: this machine is off at the others.
    static let patience = 7

    var hours: HourSpan
    var surfaceScan: SurfaceScan
    /// Seconds that a span may take.
    var longestSpan: Double
}

/// Hours of the day, as a setting writes them: `19-7` from 19:00 to 7:00, `0-24` all day.
struct HourSpan: Hashable, Sendable {
    let begin: Int
    let end: Int

    func contains(_ hour: Int) -> Bool {
        begin < end ? (begin..<end).contains(hour) : hour >= begin || hour < end
    }

    static let setting = SettingType<HourSpan>(
        allowed: "two hours from 0 to 24, such as 19-7 or 0-24",
        parse: { text throws(Misfit) in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 2, let begin = parts[0], let end = parts[1], (0...23).contains(begin),
                (1...24).contains(end), begin != end
            else { throw Misfit("not a part of the day; write two hours, such as 19-7 or 0-24") }
            return HourSpan(begin: begin, end: end)
        },
        format: { "\($0.begin)-\($0.end)" }
    )
}
