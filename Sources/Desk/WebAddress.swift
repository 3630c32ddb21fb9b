/// Where people reach the desk's pages: `https://desk.example.org:7118`.
///
/// Links in mails and what a form may come from are made of it, never of what a browser says.
package struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    /// The port of pages and API.
    package static let standardPort = 7118

    /// A name, an IPv4 address, or an IPv6 address without its brackets; small letters.
    package let host: String
    package let port: Int

    package init(host: String, port: Int = standardPort) {
        self.host = host.lowercased()
        self.port = port
    }

    /// The address as browsers send it in `Origin`: without a port where that is 443.
    package var description: String { "https://\(authority)" }

    /// Host and port as browsers send them in `Host`.
    package var authority: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return port == 443 ? host : "\(host):\(port)"
    }
}

extension WebAddress {
    /// Reads an address: nothing but `https`, host and port; nil where it is anything else.
    package init?(_ text: String) {
        guard text.lowercased().hasPrefix("https://") else { return nil }
        var rest = text.dropFirst("https://".count)
        if rest.hasSuffix("/") { rest.removeLast() }
        self.init(authority: rest, implied: 443)
    }

    /// Reads what stands in `Host`.
    package init?(authority text: some StringProtocol, implied: Int = 443) {
        var host = Substring(text)
        var port = implied
        if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") {
            let digits = host[host.index(after: colon)...]
            guard digits.first?.isNumber == true, let number = Int(digits), (1...65_535).contains(number) else {
                return nil
            }
            port = number
            host = host[..<colon]
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = host.dropFirst().dropLast() }
        let isAllowed = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            case UInt8(ascii: ":"): isBracketed
            default: false
            }
        }
        guard !host.isEmpty, host.utf8.count <= 253, isAllowed else { return nil }
        self.init(host: String(host), port: port)
    }
}
