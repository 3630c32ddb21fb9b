/// Where agents reach a desk: `desk.example.org:7117`, `192.0.2.1` or `[2001:db8::1]:7117`.
package struct DeskAddress: Hashable, Sendable, CustomStringConvertible {
    package static let standardPort = 7117

    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads an address; nil for what is none.
    package init?(_ text: String) {
        let isBracketed = text.hasPrefix("[")
        let host = isBracketed ? text.dropFirst().prefix { $0 != "]" } : text.prefix { $0 != ":" }
        var rest = text.dropFirst(host.count + (isBracketed ? 1 : 0))
        if isBracketed, rest.popFirst() != "]" { return nil }
        let allowed = host.utf8.allSatisfy { byte in
            Self.letters.contains(byte) || (isBracketed && byte == UInt8(ascii: ":"))
        }
        guard !host.isEmpty, host.utf8.count <= 253, allowed else { return nil }
        guard !rest.isEmpty else {
            self.init(host: String(host), port: Self.standardPort)
            return
        }
        guard rest.popFirst() == ":", let port = Int(rest), (1...65_535).contains(port) else { return nil }
        self.init(host: String(host), port: port)
    }

    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_".utf8)

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
