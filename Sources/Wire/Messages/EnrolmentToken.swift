/// What an administrator carries from the desk to a workstation: where the desk is, which CA it has, and a secret.
///
/// Text form, one word: `vigie1:HOST:PORT:CA-SHA256:SECRET`. The host may be an IPv6 address in brackets.
package struct EnrolmentToken: Hashable, Sendable {
    package let host: String
    package let port: Int
    /// SHA-256 of the CA certificate's DER, in lower-case hexadecimal.
    package let authority: String
    package let secret: String

    package init(host: String, port: Int, authority: String, secret: String) {
        self.host = host
        self.port = port
        self.authority = authority
        self.secret = secret
    }

    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[0] == "vigie1", let secret = parts.last, secret.utf8.count >= 16,
            secret.utf8.allSatisfy(CharacterClass.isBare)
        else { return nil }
        let authority = parts[parts.count - 2]
        guard authority.utf8.count == 64, authority.unicodeScalars.allSatisfy({ $0.properties.isASCIIHexDigit }),
            let port = Number.natural(parts[parts.count - 3]), (1...65_535).contains(port)
        else { return nil }
        let host = parts[1..<(parts.count - 3)].joined(separator: ":")
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let name = isBracketed ? String(host.dropFirst().dropLast()) : host
        guard !name.isEmpty, isBracketed == name.contains(":"), name.utf8.allSatisfy(CharacterClass.isBare) else {
            return nil
        }
        self.init(
            host: name,
            port: Int(port),
            authority: authority.lowercased(),
            secret: String(secret)
        )
    }

    package var text: String {
        "vigie1:\(host.contains(":") ? "[\(host)]" : host):\(port):\(authority):\(secret)"
    }
}
