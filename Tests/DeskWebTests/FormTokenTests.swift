import Desk
import Testing

@testable import DeskWeb

struct FormTokenTests {
    /// The token is that of Python: `hmac.new(b"secret", b"form", "sha256").hexdigest()`.
    @Test func theTokenFollowsFromTheSession() {
        let token = FormToken.make("secret")
        #expect(token == "ff7b98419419ac35e9d6253bd11ceb83f15eac9727b4bd35d098e7e634a9d0d9")
        #expect(FormToken.isRight(token, of: "secret"))
        for other in ["", "secret", token.uppercased(), String(token.dropLast()), token + "0", FormToken.make("other")]
        {
            #expect(!FormToken.isRight(other, of: "secret"), "\(other)")
        }
    }
}

struct RequestOriginTests {
    private static let allowed = [WebAddress(host: "desk.example.org"), WebAddress(host: "::1", port: 443)]

    @Test(
        arguments: [
            ("https://desk.example.org:7118", nil, RequestOrigin.ours),
            ("https://desk.example.org:7118", "same-origin", .ours),
            ("https://[::1]", nil, .ours),
            ("https://desk.example.org", nil, .foreign),
            ("http://desk.example.org:7118", nil, .foreign),
            ("https://desk.example.org:7118.evil.example", nil, .foreign),
            ("https://evil.example", "same-origin", .foreign),
            ("https://desk.example.org:7118, https://evil.example", nil, .foreign),
            ("null", nil, .foreign),
            ("null", "same-origin", .foreign),
            ("", "same-origin", .foreign),
            (nil, "same-origin", .ours),
            (nil, "none", .ours),
            (nil, "same-site", .foreign),
            (nil, "cross-site", .foreign),
            (nil, "", .foreign),
            (nil, "Same-Origin", .foreign),
            (nil, nil, .untold),
        ] as [(String?, String?, RequestOrigin)]
    )
    func whereAFormMayComeFrom(origin: String?, fetchSite: String?, verdict: RequestOrigin) {
        #expect(RequestOrigin.check(origin: origin, fetchSite: fetchSite, allowed: Self.allowed) == verdict)
    }
}
