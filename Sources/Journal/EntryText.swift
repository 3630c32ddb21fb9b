import Health
import Wire

/// The lines of one entry, joined by line feeds: one line for an event or a skip, several for a snapshot.
enum EntryText {
    static func skip(_ number: UInt64, through: UInt64) -> String {
        ClientMessage.skip(number, through: through, reason: "dropped").line.text
    }

    static func snapshot(_ number: UInt64, _ standings: [Standing]) -> String {
        let messages =
            [ClientMessage.sync(number, count: standings.count)] + standings.map { .standing($0) }
            + [.end(count: standings.count)]
        return messages.map { $0.line.text }.joined(separator: "\n")
    }

    static func isSnapshot(_ text: String) -> Bool { text.hasPrefix("SYNC ") }

    /// The key of an event; nil for what is none.
    static func key(_ text: String) -> String? {
        guard !isSnapshot(text) else { return nil }
        return text.split(separator: " ").first { $0.hasPrefix("key=") }.map { String($0.dropFirst("key=".count)) }
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
