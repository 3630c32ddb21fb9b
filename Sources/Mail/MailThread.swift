/// The mails about one ticket, which a reader's program shows as one conversation.
///
/// An id depends on nothing but what it names: a second try of a mail has the same, and a reader who gets both sees one.
package struct MailThread: Hashable, Sendable {
    private let ticket: Int64
    private let store: String
    private let domain: String

    /// The thread of a ticket; nil where the store's id is empty or longer than 64 octets, or the domain is none.
    ///
    /// - Parameters:
    ///   - ticket: The ticket's number.
    ///   - store: What tells this desk's store from any other, such as a UUID.
    ///   - domain: The domain under which the desk sends.
    package init?(ticket: Int64, store: String, domain: String) {
        guard !store.isEmpty, store.utf8.count <= 64, DomainName.isValid(Array(domain.utf8)) else { return nil }
        self.ticket = ticket
        self.store = Self.atom(store)
        self.domain = domain.lowercased()
    }

    /// What all mails of the thread refer to; no mail has it itself.
    package var root: MessageID { MessageID(left: "t\(ticket).\(store)", right: domain) }

    /// The id of the mail about one entry of the ticket's log.
    ///
    /// - Parameters:
    ///   - entry: The entry's number.
    ///   - copy: Whose copy it is, where several persons get one of their own, in their language.
    /// - Returns: The same for the same.
    package func id(entry: Int64, copy: Int64? = nil) -> MessageID {
        let mine = copy.map { ".c\($0)" } ?? ""
        return MessageID(left: "t\(ticket).e\(entry)\(mine).\(store)", right: domain)
    }

    /// Letters, digits and hyphens stand for themselves, any other byte for `=XX`.
    static func atom(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if DomainName.isLetter(byte) || DomainName.isDigit(byte) || byte == UInt8(ascii: "-") {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += Hexadecimal.escape(byte)
            }
        }
    }
}
