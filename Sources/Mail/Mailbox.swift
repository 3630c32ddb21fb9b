/// An address, and the name of who reads there.
package struct Mailbox: Hashable, Sendable {
    package var address: EmailAddress
    /// The name as a person writes it, or nil; any text is fit, for it is cleaned when a message is written.
    package var name: String?

    package init(_ address: EmailAddress, name: String? = nil) {
        self.address = address
        self.name = name
    }
}
