/// What a server said to one command (RFC 5321, section 4.2).
package struct Reply: Hashable, Sendable {
    /// Three digits, of which the first says how it went; 550 for instance.
    package let code: Int
    /// What it says to people, of all its lines: fit to be shown, of at most 300 scalars.
    package let text: String

    package init(code: Int, text: String) {
        self.code = code
        self.text = PrintableText.line(text, limit: Self.longest)
    }

    /// Scalars of the text.
    static let longest = 300

    /// Whether the command was done.
    var isPositive: Bool { code / 100 == 2 }

    /// The same without its text where that holds a secret: some servers repeat what they were sent.
    func without(_ secrets: [String]) -> Reply {
        secrets.contains { !$0.isEmpty && text.contains($0) } ? Reply(code: code, text: "") : self
    }
}

extension Reply: CustomStringConvertible {
    /// `550 5.1.1 no such user`.
    package var description: String { text.isEmpty ? "\(code)" : "\(code) \(text)" }
}
