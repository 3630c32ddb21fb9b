extension TicketQuery {
    /// Characters that are read, and parts of them: nobody types more.
    private static let (longest, most) = (1000, 32)

    /// A part of what was typed, between blanks that stand outside of quotes.
    private struct Part {
        /// What stands before the first colon, where no quote came before it.
        var name: String?
        var text = ""
        var isQuoted = false
    }

    /// Reads what a person typed: `disk host:ws-17 état:nouveau "spare blocks"`.
    ///
    /// `own` are the categories that organisations have beside those of all. A name before a colon that is no field's, or has
    /// nothing after it, is a word like any other; so is everything in quotes: `"state:new"`.
    /// - Throws: `badText` where a field cannot have a value.
    package init(_ text: String, own: [OwnCategory] = []) throws(DeskError) {
        self.init()
        for part in Self.parts(of: text).prefix(Self.most) {
            guard let name = part.name, let field = Field(name), !part.text.isEmpty else {
                take(word: part)
                continue
            }
            try take(part.text, as: field, own)
        }
    }

    private mutating func take(word part: Part) {
        let text = part.name.map { "\($0):\(part.text)" } ?? part.text
        if !part.isQuoted, text.hasPrefix("#"), let number = Int64(text.dropFirst()) {
            numbers.insert(number)
        } else if !text.isEmpty {
            words.append(text)
        }
    }

    private static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var part = Part()
        var isInQuotes = false
        // By scalar: a mark that combines with a quote is no reason to read past it.
        for scalar in text.unicodeScalars.prefix(longest) {
            switch scalar {
            case "\"":
                isInQuotes.toggle()
                part.isQuoted = true
            case ":" where !part.isQuoted && part.name == nil:
                part.name = part.text
                part.text = ""
            case _ where !isInQuotes && scalar.properties.isWhitespace:
                parts.append(part)
                part = Part()
            default: part.text.unicodeScalars.append(scalar)
            }
        }
        return parts + [part]
    }
}
