import Testing

@testable import DeskWeb

struct ReturnPathTests {
    @Test(arguments: [
        "/", "/queue", "/tickets/12", "/people/", "/queue?tab=mine&q=caf%C3%A9", "/queue?q=a%5Cb//c", "/me#sessions",
        "/people/marie.d_x-1", "/people/%C3%A9t%C3%A9", "/a%20b", "/.well-known", "/...", "/a@b", "/a:b",
        "/queue?to=//x",
    ])
    func aPathOfThisDeskIsBelieved(text: String) {
        #expect(ReturnPath(text)?.text == text)
    }

    @Test(arguments: [
        "", "queue", " /queue", "?tab=mine", "#main", "//evil.example", "///evil.example", "/\\evil.example",
        "\\/evil.example", "\\\\evil.example", "/queue\\x", "/queue?q=\\",
        "https://evil.example", "https:/evil.example", "javascript:alert(1)", "data:text/html,x", "//",
        "/%2F/evil.example", "/%2Fevil.example", "/%2fevil.example", "%2F%2Fevil.example", "/%5Cevil.example",
        "/%5c/evil.example",
        "/%252Fevil.example", "/%25252Fevil.example", "/%255Cevil.example", "/a/%2F/b", "/a//b",
        "/\t/evil.example", "/\n/evil.example", "/\r\nSet-Cookie: a=b", "/\u{0}", "/a b", "/\u{7F}", "/é",
        "/%0Aa", "/%0D%0ASet-Cookie:%20a=b", "/%00", "/%09/evil.example", "/%7F", "/%C2%85", "/%250A",
        "/..//evil.example", "/.", "/..", "/a/../b", "/%2E%2E/%2Fevil.example", "/%2e/evil.example", "/%252e%252e/a",
        "/%", "/%4", "/%zz", "/%+1", "/%C0%AFevil.example", "/%FF", "/%E0%80%AF",
        "/\u{2028}", "/\u{FF0F}evil.example", "/\u{301}",
        "/" + String(repeating: "a", count: 500), String(repeating: "%25", count: 100_000),
    ])
    func whatLeadsElsewhereIsNot(text: String) {
        #expect(ReturnPath(text) == nil)
    }

    @Test func aPathMayBe500BytesLong() {
        #expect(ReturnPath("/" + String(repeating: "a", count: 499)) != nil)
        #expect(ReturnPath("/" + String(repeating: "%20", count: 166)) != nil)
    }
}
