/// The server that takes our mail and passes it on, and how it is spoken to.
package struct Relay: Hashable, Sendable {
    /// How what is said is kept from others; the server's certificate is always checked.
    package enum Security: String, Hashable, Sendable, CaseIterable {
        /// TLS after a word in the clear (RFC 3207); without it nothing is sent.
        case startTLS = "starttls"
        /// TLS from the first byte (RFC 8314, section 3.3).
        case tls
        /// In the clear, to this machine alone.
        case none

        /// The port where it is usual.
        package var port: UInt16 {
            switch self {
            case .startTLS: 587
            case .tls: 465
            case .none: 25
            }
        }
    }

    /// As whom we sign in (RFC 4954, PLAIN or LOGIN).
    package struct Login: Hashable, Sendable {
        package var user: String
        package var password: Secret

        package init(user: String, password: Secret) {
            self.user = user
            self.password = password
        }
    }

    package let host: String
    package let port: UInt16
    package let security: Security
    package let login: Login?
    /// The name by which this machine says who it is.
    package let helo: String
    /// A file of certificates, or nil for the system's.
    package let authorities: String?

    /// Whether a host can only be this machine.
    package static func isThisMachine(_ host: String) -> Bool { HostName.isLoopback(host) }

    /// Checks what an administrator wrote.
    ///
    /// - Parameters:
    ///   - host: A name, or an address of either kind without brackets.
    ///   - port: Where it listens, or nil for the usual one.
    ///   - security: How the connection is protected.
    ///   - login: User and password, or nil.
    ///   - helo: The name by which this machine says who it is (RFC 5321, section 4.1.1.1).
    ///   - authorities: A file of certificates (PEM) that are trusted in place of the system's, or nil.
    /// - Throws: What is wrong with it.
    package init(
        host: String,
        port: UInt16? = nil,
        security: Security,
        login: Login? = nil,
        helo: String,
        authorities: String? = nil
    ) throws(Fault) {
        guard HostName.isValid(host) else { throw .host }
        guard port != 0 else { throw .port }
        guard security != .none || HostName.isLoopback(host) else { throw .unprotected }
        guard DomainName.isValid(Array(helo.utf8)) else { throw .helo }
        if let login {
            let both = login.user + login.password.text
            guard !login.user.isEmpty, !both.utf8.contains(0), both.utf8.count <= 4096 else { throw .login }
        }
        if let authorities {
            guard !authorities.isEmpty, !authorities.utf8.contains(0) else { throw .authorities }
        }
        self.host = host
        self.port = port ?? security.port
        self.security = security
        self.login = login
        self.helo = helo
        self.authorities = authorities
    }
}
