/// The ids of one desk's mails: the same for the same, so that a reader who gets a mail twice sees one.
package struct MailNames: Hashable, Sendable {
    private let store: String
    private let domain: String

    /// The ids of a desk; nil where the store's id is empty or longer than 64 octets, or the domain is none.
    ///
    /// - Parameters:
    ///   - store: What tells this desk's store from any other, such as a UUID.
    ///   - domain: The domain under which the desk sends.
    package init?(store: String, domain: String) {
        guard !store.isEmpty, store.utf8.count <= 64, DomainName.isValid(Array(domain.utf8)) else { return nil }
        self.store = Self.atom(store)
        self.domain = domain.lowercased()
    }

    /// The id of a mail by its number in the store.
    package func mail(_ number: Int64) -> MessageID { MessageID(left: "m\(number).\(store)", right: domain) }

    /// What all mails about a ticket refer to, so that a reader's program shows them as one conversation; no mail has it itself.
    package func thread(ofTicket number: Int64) -> MessageID { MessageID(left: "t\(number).\(store)", right: domain) }

    /// Letters, digits and hyphens stand for themselves, any other byte for `=XX`.
    private static func atom(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if DomainName.isLetter(byte) || DomainName.isDigit(byte) || byte == UInt8(ascii: "-") {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += Hexadecimal.escape(byte)
            }
        }
    }
}
