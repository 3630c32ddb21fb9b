import Desk
import DeskTestSupport
import HTTPTypes
import Health
import TestSupport
import Testing

@testable import DeskWeb

/// Forms that no page of ours sent: nothing of them is done.
struct FormSafetyTests {
    private static let dark: KeyValuePairs<String, String> = ["language": "en", "theme": "dark"]
    private static let link = Path.preferences.link

    /// Sends the form that makes the pages dark; whether that was done.
    private func send(
        _ browser: TestBrowser,
        _ headers: HTTPFields = TestBrowser.origin,
        authority: String = PageFixture.address.authority,
        token: String? = nil,
        body: String? = nil
    ) async throws -> (Answer, isDone: Bool) {
        let body = body ?? TestBrowser.encode(Self.dark, token: token ?? browser.token)
        let answer = try await browser.send(.post, Self.link, headers, authority: authority, body: body)
        return (answer, try await browser.get("/me").page.values("data-theme") == ["dark"])
    }

    private func origin(_ text: String?, fetchSite: String? = nil, type: String? = nil) -> HTTPFields {
        var headers = TestBrowser.origin
        headers[.origin] = text
        headers[.fetchSite] = fetchSite
        if let type { headers[.contentType] = type }
        return headers
    }

    @Test func aFormOfOurOwnIsDone() async throws {
        let browser = try await PageFixture().browser(.technician)
        let (answer, isDone) = try await send(browser)
        #expect(answer.status == 303 && isDone)
    }

    @Test(
        arguments: [
            ("https://evil.example", nil), ("null", nil), ("", nil), ("https://desk.example.org", nil),
            ("http://desk.example.org:7118", nil), ("https://desk.example.org:7118, https://evil.example", nil),
            ("https://desk.example.org:7118@evil.example", "same-origin"), ("null", "same-origin"), (nil, nil),
            (nil, "cross-site"), (nil, "same-site"), (nil, "planted"),
        ] as [(String?, String?)]
    )
    func aFormFromElsewhere(text: String?, fetchSite: String?) async throws {
        let browser = try await PageFixture().browser(.technician)
        let (answer, isDone) = try await send(browser, origin(text, fetchSite: fetchSite))
        #expect(answer.status == 403 && !isDone)
    }

    @Test func aNameOfThisMachineIsAnAddressToo() async throws {
        let browser = try await PageFixture().browser(.technician)
        let (answer, isDone) = try await send(browser, origin("https://192.0.2.7:7118"), authority: "192.0.2.7:7118")
        #expect(answer.status == 303 && isDone)
    }

