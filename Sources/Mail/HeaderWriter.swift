/// The bytes of a header's fields, folded (RFC 5322, section 2.2.3).
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []

    /// Octets of a line before it is folded; the 76 of RFC 2047 are within the 78 of RFC 5322.
    static let width = 76

    /// Adds a field: its tokens stand one space apart, and a line ends before the token that is too much for it.
    mutating func add(_ name: String, _ tokens: [String]) {
        var column = name.utf8.count + 1
        bytes += name.utf8
        bytes.append(UInt8(ascii: ":"))
        for (index, token) in tokens.enumerated() {
            // Before the first one a line of blanks would stand where some servers take the header to be at its end.
            if index > 0, column + 1 + token.utf8.count > Self.width {
                bytes += lineEnd
                column = 0
            }
            bytes.append(UInt8(ascii: " "))
            bytes += token.utf8
            column += 1 + token.utf8.count
        }
        bytes += lineEnd
    }

    /// Adds a field of mailboxes (RFC 5322, section 3.4); of none it is the empty group.
    mutating func add(_ name: String, _ mailboxes: [Mailbox]) {
        var tokens = mailboxes.flatMap { mailbox -> [String] in
            HeaderText.phrase(mailbox.name ?? "") + ["<\(mailbox.address)>,"]
        }
        if let last = tokens.popLast() { tokens.append(String(last.dropLast())) }
        add(name, tokens.isEmpty ? ["undisclosed-recipients:;"] : tokens)
    }

    private let lineEnd: [UInt8] = [13, 10]
}
