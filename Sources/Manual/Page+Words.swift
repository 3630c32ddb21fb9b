extension Page {
    /// A text whose characters are none of roff's commands.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            // What is typed must be found and copied as it is, and no hyphen or curly quote is.
            case "-" where text.contains("--") || text.hasPrefix("-"): result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default: result += "\\[u\(Self.hexadecimal(scalar.value))]"
            }
        }
        return result
    }

    /// Words behind a macro: escaped, and none is taken for a macro or a delimiter.
    static func words(_ text: String) -> String {
        text.split(separator: " ").map { word in
            let isMacro = (2...3).contains(word.utf8.count) && word.first?.isUppercase == true
            let isDelimiter = word.utf8.count == 1 && ".,:;()[]?!|".contains(word)
            let quoted = escaped(String(word)).split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\\(dq")
            return isMacro || isDelimiter ? "\\&\(quoted)" : quoted
        }
        .joined(separator: " ")
    }

    /// The name of an option behind `Fl`, which writes the first dash.
    static func flag(_ name: String) -> String { escaped(String(name.dropFirst())) }

    /// A line that begins with no control character.
    static func started(_ line: String) -> String { line.hasPrefix(".") ? "\\&\(line)" : line }

    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// The sentences of a text, whose lines are joined.
    static func sentences(_ text: String) -> [String] {
        var sentences: [String] = []
        var sentence: [Substring] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            sentence.append(word)
            guard word.hasSuffix(".") || word.hasSuffix("?") || word.hasSuffix("!"), word != "..." else { continue }
            sentences.append(sentence.joined(separator: " "))
            sentence = []
        }
        return sentence.isEmpty ? sentences : sentences + [sentence.joined(separator: " ")]
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