    @Test func aForgedToken() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.technician)
        let other = try await fixture.browser(.technician)
        let stranger = fixture.browser()
        _ = try await stranger.get("/sign-in")
        let right = browser.token
        let secret = try #require(browser.cookies[TestBrowser.session])
        for token in [
            "", "wrong", String(repeating: "0", count: 64), right.uppercased(), String(right.dropLast()), right + "0",
            other.token, stranger.token, secret, FormToken.make(""), String(repeating: "a", count: 65_536),
        ] {
            let (answer, isDone) = try await send(browser, token: token)
            #expect(answer.status == 403 && !isDone, "\(token.prefix(70))")
        }
        for body in [
            "theme=dark", "form[]=\(right)&theme=dark", "FORM=\(right)&theme=dark", "form=\(right.prefix(63))",
        ] {
            let (answer, isDone) = try await send(browser, body: body)
            #expect(answer.status == 403 && !isDone, "\(body)")
        }
    }

    /// The token of before the sign-in is worth nothing after it.
    @Test func aTokenOfTheVisitBefore() async throws {
        let fixture = try await PageFixture()
        let browser = fixture.browser()
        _ = try await browser.get("/sign-in")
        let before = browser.token
        browser.cookies.merge(try await fixture.browser(.technician).cookies) { own, _ in own }
        let (answer, isDone) = try await send(browser, token: before)
        #expect(answer.status == 403 && !isDone)
    }

    /// A stranger's form for the sign-in is refused as well: nobody is signed in as somebody else unawares.
    @Test func theSignInNeedsATokenToo() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        let fields: KeyValuePairs = ["login": Who.technician.login, "password": PageFixture.password]
        for (token, headers) in [
            ("", TestBrowser.origin), (FormToken.make(SessionSecret.make()), TestBrowser.origin),
            (nil, origin("https://evil.example")),
        ] {
            let browser = fixture.browser()
            _ = try await browser.get("/sign-in")
            let body = TestBrowser.encode(fields, token: token ?? browser.token)
            let answer = try await browser.send(.post, "/sign-in", headers, body: body)
            #expect(answer.status == 403 && browser.cookies[TestBrowser.session] == nil)
        }
    }

    @Test func aFormThatIsSentOnceMore() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.technician)
        // Harmless while the session lasts: a ticket has its version.
        let version = try #require(try await fixture.store.ticket(1)?.version)
        let note: KeyValuePairs = ["action": "note", "text": "once", "version": String(version)]
        #expect(try await browser.post("/tickets/1", note).status == 303)
        #expect(try await browser.post("/tickets/1", note).status == 422)
        // Replayed after the session.
        let (cookies, token) = (browser.cookies, browser.token)
        #expect(try await browser.post("/sign-out").location == "/sign-in")
        #expect(browser.cookies[TestBrowser.session] == nil)
        browser.cookies = cookies
        let answer = try await browser.send(
            .post,
            Self.link,
            TestBrowser.origin,
            body: TestBrowser.encode(Self.dark, token: token)
        )
        #expect(answer.status == 403)
        #expect(try await browser.get("/me").status == 303)
        let again = try await fixture.browser(.technician)
        #expect(try await again.get("/me").page.values("data-theme") == ["automatic"])
    }

    /// What a page elsewhere can send without being asked: it says another origin, and has no token.
    @Test(arguments: ["text/plain", "multipart/form-data; boundary=x", "application/json", "planted", ""])
    func otherTypesOfContent(type: String) async throws {
        let browser = try await PageFixture().browser(.technician)
        let (foreign, isDone) = try await send(browser, origin("https://evil.example", type: type))
        #expect(foreign.status == 403 && !isDone)
        for body in [
            "--x\r\nContent-Disposition: form-data; name=\"theme\"\r\n\r\ndark\r\n--x--\r\n",
            #"{"form": "\#(browser.token)", "theme": "dark"}"#, "form=\(browser.token)\r\ntheme=dark\r\n",
        ] {
            let (answer, isDone) = try await send(
                browser,
                origin(PageFixture.address.description, type: type),
                body: body
            )
            #expect([400, 403].contains(answer.status) && !isDone, "\(body)")
        }
    }

    @Test(arguments: [
        "", "&&&===", "%", "%zz=%", "a=%ff%fe", "a=1&a=2", "a[=1", "a[]=1&a[b]=2", "a[b][c]=1", "[]=1", "[a]=1", "=",
        "a",
        "a[9223372036854775807]=1", "a[-1]=1", "a" + String(repeating: "[b]", count: 100) + "=1", "\0", "\u{FEFF}",
        String(repeating: "a=b&", count: 20_000), String(repeating: "&", count: 100_000),
    ])
    func aBrokenForm(rest: String) async throws {
        let browser = try await PageFixture().browser(.technician)
        for body in [rest, "form=\(browser.token)&\(rest)", "\(rest)&form=\(browser.token)"] {
            let (answer, _) = try await send(browser, body: body)
            #expect([303, 400, 403].contains(answer.status), "\(body.prefix(60))")
        }
    }

    @Test func bytesThatAreNoText() async throws {
        let browser = try await PageFixture().browser(.technician)
        for bytes in [[0xFF, 0xFE], [0xC0, 0xBC], [0xED, 0xA0, 0x80], Array(repeating: 0, count: 1000)] as [[UInt8]] {
            let answer = try await browser.send(
                .post,
                Self.link,
                TestBrowser.origin,
                authority: PageFixture.address.authority,
                bytes: bytes
            )
            #expect([400, 403].contains(answer.status))
        }
    }

    @Test func aFormThatIsTooLarge() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.technician)
        let large = String(repeating: "a", count: Form.limit)
        let (answer, isDone) = try await send(browser, body: "form=\(browser.token)&theme=dark&text=\(large)")
        #expect(answer.status == 413 && !isDone)
        #expect(answer.page.faults == [])
        // The longest text of a ticket fits, even where every byte of it is encoded.
        let text = String(repeating: "%C3%A9", count: Prose.limit / 2)
        #expect(try await browser.post("/tickets/1", encoded: "action=note&text=\(text)").status == 303)
        // Strangers are given less.
        let stranger = fixture.browser()
        let much = String(repeating: "a", count: Form.limitBefore)
        #expect(try await stranger.post("/sign-in", ["login": much]).status == 403)
        #expect(
            try await fixture.browser(.technician, isComplete: false).post("/sign-in/code", ["code": much]).status
                == 403
        )
    }

    @Test(arguments: [
        "evil.example", "evil.example:7118", "desk.example.org.evil.example", "desk.example.org@evil.example", "",
        "[::1]",
        "desk.example.org:99999", "desk.example.org evil", "DESK.example.org\u{301}",
    ])
    func aForeignHost(host: String) async throws {
        let browser = try await PageFixture().browser(.technician)
        for link in ["/", "/sign-in", "/queue", "/welcome/x", "/nowhere"] {
            let answer = try await browser.send(.get, link, authority: host)
            #expect(answer.status == 421)
            #expect(!answer.text.contains("evil") && !answer.headers.contains { $0.value.contains("evil") })
        }
        let (answer, isDone) = try await send(browser, origin("https://\(host)"), authority: host)
        #expect(answer.status != 303 && !isDone)
        #expect(try await browser.send(.get, "/queue", authority: nil).status == 421)
    }

    /// Case and port of the name do not matter to whom it leads.
    @Test(arguments: ["desk.example.org:7118", "DESK.example.org", "desk.example.org:443", "192.0.2.7"])
    func ourHost(host: String) async throws {
        let browser = try await PageFixture().browser(.technician)
        #expect(try await browser.send(.get, "/me", authority: host).status == 200)
    }

    /// A target as proxies are asked: the path counts, and no part of the rest is repeated.
    @Test func targetsThatAreNoPath() async throws {
        let fixture = try await PageFixture()
        let browser = fixture.browser()
        for target in [
            "https://evil.example/queue", "//evil.example/queue", "//queue", "/\\evil.example", "*", "", "?", "#",
        ] {
            let answer = try await browser.get(target)
            #expect([303, 404].contains(answer.status), "\(target)")
            #expect(answer.location.isEmpty || answer.location == "/sign-in", "\(target): \(answer.location)")
        }
    }

    /// Whoever is sent to the sign-in comes back where they wanted to go, and nowhere else.
    @Test(
        arguments: [
            ("/queue?tab=mine&q=a+b", "/queue?tab=mine&q=a+b"), ("/tickets/1", "/tickets/1"), ("//evil.example", nil),
            ("https://evil.example", nil), ("/\\evil.example", nil), ("/\t/evil.example", nil),
            ("/%2Fevil.example", nil),
            ("javascript:alert(1)", nil), ("/queue\r\nSet-Cookie: planted=1", nil),
        ] as [(String, String?)]
    )
    func nobodyIsSentElsewhere(to: String, expected: String?) async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        let browser = fixture.browser()
        let shown = try await browser.get("/sign-in?to=\(TestBrowser.encode(to))")
        #expect(shown.page.faults == [])
        let answer = try await browser.post(
            "/sign-in",
            ["login": Who.technician.login, "password": PageFixture.password, "to": to]
        )
        #expect(answer.status == 303)
        #expect(answer.location == expected ?? "/")
        #expect(browser.cookies["planted"] == nil)
        #expect(try await browser.get("/sign-in?to=\(TestBrowser.encode(to))").location == expected ?? "/")
    }

    /// Browsers let any host of the domain set a cookie with such a name, and it is not ours.
    @Test(arguments: ["\u{2000}", "\u{3000}", "\u{A0}", "\u{85}", "\u{FEFF}", "x", "\"", ";x=1;\u{2028}"])
    func aCookieWhoseNameIsAlmostOurs(before: String) async throws {
        let fixture = try await PageFixture()
        let secret = try #require(try await fixture.browser(.technician).cookies[TestBrowser.session])
        let stranger = fixture.browser()
        for cookie in ["\(before)\(TestBrowser.session)=\(secret)", "a=b; \(before)\(TestBrowser.session)=\(secret)"] {
            #expect(try await stranger.send(.get, "/me", [.cookie: cookie]).status == 303)
        }
        #expect(
            try await stranger.send(.get, "/me", [.cookie: "a=b; \(TestBrowser.session)=\(secret); c=d"]).status == 200
        )
    }

    @Test func cookiesAreKeptFromScriptsAndOtherSites() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        let browser = fixture.browser()
        let visit = try #require(try await browser.get("/sign-in").headers[.setCookie])
        let answer = try await browser.post(
            "/sign-in",
            ["login": Who.technician.login, "password": PageFixture.password]
        )
        for cookie in [visit, try #require(answer.headers[.setCookie])] {
            let parts = Set(cookie.split(separator: ";").dropFirst().map { $0.drop { $0 == " " }.lowercased() })
            #expect(parts == ["secure", "httponly", "samesite=lax", "path=/"], "\(cookie.prefix(20))")
            #expect(cookie.hasPrefix("__Host-"))
        }
    }

    /// Anything at all, two thousand times: no mistake of ours, and nothing traps.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func anythingAtAll(seed: UInt64) async throws {
        let fixture = try await PageFixture()
        var noise = Noise(seed)
        for _ in 0..<10 {
            let browser = try await fixture.browser(noise.one(of: Who.allCases))
            for _ in 0..<50 {
                let request = noise.request(token: browser.token)
                let answer = try await browser.send(
                    request.method,
                    request.target,
                    request.headers,
                    authority: noise.below(20) == 0 ? noise.text() : PageFixture.address.authority,
                    bytes: request.body
                )
                #expect(answer.status < 500, "\(request.method) \(request.target)")
                if answer.headers[.contentType]?.hasPrefix("text/html") == true, request.method != .head,
                    answer.text.hasPrefix("<!doctype")
                {
                    #expect(answer.page.faults == [], "\(request.method) \(request.target)")
                }
            }
        }
        #expect(fixture.said.lines.filter { $0.hasPrefix("error") } == [])
    }
}

