import Testing
import Wire

@Suite struct EnrolmentTokenTests {
    private static let authority = String(repeating: "0a", count: 32)
    private static let secret = "k3jD-8_xZ0q4tR7w"

    @Test(arguments: ["desk.example.org", "192.0.2.7", "[2001:db8::7]"])
    func roundTrip(host: String) throws {
        let text = "vigie1:\(host):7117:\(Self.authority):\(Self.secret)"
        let token = try #require(EnrolmentToken(text))
        #expect(token.text == text)
        #expect(token.port == 7117)
        #expect(token.secret == Self.secret)
        #expect(!token.host.contains("["))
    }

    @Test func hashIsLowerCase() {
        #expect(EnrolmentToken("vigie1:d:1:\(Self.authority.uppercased()):\(Self.secret)")?.authority == Self.authority)
    }

    @Test(arguments: [
        "", "vigie1", "vigie2:d:7117:\(authority):\(secret)", "vigie1::7117:\(authority):\(secret)",
        "vigie1:d:0:\(authority):\(secret)", "vigie1:d:65536:\(authority):\(secret)",
        "vigie1:d:+7117:\(authority):\(secret)",
        "vigie1:d:7117:\(authority.dropLast()):\(secret)", "vigie1:d:7117:\(authority):short",
        "vigie1:d:7117:\(authority):\(secret)\n", "vigie1:d:7117:\(authority.dropLast())g:\(secret)",
        "vigie1:2001:db8::7:7117:\(authority):\(secret)", "vigie1:[d]:7117:\(authority):\(secret)",
        "vigie1:a b:7117:\(authority):\(secret)", "vigie1:[]:7117:\(authority):\(secret)",
    ])
    func refused(text: String) {
        #expect(EnrolmentToken(text) == nil)
    }
}
