import Host

/// When one disk tests itself, and how far it is: what is remembered between polls, and the decisions.
///
/// A short test a week and a look at the whole surface a month. What was cut off by a reset, a reboot or a sleep is begun again;
/// a scan by spans goes on where it was.
struct SelfTestSchedule: Hashable {
    /// A test that was begun by us, and has not been seen to end.
    struct Begun: Hashable {
        var test: SelfTest
        /// Seconds since 1970.
        var at: Int

        /// After so long no test runs any more, whatever the disk says: the largest disks need two days.
        private static let longest = 3 * 86_400

        func isRunning(at time: Int) -> Bool { (0..<Self.longest).contains(time - at) }
    }

    /// How the last test ended, as the disk has it.
    enum Ending: Hashable {
        /// It came to its end; what it found is another matter.
        case complete
        /// It did not, whoever was to blame.
        case interrupted
    }

    /// What the disk says of its tests.
    struct Progress: Hashable {
        var isRunning: Bool
        var ending: Ending
        /// Hours of running since a test came to its end, by the disk's log; nil where there is none.
        ///
        /// A disk that is off at night has fewer of them than the clock.
        var hoursSinceShort: Double?
        var hoursSinceLong: Double?
        /// The sector that the last test could not read.
        var failedAt: UInt64?
        /// The sector at which a span stood when it was cut off.
        var position: UInt64?
        /// The sectors of the disk, where it can test spans of them.
        var sectors: UInt64?
        /// Minutes that an extended test takes; nil when the disk does not say.
        var minutes: Int?
    }

    /// How things are at this poll.
    struct Circumstances: Hashable {
        /// Seconds since 1970, and the hour by the clock on the wall.
        var time: Int
        var hour: Int
        var isOnBattery: Bool

        var day: Int { time / 86_400 }
    }

    /// After so many cuts without progress a test is given up until it is due again, and spans for tests in one go.
    static let mostCuts = 3
    /// Seconds from one span to the next at least: one a night.
    private static let spanPeriod = 20 * 3600

    /// Days since 1970; nil until the disk was first asked.
    private(set) var lastShort: Int?
    private(set) var lastLong: Int?
    /// When the last span ended, in seconds since 1970.
    private(set) var lastSpan: Int?
    /// Whether the disk takes spans, as far as is known.
    private(set) var takesSpans = true
    /// The first sector of the next span.
    private(set) var next: UInt64 = 0
    private(set) var begun: Begun?
    /// How often on end the short or the extended test, and a span without progress, was cut off.
    private(set) var cuts = 0
    private(set) var stuck = 0

    init() {}

    /// The test to begin, or to end, now; nil for none.
    ///
    /// Whether the disk has the leisure to begin one is not asked here.
    mutating func decide(
        _ disk: Progress,
        _ settings: SelfTestSettings,
        _ now: Circumstances
    ) -> SelfTest? {
        if let begun {
            if disk.isRunning, begun.isRunning(at: now.time) { return isOverdue(begun, settings, now) ? .abort : nil }
            settle(begun, disk, now)
        }
        takeIn(disk, on: now.day)
        return disk.isRunning || now.isOnBattery ? nil : due(disk, settings, now)
    }

    /// The disk has taken the test.
    mutating func note(begun test: SelfTest, at time: Int) {
        if test != .abort { begun = Begun(test: test, at: time) }
    }

    /// The disk does not take the test: nothing more is tried before it is due again, but one in one go for spans.
    mutating func note(refused test: SelfTest, on day: Int) {
        switch test {
        case .short: lastShort = day
        case .extended: lastLong = day
        case .selective: takesSpans = false
        case .abort: break
        }
    }

    /// The disk could not be given the test, or did not answer: tried again tomorrow, be it for the short or the extended one.
    mutating func note(failed test: SelfTest, on day: Int) {
        switch test {
        case .short: lastShort = day + 1 - SelfTestSettings.shortPeriod
        case .extended, .selective: lastLong = day + 1 - SelfTestSettings.longPeriod
        case .abort: break
        }
    }

    /// Whether a test that runs has to end: a span that takes longer than it may, or any when the mains fail.
    private func isOverdue(_ begun: Begun, _ settings: SelfTestSettings, _ now: Circumstances) -> Bool {
        guard case .selective = begun.test else { return now.isOnBattery }
        return now.isOnBattery || Double(now.time - begun.at) > settings.longestSpan
    }

    private mutating func settle(_ begun: Begun, _ disk: Progress, _ now: Circumstances) {
        self.begun = nil
        let isComplete = disk.ending == .complete && !disk.isRunning
        if case .selective(let span) = begun.test {
            let reached = disk.position.flatMap { span.contains($0) ? $0 : nil } ?? span.lowerBound
            stuck = isComplete || reached > span.lowerBound ? 0 : stuck + 1
            // A span ends at a sector that it cannot read: the rest of it is still to be looked at.
            let failedAt = isComplete ? disk.failedAt.flatMap { span.contains($0) ? $0 : nil } : nil
            next = isComplete ? (failedAt ?? span.upperBound) &+ 1 : reached
            lastSpan = now.time
            if stuck >= Self.mostCuts { takesSpans = false }
            if next >= disk.sectors ?? 0 { (lastLong, next) = (now.day, 0) }
            return
        }
        guard isComplete || cuts + 1 >= Self.mostCuts else {
            cuts += 1
            return
        }
        cuts = 0
        lastShort = now.day
        if begun.test == .extended { lastLong = now.day }
    }

