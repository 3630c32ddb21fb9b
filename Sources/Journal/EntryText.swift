import Health
import Wire

/// The lines of one entry, joined by line feeds: one line for an event or a skip, several for a snapshot.
enum EntryText {
    static func skip(_ number: UInt64, through: UInt64) -> String {
        ClientMessage.skip(number, through: through, reason: "dropped").line.text
    }

    static func snapshot(_ number: UInt64, _ standings: [Standing], at instant: HostInstant?) -> String {
        let messages =
            [ClientMessage.sync(number, count: standings.count, at: instant)] + standings.map { .standing($0) }
            + [.end(count: standings.count)]
        return messages.map { $0.line.text }.joined(separator: "\n")
    }

    /// The same entry under another number.
    ///
    /// Only its first line holds the number; a skip settles that number alone, and still says that something was dropped.
    static func renumbered(_ text: String, to number: UInt64) -> String? {
        let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3 else { return nil }
        if words[0] == "SKIP" { return skip(number, through: number) }
        return "\(words[0]) \(number) \(words[2])"
    }
}
