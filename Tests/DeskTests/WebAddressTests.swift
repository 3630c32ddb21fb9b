import Desk
import Testing

struct WebAddressTests {
    @Test(arguments: [
        ("https://desk.example.org", "desk.example.org", 443, "https://desk.example.org"),
        ("https://desk.example.org/", "desk.example.org", 443, "https://desk.example.org"),
        ("https://desk.example.org:443", "desk.example.org", 443, "https://desk.example.org"),
        ("HTTPS://Desk.Example.ORG:7118", "desk.example.org", 7118, "https://desk.example.org:7118"),
        ("https://192.0.2.1:1", "192.0.2.1", 1, "https://192.0.2.1:1"),
        ("https://[2001:DB8::1]:65535", "2001:db8::1", 65_535, "https://[2001:db8::1]:65535"),
        ("https://[::1]", "::1", 443, "https://[::1]"),
    ])
    func whatAnAddressIs(text: String, host: String, port: Int, written: String) throws {
        let address = try #require(WebAddress(text))
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.description == written)
        #expect(WebAddress(written) == address)
        #expect(WebAddress(authority: address.authority) == address)
    }

    @Test(arguments: [
        "", "desk.example.org", "http://desk.example.org", "https://", "https:///", "https://:7118", "null",
        "https://desk.example.org:", "https://desk.example.org:0", "https://desk.example.org:65536",
        "https://desk.example.org:+443", "https://desk.example.org:-1", "https://desk.example.org: 443",
        "https://desk.example.org:\u{FF14}43", "https://desk.example.org:443:443",
        "https://desk.example.org:99999999999999999999",
        "https://desk.example.org/path", "https://desk.example.org//", "https://desk.example.org?", "https://a#b",
        "https://user@desk.example.org", "https://user:secret@desk.example.org", "https://desk.example.org\\@b",
        "https://desk.example.org https://b", "https://desk.example.org,https://b", "https://desk example.org",
        "https://désk.example.org", "https://desk.example.org\u{0}", "https://desk.example.org\n",
        "https://::1", "https://[::1", "https://::1]", "https://[::1]x", "https://[fe80::1%25eth0]",
    ])
    func whatIsNone(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test func aHostIsNoLongerThanNamesAre() {
        #expect(WebAddress("https://" + String(repeating: "a", count: 253)) != nil)
        #expect(WebAddress("https://" + String(repeating: "a", count: 254)) == nil)
        #expect(WebAddress("https://" + String(repeating: "a:", count: 100_000)) == nil)
    }

    @Test func whatHostSaysMayImplyAPort() {
        #expect(WebAddress(authority: "desk", implied: 7118) == WebAddress(host: "desk", port: 7118))
        #expect(WebAddress(authority: "desk:80", implied: 7118) == WebAddress(host: "desk", port: 80))
        #expect(WebAddress(authority: "desk/", implied: 7118) == nil)
    }
}
