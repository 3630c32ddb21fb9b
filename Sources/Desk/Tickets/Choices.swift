import Health

/// Values of which a person types one: by its stable word, or by its words in either language, without regard to case and accents.
///
/// The beginning will do where just one value has it: `disque` for Disques, `attente` for en attente.
struct Choices<Value: Hashable & Sendable>: Sendable {
    private struct Choice {
        let value: Value
        let names: [[String]]
        let typed: Words
    }

    private let what: Words
    private let choices: [Choice]

    /// `what` says of what they are: `state`, and with its article in French: `un état`.
    init(_ what: Words, _ choices: [(value: Value, word: String, words: Words)]) {
        self.what = what
        self.choices = choices.map { value, word, words in
            Choice(
                value: value,
                names: [word, words.en, words.fr].map(Folding.words),
                typed: Words(en: Self.typed(words.en), fr: Self.typed(words.fr))
            )
        }
    }

    /// The value that is meant.
    ///
    /// - Throws: `badText` with all that may be typed.
    func value(_ text: String) throws(DeskError) -> Value {
        let words = Folding.words(text)
        if let choice = choices.first(where: { $0.names.contains(words) }) { return choice.value }
        let found = choices.filter { choice in
            !words.isEmpty && choice.names.contains { Folding.holds($0, words, asBeginning: true) }
        }
        let values = Set(found.map(\.value))
        guard let value = values.first, values.count == 1 else { throw refusal(of: text) }
        return value
    }

    private func refusal(of text: String) -> DeskError {
        let typed = text.prefix(40)
        func list(_ language: Language) -> String {
            var seen: Set<String> = []
            return choices.map { $0.typed[language] }.filter { seen.insert($0).inserted }.joined(separator: ", ")
        }
        return DeskError(
            .badText,
            en: "'\(typed)' is no \(what.en). There are: \(list(.en)).",
            fr: "«\u{A0}\(typed)\u{A0}» n'est pas \(what.fr). Valeurs possibles\u{A0}: \(list(.fr))."
        )
    }

    /// Words as they can be typed without quotes.
    private static func typed(_ words: String) -> String { words.lowercased().replacing(" ", with: "-") }
}
