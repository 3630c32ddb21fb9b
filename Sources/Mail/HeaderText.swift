/// Text of any kind as tokens of a header's field, between which a line may be folded.
enum HeaderText {
    /// A text without a grammar, such as a subject (RFC 5322, section 2.2.1).
    static func unstructured(_ text: String, limit: Int = 400) -> [String] {
        let line = PrintableText.line(text, limit: limit)
        guard !line.isEmpty else { return [] }
        return isPlain(line) ? line.split(separator: " ").map(String.init) : EncodedWord.words(line)
    }

    /// A person's name (phrase of RFC 5322, section 3.2.5): in quotes, or as encoded words.
    static func phrase(_ text: String, limit: Int = 100) -> [String] {
        // Blanks at the ends of a name or in a row mean nothing, and readers differ over them.
        let line = PrintableText.line(text, limit: limit).split(separator: " ").joined(separator: " ")
        guard !line.isEmpty else { return [] }
        let quoted = line.reduce(into: "\"") { result, character in
            if character == "\"" || character == "\\" { result += "\\" }
            result.append(character)
        }
        guard isPlain(line), quoted.utf8.count < EncodedWord.longest else { return EncodedWord.words(line) }
        return ["\(quoted)\""]
    }

    /// Whether a text comes back the same when it is written and folded as it is.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0x7F } && !text.contains("=?")
            && text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { word in
                !word.isEmpty && word.utf8.count <= EncodedWord.longest
            }
    }
}
