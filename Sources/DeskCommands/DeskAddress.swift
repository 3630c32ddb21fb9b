import ArgumentParser
import Commands

/// Where agents reach a desk: `desk.example.org:7117`, `192.0.2.1` or `[2001:db8::1]:7117`.
struct DeskAddress: Hashable, ExpressibleByArgument, CustomStringConvertible {
    static let standardPort = 7117

    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(argument: String) {
        let isBracketed = argument.hasPrefix("[")
        let host = isBracketed ? argument.dropFirst().prefix { $0 != "]" } : argument.prefix { $0 != ":" }
        var rest = argument.dropFirst(host.count + (isBracketed ? 1 : 0))
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

    /// The names under which agents reach a desk that was told none.
    static func ofThisMachine(_ console: Console) -> [String] { [console.hostName, "localhost", "127.0.0.1"] }

    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_".utf8)

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
