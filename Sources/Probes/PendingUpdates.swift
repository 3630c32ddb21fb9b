import Health

/// The updates that were pending when apt was asked last, with the time at which each security update was first seen
/// here.
struct PendingUpdates: Hashable, Sendable {
    let count: Int
    let securityCount: Int
    /// When apt was asked, and what the files looked like then.
    let askedAt: Timestamp
    let state: String
    /// By package; at most 1,000, the oldest.
    private let firstSeen: [String: Timestamp]

    var oldestSecurity: Timestamp? { firstSeen.values.min() }

    /// Takes a simulation; a package that was already pending keeps its time.
    ///
    /// `seenAt` is the time for new ones. A remembered time after it came from a clock that ran ahead, and is replaced.
    init(
        _ simulation: APTSimulation,
        after known: PendingUpdates?,
        state: String,
        askedAt: Timestamp,
        seenAt: Timestamp
    ) {
        count = simulation.upgrades.count
        securityCount = simulation.security.count
        self.state = state
        self.askedAt = askedAt
        let times = simulation.security.map { ($0, min(known?.firstSeen[$0] ?? seenAt, seenAt)) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        firstSeen = Dictionary(times.prefix(1000)) { first, _ in first }
    }

    /// What was remembered; nil when nothing was, or not in this form.
    init?(_ memory: ProbeMemory) {
        guard let count = memory["pending"].flatMap({ Int($0) }),
            let securityCount = memory["security"].flatMap({ Int($0) }),
            let askedAt = memory["asked"].flatMap({ Timestamp($0) }), let state = memory["state"]
        else { return nil }
        self.count = count
        self.securityCount = securityCount
        self.askedAt = askedAt
        self.state = state
        let times = (memory["first-seen"] ?? "").split(separator: "\n").prefix(1000).compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 ? Timestamp(words[1]).map { (String(words[0]), $0) } : nil
        }
        firstSeen = Dictionary(times) { first, _ in first }
    }

    /// As it is remembered: `first-seen` has a line for each package, `liblzma5 2026-11-23T21:00:00.000Z`.
    var memory: ProbeMemory {
        [
            "pending": String(count),
            "security": String(securityCount),
            "asked": askedAt.description,
            "state": state,
            "first-seen": firstSeen.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n"),
        ]
    }
}