/// Requests at random, most of them almost right.
private struct Noise {
    private var seeded: Seeded
    private static let fields = [
        "form", "login", "password", "to", "code", "language", "theme", "session", "name", "email", "role-1[]",
        "tier-1",
        "experience", "limit", "skills", "policy", "locked", "tab", "q", "after", "ticket[]", "ticket", "action",
        "text",
        "version", "person", "reason", "until", "tier", "link", "cause", "solution", "category", "impact", "urgency",
        "minutes", "item", "done",
    ]
    private static let values = [
        "1", "0", "-1", "9223372036854775807", "-9223372036854775808", "1e9", "", "yes", "note", "take", "pass", "wait",
        "close", "solve", "link", "check", "rate", "spend", "assign", "other", "mine", "all", "tier", "technician",
        "2026-12-01T08:30", "9999-12-31T23:59", "0000-00-00T00:00", "nobody@example.org", "p:1", "host:\"", "state:new",
        "%00", "%", "+", "é", "\u{301}", "\u{202E}", "<b planted>", "\"", "'", "(", "*", "1.5", "٤",
    ]

    init(_ seed: UInt64) {
        seeded = Seeded(seed)
    }

    mutating func below(_ bound: Int) -> Int { seeded.below(bound) }

    mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

    mutating func text() -> String {
        switch below(4) {
        case 0: one(of: Self.values)
        case 1: one(of: Self.values) + one(of: Self.values)
        case 2:
            String(String.UnicodeScalarView((0..<below(30)).compactMap { _ in Unicode.Scalar(UInt32(below(0x3000))) }))
        default: String(below(10))
        }
    }

