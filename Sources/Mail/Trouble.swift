/// Why a message could not be sent now.
package struct Trouble: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The relay asks for another try later (4xx).
        case later
        /// The relay's name is not found.
        case name
        /// Nothing can be reached at its address and port.
        case connection
        /// It did not answer in time.
        case time
        /// It does not offer STARTTLS.
        case noEncryption = "no-encryption"
        /// TLS could not be agreed on.
        case encryption
        /// Its certificate is not for it, or nobody trusted vouches for it.
        case certificate
        /// The file of authorities cannot be read.
        case authorities
        /// It refuses user and password, or wants some.
        case login
        /// It does not serve us: it refused before it heard of any message.
        case unwelcome
        /// It answers what is no SMTP.
        case nonsense
        /// The connection broke.
        case broken
        /// We were asked to end.
        case stopped
        /// libcurl failed on this machine.
        case library
    }

    package var kind: Kind
    /// What the relay said, if that is the reason.
    package var reply: Reply?
    /// What libcurl says of it, in English, fit to be shown; empty where it says nothing.
    package var detail: String

    package init(_ kind: Kind, reply: Reply? = nil, detail: String = "") {
        self.kind = kind
        self.reply = reply
        self.detail = detail
    }
}