    /// What others had the disk do before it was first seen here counts too; one that has done nothing is due at once.
    private mutating func takeIn(_ disk: Progress, on day: Int) {
        func first(_ hours: Double?, _ period: Int) -> Int { day - (hours.map { Int($0 / 24) } ?? period) }
        lastShort = lastShort ?? first(disk.hoursSinceShort, SelfTestSettings.shortPeriod)
        lastLong = lastLong ?? first(disk.hoursSinceLong, SelfTestSettings.longPeriod)
    }

    private func due(_ disk: Progress, _ settings: SelfTestSettings, _ now: Circumstances) -> SelfTest? {
        /// Days for which something has been due; nil when it is not.
        func overdue(_ last: Int?, _ period: Int) -> Int? {
            let days = now.day - (last ?? now.day) - period
            return days >= 0 ? days : nil
        }
        func isTime(_ days: Int) -> Bool { settings.hours.contains(now.hour) || days >= SelfTestSettings.patience }
        let long = settings.surfaceScan == .never ? nil : overdue(lastLong, SelfTestSettings.longPeriod)
        if let days = long, isTime(days) {
            guard settings.surfaceScan == .spans, takesSpans, let sectors = disk.sectors, sectors > 0 else {
                return .extended
            }
            let isRested = lastSpan.map { !(0..<Self.spanPeriod).contains(now.time - $0) } ?? true
            if isRested { return .selective(span(of: sectors, disk.minutes, settings)) }
        }
        if let days = overdue(lastShort, SelfTestSettings.shortPeriod), isTime(days) { return .short }
        return nil
    }

    /// As many sectors as fit into the time, by how long an extended test takes; it leaves a tenth to spare.
    private func span(of sectors: UInt64, _ minutes: Int?, _ settings: SelfTestSettings) -> ClosedRange<UInt64> {
        // Without a word of the disk's: 100 MB a second.
        let whole = minutes.map { Double($0) * 60 } ?? Double(sectors) * 512 / 100e6
        let share = min(1, 0.9 * settings.longestSpan / max(whole, 1))
        let length = max(UInt64(exactly: (Double(sectors) * share).rounded(.down)) ?? sectors, 1)
        let first = next < sectors ? next : 0
        return first...min(first &+ length, sectors) - 1
    }
}

extension SelfTestSchedule {
    /// Reads the text form, `short=DAY long=DAY span=TIME spans=no next=SECTOR cuts=N stuck=N begun=TEST:TIME[:FIRST:LAST]`; what
    /// cannot be understood is left out.
    init(_ text: String?) {
        for field in (text ?? "").split(separator: " ") {
            let parts = field.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let time = Int(parts[1]).flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
            let day = time.flatMap { $0 <= 10_000_000 ? $0 : nil }
            switch parts[0] {
            case "short": lastShort = day
            case "long": lastLong = day
            case "span": lastSpan = time
            case "spans": takesSpans = parts[1] != "no"
            case "next": next = UInt64(parts[1]) ?? 0
            case "cuts": cuts = day ?? 0
            case "stuck": stuck = day ?? 0
            case "begun": begun = Self.begun(parts[1])
            default: break
            }
        }
    }

    private static func begun(_ text: Substring) -> Begun? {
        let parts = text.split(separator: ":")
        guard parts.count >= 2, let time = Int(parts[1]), (0...1_000_000_000_000).contains(time) else { return nil }
        switch parts[0] {
        case "short": return Begun(test: .short, at: time)
        case "extended": return Begun(test: .extended, at: time)
        case "selective":
            guard parts.count == 4, let first = UInt64(parts[2]), let last = UInt64(parts[3]), first <= last else {
                return nil
            }
            return Begun(test: .selective(first...last), at: time)
        default: return nil
        }
    }

    var text: String {
        var fields: [String] = []
        if let lastShort { fields.append("short=\(lastShort)") }
        if let lastLong { fields.append("long=\(lastLong)") }
        if let lastSpan { fields.append("span=\(lastSpan)") }
        if !takesSpans { fields.append("spans=no") }
        if next > 0 { fields.append("next=\(next)") }
        if cuts > 0 { fields.append("cuts=\(cuts)") }
        if stuck > 0 { fields.append("stuck=\(stuck)") }
        if let begun {
            var text = "begun=\(begun.test.name):\(begun.at)"
            if case .selective(let span) = begun.test { text += ":\(span.lowerBound):\(span.upperBound)" }
            fields.append(text)
        }
        return fields.joined(separator: " ")
    }
}
