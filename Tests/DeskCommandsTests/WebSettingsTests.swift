import Desk
import DeskCommands
import DeskWeb
import Settings
import Testing

/// What an administrator writes into desk.conf about the pages, and what becomes of it.
struct WebSettingsTests {
    private static func web(_ lines: String) throws -> WebConfiguration? {
        let file = ConfFile(name: "desk.conf", text: "[mail]\nto = help@example.org\n[web]\n\(lines)\n")
        return try WebConfiguration(DeskSettings.schema.load([file]))
    }

    @Test func theAddressIsEnough() throws {
        let web = try #require(try Self.web("address = https://Desk.example.org:7118"))
        #expect(web.address == WebAddress(host: "desk.example.org", port: 7118))
        #expect(web.listen == "0.0.0.0" && web.port == 7118 && web.security == .ownAuthority)
    }

    @Test func withoutAnAddressThereAreNoPages() throws {
        #expect(try Self.web("") == nil)
        #expect(try Self.web("address =\ncertificate = /etc/vigie/desk.pem") == nil)
    }

    private static let address = "address = https://desk.example.org"

    @Test func aCertificateOfFiles() throws {
        let lines = "certificate = /etc/a.pem\nkey = /etc/a.key\nlisten = ::\nport = 8443"
        let web = try #require(try Self.web("\(Self.address)\n\(lines)"))
        #expect(web.address.port == 443)
        #expect(web.security == .files(certificate: "/etc/a.pem", key: "/etc/a.key"))
        #expect(web.listen == "::" && web.port == 8443)
    }

    @Test(arguments: [
        ("https://desk.example.org:7218", "", 7218), ("https://desk.example.org", "", 7118),
        ("https://desk.example.org:7218", "port = 7318", 7318), ("https://desk.example.org:7218", "proxy = ::1", 7118),
    ])
    func thePortIsThatOfTheAddress(_ address: String, _ lines: String, _ port: Int) throws {
        #expect(try Self.web("address = \(address)\n\(lines)")?.port == port)
    }

    /// In clear they are served on this machine alone.
    @Test(arguments: [("", "127.0.0.1"), ("listen = 127.0.0.2", "127.0.0.2"), ("listen = ::1", "::1")])
    func behindAProxy(_ lines: String, _ listen: String) throws {
        let web = try #require(try Self.web("\(Self.address)\nproxy = 127.0.0.1, 2001:db8::1\n\(lines)"))
        #expect(web.security == .proxy(addresses: ["127.0.0.1", "2001:db8::1"]))
        #expect(web.listen == listen)
    }

    static let mistakes = [
        ("address = http://desk.example.org", "desk.conf:4"), ("address = desk.example.org:7118", "desk.conf:4"),
        ("address = https://desk.example.org/pages", "desk.conf:4"), ("address = https://", "desk.conf:4"),
        ("\(address)\nlisten = localhost", "desk.conf:5"), ("\(address)\nport = -1", "desk.conf:5"),
        ("\(address)\nport = 65536", "desk.conf:5"), ("\(address)\nproxy = proxy.example.org", "desk.conf:5"),
        ("\(address)\nproxy = 127.0.0.1,", "desk.conf:5"), ("\(address)\ncertificat = /etc/a.pem", "desk.conf:5"),
        ("\(address)\ncertificate = /etc/a.pem", "[web]: certificate is set"),
        ("\(address)\nkey = /etc/a.key", "[web]: key is set"),
        ("\(address)\ncertificate = /a\nkey = /b\nproxy = ::1", "[web]: both certificate and proxy"),
        ("\(address)\nproxy = 127.0.0.1\nlisten = 0.0.0.0", "[web]: listen = 0.0.0.0"),
        ("\(address)\nproxy = 127.0.0.1\nlisten = ::ffff:127.0.0.1", "[web]: listen"),
        ("\(address)\nproxy = 127.0.0.1\nlisten = 192.0.2.1", "[web]: listen"),
    ]

    @Test(arguments: mistakes)
    func mistakesAreNamedWithTheirPlace(_ lines: String, _ place: String) {
        let error = #expect(throws: (any Error).self) { try Self.web(lines) }
        #expect("\(error.map { "\($0)" } ?? "")".hasPrefix(place), "\(error.map { "\($0)" } ?? "nothing")")
    }
}