    mutating func request(token: String) -> (
        method: HTTPRequest.Method, target: String, headers: HTTPFields, body: [UInt8]
    ) {
        let method = one(
            of: [.get, .get, .post, .post, .post, .post, .head, .put, .options, .delete] as [HTTPRequest.Method]
        )
        var target = one(of: PathTests.all).link
        // Passwords take their time.
        if method == .post, [Path.signIn.link, Path.password.link].contains(target) { target = Path.queue.link }
        if below(5) == 0 { target += "/" + TestBrowser.encode(text()) }
        if below(10) == 0 { target = "/tickets/\(below(6))" }
        if below(3) == 0 { target += "?" + form(token: nil) }
        if below(40) == 0 { target = String(target.dropFirst()) }
        var headers = below(10) == 0 ? [:] : TestBrowser.origin
        if below(10) == 0 { headers[.acceptLanguage] = text() }
        if below(20) == 0 { headers[.cookie] = "\(TestBrowser.session)=\(text()); \(text())" }
        if below(20) == 0 { headers[.origin] = text() }
        if below(20) == 0 { headers[.forwardedFor] = text() }
        var body = Array(form(token: below(10) == 0 ? nil : token).utf8)
        if below(20) == 0, !body.isEmpty { body[below(body.count)] = UInt8(below(256)) }
        return (method, target, headers, body)
    }

    private mutating func form(token: String?) -> String {
        var pairs = token.map { ["form=\($0)"] } ?? []
        for _ in 0..<below(8) {
            let value = below(8) == 0 ? text() : TestBrowser.encode(text())
            pairs.append("\(TestBrowser.encode(one(of: Self.fields)))=\(value)")
        }
        return pairs.joined(separator: "&")
    }
}
