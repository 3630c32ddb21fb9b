/// The fields by which a reader's program sorts our mails; there are no others.
package struct MailMarks: Hashable, Sendable {
    /// `X-Vigie-Ticket`: the number of the ticket.
    package var ticket: Int64?
    /// `X-Vigie-Host`: the machine's name.
    package var host: String?
    /// `X-Vigie-Notice`: what kind of notice it is, such as `assigned`.
    package var notice: String?
    /// `List-Id` (RFC 2919): the stream of mails, for instance `tickets.desk.example.org`.
    package var list: ListID?

    package init(ticket: Int64? = nil, host: String? = nil, notice: String? = nil, list: ListID? = nil) {
        self.ticket = ticket
        self.host = host
        self.notice = notice
        self.list = list
    }
}

/// The name of a stream of mails (list-id of RFC 2919, section 3).
package struct ListID: Hashable, Sendable {
    /// Without its angle brackets.
    let text: String

    /// Reads `label.domain`; nil for what is no name of a domain with two labels at least, or is longer than 253 octets.
    package init?(_ text: String) {
        guard DomainName.isValid(Array(text.utf8)), text.utf8.contains(UInt8(ascii: ".")) else { return nil }
        self.text = text.lowercased()
    }
}
