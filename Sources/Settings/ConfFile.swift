/// The text of a settings file and the name under which errors mention it.
package struct ConfFile: Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The same file with the sections of these names alone; the others' lines are blank, so that errors name the right ones.
    package func only(_ sections: Set<String>) -> ConfFile {
        var isWanted = true
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            if case .header(let section, _) = try? ConfLine.parse(line) { isWanted = sections.contains(section) }
            return isWanted ? line : ""
        }
        return ConfFile(name: name, text: lines.joined(separator: "\n"))
    }
}

/// A line of a `.conf` file that says something.
///
///     [section]           or  [section name]
///     key = value         blanks around both are dropped
///     # comment           on a line of its own, because a value may hold a '#'
enum ConfLine: Hashable, Sendable {
    case header(section: String, name: String?)
    case entry(key: String, value: String)

    /// Reads one line; nil for a blank line or a comment.
    static func parse(_ line: Substring) throws(Misfit) -> ConfLine? {
        let line = trimmed(line)
        guard let first = line.first, first != "#" else { return nil }
        guard line.unicodeScalars.allSatisfy({ $0 == "\t" || !$0.isControl }) else {
            throw Misfit("a control character; write plain text")
        }
        if first == "[" { return try header(line) }
        guard let equals = line.firstIndex(of: "=") else {
            throw Misfit("'\(line.prefix(40))' is no setting; write key = value, [section] or # comment")
        }
        let key = trimmed(line[..<equals])
        guard isWord(key) else {
            throw Misfit("'\(key.prefix(40))' is no key; a key is made of letters, digits, '.', '_' and '-'")
        }
        return .entry(key: String(key), value: String(trimmed(line[line.index(after: equals)...])))
    }

    private static func header(_ line: Substring) throws(Misfit) -> ConfLine {
        guard line.last == "]" else { throw Misfit("the section's header has no ']' at its end") }
        let words = line.dropFirst().dropLast().split { $0 == " " || $0 == "\t" }
        guard (1...2).contains(words.count), words.allSatisfy(isWord) else {
            throw Misfit("'\(line.prefix(40))' is no section; write [section] or [section name]")
        }
        return .header(section: String(words[0]), name: words.count == 2 ? String(words[1]) : nil)
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension Unicode.Scalar {
    /// Whether it is one of C0, DEL or C1.
    fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
