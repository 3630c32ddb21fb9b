import Health
import Wire

/// The agent's journal, as far as the wire is concerned: what survives a restart of the agent.
struct ModelJournal {
    var id: String
    var replaces: String?
    /// Unacknowledged entries, oldest first.
    private(set) var entries: [ClientSession.Entry] = []
    private(set) var next: UInt64 = 1
    private(set) var base = Digest.start
    /// The digest after each number, kept also for acknowledged ones.
    private var digests: [UInt64: Digest] = [0: .start]

    init(id: String) {
        self.id = id
    }

    var first: UInt64 { entries.first?.number ?? next }
    var last: UInt64 { next - 1 }

    mutating func write(_ event: Event) {
        append(through: next, ClientMessage.event(next, event).line.text)
    }

    mutating func write(_ standings: [Standing]) {
        let lines =
            [ClientMessage.sync(next, count: standings.count, at: nil)] + standings.map { .standing($0) } + [
                .end(count: standings.count)
            ]
        append(through: next, lines.map(\.line.text).joined(separator: "\n"))
    }

    /// Drops so many numbers, and says so unless it must be silent.
    mutating func drop(_ count: UInt64, isSaid: Bool = true) {
        let through = next + count - 1
        guard isSaid else {
            digests[through] = digests[last]
            next = through + 1
            return
        }
        append(through: through, ClientMessage.skip(next, through: through, reason: "dropped").line.text)
    }

    /// Writes a line that may be unreadable.
    mutating func write(raw text: String) { append(through: next, text) }

    private mutating func append(through last: UInt64, _ text: String) {
        digests[last] = (digests[next - 1] ?? .start).extended(byEntry: text)
        entries.append(.init(number: next, through: last, text: text))
        next = last + 1
    }

    mutating func release(through number: UInt64) {
        entries.removeAll { $0.through <= number }
        base = digests[first - 1] ?? base
    }

    func digest(at number: UInt64) -> Digest? { digests[number] }

    func entries(from number: UInt64, limit: Int) -> [ClientSession.Entry] {
        Array(entries.filter { $0.number >= number }.prefix(limit))
    }

    /// Begins a new journal with the unacknowledged events of this one.
    mutating func renumber(as id: String) {
        let old = entries
        self = ModelJournal(id: id, replacing: self.id)
        for entry in old {
            let words = entry.text.split(separator: " ", maxSplits: 2)
            guard words[0] != "SKIP" else {
                drop(entry.through - entry.number + 1)
                continue
            }
            append(through: next, "\(words[0]) \(next) \(words[2])")
        }
    }

    private init(id: String, replacing: String) {
        self.id = id
        self.replaces = replacing
    }

    func hello() -> Hello {
        Hello(
            version: "0.1.0",
            name: "ws-17",
            hostClass: "desktop",
            boot: "b0a7",
            journal: id,
            first: first,
            last: last,
            base: base,
            replaces: replaces
        )
    }
}
