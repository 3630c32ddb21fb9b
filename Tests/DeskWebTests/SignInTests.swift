import Desk
import DeskServer
import DeskStore
import DeskTestSupport
import HTTPTypes
import Health
import Testing

@testable import DeskWeb

/// Signing in by a password, and what strangers learn from trying.
struct SignInTests {
    private func signIn(
        _ browser: TestBrowser,
        _ login: String,
        _ password: String = PageFixture.password
    ) async throws -> Answer {
        try await browser.post("/sign-in", ["login": login, "password": password])
    }

    @Test func aPasswordLetsIn() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        let browser = fixture.browser()
        let answer = try await signIn(browser, "  Technician ")
        #expect(answer.status == 303 && answer.location == "/")
        #expect(try await browser.get("/me").status == 200)
    }

    /// What a stranger sees does not tell whether a login is there, locked, without roles or without a password.
    @Test func allRefusalsAreAlike() async throws {
        let fixture = try await PageFixture()
        for who in [Who.technician, .observer, .supervisor] { try await fixture.setPassword(of: who) }
        var locked = try await fixture.account(.observer)
        locked.isLocked = true
        try await fixture.store.save(locked, by: DeskDatabase.scope, at: fixture.now)
        var bare = try await fixture.account(.supervisor)
        bare.memberships = []
        try await fixture.store.save(bare, by: DeskDatabase.scope, at: fixture.now)
        var texts: Set<String> = []
        for (login, password) in [
            ("technician", "wrong password"), ("observer", PageFixture.password), ("supervisor", PageFixture.password),
            ("administrator", PageFixture.password), ("nobody", PageFixture.password), ("é <b planted>", "x"), ("", ""),
            ("technician", ""), ("technician", PageFixture.password + "\0"), ("technician", PageFixture.password + " "),
        ] {
            let browser = fixture.browser()
            let answer = try await signIn(browser, login, password)
            #expect(answer.status == 422, "\(login)")
            #expect(browser.cookies[TestBrowser.session] == nil, "\(login)")
            // The login stands in its field again, and each browser has a token of its own.
            texts.insert(answer.text.replacing(#/value="[^"]*"/#, with: ""))
        }
        #expect(texts.count == 1)
        #expect(!fixture.said.lines.contains { $0.contains("nobody") || $0.contains("correct horse") })
    }

    /// A hash is computed for logins that nobody has, too.
    @Test func unknownLoginsTakeAsLong() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician, hash: fixture.site.hasher.hash(PageFixture.password))
        func fastest(_ login: String) async throws -> Duration {
            var fastest = Duration.seconds(1000)
            for _ in 0..<4 {
                let browser = fixture.browser()
                _ = try await browser.get("/sign-in")
                let clock = ContinuousClock()
                fastest = min(fastest, try await clock.measure { _ = try await signIn(browser, login, "wrong") })
            }
            return fastest
        }
        let known = try await fastest("technician")
        for login in ["nobody", "no login", ""] {
            let unknown = try await fastest(login)
            #expect(unknown > known / 3, "\(login): \(unknown), known: \(known)")
        }
    }

    @Test func triesAreLimited() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        for login in ["technician", "nobody"] {
            let browser = fixture.browser()
            for _ in 0..<5 { #expect(try await signIn(browser, login, "wrong").status == 422) }
            let refused = try await signIn(browser, login)
            #expect(refused.status == 429)
            #expect(refused.page.faults == [])
            // Another browser at the same address waits with it; one elsewhere does not.
            #expect(try await signIn(fixture.browser(from: browser.peer), login).status == 429)
        }
        #expect(try await signIn(fixture.browser(), "technician").status == 303)
        fixture.advance(by: 16)
        let browser = fixture.browser(from: "192.0.2.200")
        for _ in 0..<5 { _ = try await signIn(browser, "technician", "wrong") }
        #expect(try await signIn(browser, "technician").status == 429)
        fixture.advance(by: 16)
        #expect(try await signIn(browser, "technician").status == 303)
    }

    /// Session fixation: the secret that a browser brings is never that of the session.
    @Test func everySignInHasASecretOfItsOwn() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        let browser = fixture.browser()
        let planted = SessionSecret.make()
        browser.cookies[TestBrowser.session] = planted
        browser.cookies[TestBrowser.visit] = SessionSecret.make()
        // Its forms follow from the visit.
        let token = FormToken.make(try #require(browser.cookies[TestBrowser.visit]))
        let body = TestBrowser.encode(["login": "technician", "password": PageFixture.password], token: token)
        #expect(try await browser.send(.post, "/sign-in", TestBrowser.origin, body: body).status == 303)
        let first = try #require(browser.cookies[TestBrowser.session])
        #expect(first != planted && first != browser.cookies[TestBrowser.visit])
        // Signing in anew ends the session before.
        let again = TestBrowser.encode(
            ["login": "technician", "password": PageFixture.password],
            token: FormToken.make(first)
        )
        #expect(try await browser.send(.post, "/sign-in", TestBrowser.origin, body: again).status == 303)
        #expect(browser.cookies[TestBrowser.session] != first)
        browser.cookies = [TestBrowser.session: first]
        #expect(try await browser.get("/me").status == 303)
    }

    /// A link with a code: good once, for an hour, for one account; looking at it uses nothing up.
    @Test func aLinkIsGoodOnce() async throws {
        let fixture = try await PageFixture()
        let administrator = try await fixture.browser(.administrator)
        func link() async throws -> String {
            #expect(try await administrator.post("/people/technician/invite").status == 303)
            let told = try await administrator.get("/people/technician").text
            #expect(try await !administrator.get("/people/technician").text.contains("/welcome/"))
            return String(try #require(told.firstMatch(of: /\/welcome\/[0-9a-z]{32}/)).output)
        }
        let fields: KeyValuePairs = ["password": PageFixture.password, "again": PageFixture.password]
        let replaced = try await link()
        let first = try await link()
        let browser = fixture.browser()
        #expect(try await browser.get(replaced).status == 404)
        for _ in 0..<2 { #expect(try await browser.get(first).status == 200) }
        #expect(try await browser.post(first, ["password": "short", "again": "short"]).status == 422)
        #expect(try await browser.post(first, ["password": "long enough", "again": "other than that"]).status == 422)
        #expect(try await browser.post(first, fields).location == "/me")
        #expect(try await browser.get("/me").text.contains("technician &lt;b"))
        #expect(try await fixture.browser().post(first, fields).status == 404)
        let late = try await link()
        fixture.advance(by: 3600)
        #expect(try await fixture.browser().post(late, fields).status == 404)
        let code = first.split(separator: "/").last.map { String($0) } ?? first
        #expect(!fixture.said.lines.contains { $0.contains(code) })
    }

    /// Whoever had signed in as another leaves that session behind.
    @Test func aLinkEndsTheSessionBefore() async throws {
        let fixture = try await PageFixture()
        let administrator = try await fixture.browser(.administrator)
        #expect(try await administrator.post("/people/technician/invite").status == 303)
        let told = try await administrator.get("/people/technician").text
        let link = String(try #require(told.firstMatch(of: /\/welcome\/[0-9a-z]{32}/)).output)
        let secret = try #require(administrator.cookies[TestBrowser.session])
        let fields: KeyValuePairs = ["password": PageFixture.password, "again": PageFixture.password]
        #expect(try await administrator.post(link, fields).status == 303)
        #expect(administrator.cookies[TestBrowser.session] != secret)
        #expect(try await fixture.store.signedIn(token: SessionSecret.digest(secret), at: fixture.now) == nil)
    }
}
