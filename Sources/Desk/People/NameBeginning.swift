/// A few letters by which somebody or something is looked for: beginnings of words, without regard to case and accents.
package struct NameBeginning: Hashable, Sendable {
    private let words: [String]

    /// Nil where no letter was typed.
    package init?(_ typed: String) {
        words = Folding.words(typed)
        guard !words.isEmpty else { return nil }
    }

    /// Whether each of the words begins a word of a name, in whatever order.
    package func begins(name: String) -> Bool {
        let names = Folding.words(name)
        return words.allSatisfy { word in names.contains { $0.hasPrefix(word) } }
    }

    /// Whether an address begins as was typed: its domain is nothing to find a person by.
    package func begins(address: String) -> Bool {
        Folding.holds(Array(Folding.words(address).prefix(words.count)), words, asBeginning: true)
    }
}
