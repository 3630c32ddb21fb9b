import Health

/// What an entry of a log says: its own words, and then values and what a person wrote.
package struct EntryParts: Hashable, Sendable {
    package struct Detail: Hashable, Sendable {
        /// What it is, where that is not plain.
        package let label: String?
        package let text: String
        /// Whether a person wrote it, with line ends of their own.
        package let isProse: Bool

        /// A value, or another name.
        static func measure(_ text: String) -> Detail { Detail(label: nil, text: text, isProse: false) }
    }

    package let headline: String
    package let details: [Detail]

    init(_ headline: String, _ details: [Detail] = []) {
        self.headline = headline
        self.details = details
    }

    /// All of it in one line.
    func line(_ figures: Figures) -> String {
        let semicolon = figures.language == .fr ? "\u{A0}; " : "; "
        let texts = details.map { detail in
            let text = detail.text.split(whereSeparator: \.isNewline).joined(separator: " ")
            return detail.label.map { $0 + figures.colon + text } ?? text
        }
        return texts.isEmpty ? headline : headline + figures.colon + texts.joined(separator: semicolon)
    }
}
