package import Desk

/// How the pages are served.
package struct WebConfiguration: Sendable {
    /// What protects what goes over the network; passwords never go in clear.
    package enum Security: Hashable, Sendable {
        /// TLS with a certificate and a key from files (PEM), read again when they change.
        case files(certificate: String, key: String)
        /// In clear, on this machine alone: a proxy before it speaks TLS, and says for whom it asks.
        case proxy(addresses: [String])
        /// TLS with a certificate of the desk's own authority, which browsers do not know.
        case ownAuthority
    }

    package var address: WebAddress
    package var listen: String
    package var port: Int
    package var security: Security
    /// The ways to reach machines from afar.
    package var support: [SupportLink]

    package init(
        address: WebAddress,
        listen: String,
        port: Int,
        security: Security,
        support: [SupportLink] = []
    ) {
        self.address = address
        self.listen = listen
        self.port = port
        self.security = security
        self.support = support
    }
}
