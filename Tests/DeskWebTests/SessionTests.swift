import Desk
import DeskStore
import DeskTestSupport
import HTTPTypes
import Health
import Testing

@testable import DeskWeb

/// Sessions of browsers: how they end, and who may end them.
struct SessionTests {
    private func isSignedIn(_ browser: TestBrowser) async throws -> Bool { try await browser.get("/me").status == 200 }

    @Test func oneThatRestsEnds() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.technician)
        fixture.advance(by: SessionLife.idle - 60)
        #expect(try await isSignedIn(browser))
        fixture.advance(by: SessionLife.idle - 60)
        #expect(try await isSignedIn(browser), "each request lengthens it")
        fixture.advance(by: SessionLife.idle)
        #expect(try await !isSignedIn(browser))
    }

    @Test func theLongestEndsToo() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.technician)
        for _ in 0..<(14 * 24 / 11) {
            #expect(try await isSignedIn(browser))
            fixture.advance(by: 11 * 3600)
        }
        fixture.advance(by: 6 * 3600)
        #expect(try await !isSignedIn(browser))
    }

    /// A clock that was wrong and is put right ends what it wrote, instead of keeping it for years.
    @Test func oneFromTheFutureEnds() async throws {
        let fixture = try await PageFixture()
        fixture.advance(by: 10 * 365 * 86_400)
        let browser = try await fixture.browser(.technician)
        fixture.advance(by: -10 * 365 * 86_400)
        #expect(try await !isSignedIn(browser))
    }

    @Test func oneIsEndedFromAnotherBrowser() async throws {
        let fixture = try await PageFixture()
        let (here, there) = (try await fixture.browser(.technician), try await fixture.browser(.technician))
        let stranger = try await fixture.browser(.supervisor)
        func session(_ browser: TestBrowser) async throws -> String {
            String(try #require(try await fixture.store.signedIn(token: browser.digest, at: fixture.now)).session)
        }
        // That of somebody else is not theirs to end.
        #expect(try await here.post("/me/sessions/end", ["session": session(stranger)]).status == 303)
        #expect(try await isSignedIn(stranger))
        #expect(try await here.post("/me/sessions/end", ["session": session(there)]).status == 303)
        #expect(try await !isSignedIn(there))
        #expect(try await isSignedIn(here))
        let third = try await fixture.browser(.technician)
        #expect(try await here.post("/me/sessions/end", ["session": "others"]).status == 303)
        #expect(try await !isSignedIn(third))
        #expect(try await isSignedIn(here))
        #expect(try await isSignedIn(stranger))
    }

    @Test func aNewPasswordEndsAllOthers() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        let (here, there) = (try await fixture.browser(.technician), try await fixture.browser(.technician))
        let before = here.cookies[TestBrowser.session]
        let fields: KeyValuePairs = [
            "old": PageFixture.password, "password": "another password", "again": "another password",
        ]
        #expect(try await here.post("/me/password", fields).status == 303)
        #expect(here.cookies[TestBrowser.session] != before)
        #expect(try await isSignedIn(here))
        #expect(try await !isSignedIn(there))
        let old = try await fixture.browser().post(
            "/sign-in",
            ["login": "technician", "password": PageFixture.password]
        )
        #expect(old.status == 422)
        let new = try await fixture.browser().post("/sign-in", ["login": "technician", "password": "another password"])
        #expect(new.status == 303)
    }

    @Test func whoIsLockedOrForgottenIsOut() async throws {
        let fixture = try await PageFixture()
        let administrator = try await fixture.browser(.administrator)
        let browser = try await fixture.browser(.technician)
        #expect(try await administrator.post("/people/technician/lock", ["locked": "yes"]).status == 303)
        #expect(try await !isSignedIn(browser))
        let observer = try await fixture.browser(.observer)
        _ = try await fixture.store.forget(fixture.person(.observer), by: DeskDatabase.scope, at: fixture.now)
        #expect(try await !isSignedIn(observer))
    }

    /// What a page is about to say to an administrator does not outlast whom it names.
    @Test func aNoteGoesWithWhomItNames() async throws {
        let fixture = try await PageFixture()
        let administrator = try await fixture.browser(.administrator)
        #expect(try await administrator.post("/people/observer/lock", ["locked": "yes"]).status == 303)
        _ = try await fixture.store.forget(fixture.person(.observer), by: DeskDatabase.scope, at: fixture.now)
        #expect(try await fixture.store.signedIn(token: administrator.digest, at: fixture.now)?.note == nil)
        #expect(try await !administrator.get("/me").text.contains("observer"))
    }

    /// Roles count from the next request on, in a session that is open.
    @Test func whatOneMayDoFollowsTheAccount() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.administrator)
        #expect(try await browser.post("/people/observer/lock", ["locked": "no"]).status == 303)
        var account = try await fixture.account(.administrator)
        account.memberships = [Membership(.observer, in: .first)]
        try await fixture.store.save(account, by: DeskDatabase.scope, at: fixture.now)
        #expect(try await browser.post("/people/observer/lock", ["locked": "yes"]).status == 403)
        account.memberships = []
        try await fixture.store.save(account, by: DeskDatabase.scope, at: fixture.now)
        #expect(try await browser.get("/people/observer").status == 404)
        #expect(try await browser.get("/tickets/1").status == 404)
    }

    @Test func aPageSaysOnceWhatWasDone() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.technician)
        #expect(try await browser.post("/me/preferences", ["language": "en", "theme": "light"]).status == 303)
        #expect(try await browser.send(.head, "/me").status == 200)
        #expect(try await browser.get("/me").page.values("role").contains("status"))
        #expect(try await !browser.get("/me").page.values("role").contains("status"))
    }

    /// From where somebody has signed in is what a proxy that we named says; others say nothing.
    @Test(
        arguments: [
            ("10.9.8.7", "198.51.100.4", "198.51.100.4"),
            ("10.9.8.7", "evil, 203.0.113.1 , 198.51.100.4", "198.51.100.4"),
            ("10.9.8.7", "198.51.100.4, <b planted>", "10.9.8.7"), ("10.9.8.7", "", "10.9.8.7"),
            ("10.9.8.7", "2001:db8::1", "2001:db8::1"),
        ]
    )
    func aProxyIsBelieved(peer: String, told: String, expected: String) async throws {
        let fixture = try await PageFixture(security: .proxy(addresses: ["10.9.8.7"]))
        try await fixture.setPassword(of: .technician)
        let browser = fixture.browser(from: peer)
        let headers = [.forwardedFor: told] as HTTPFields
        _ = try await browser.get("/sign-in", headers)
        let body = TestBrowser.encode(["login": "technician", "password": PageFixture.password], token: browser.token)
        var sent = TestBrowser.origin
        sent[.forwardedFor] = told
        #expect(try await browser.send(.post, "/sign-in", sent, body: body).status == 303)
        let signedIn = try await fixture.account(.technician)
        let sessions = try await fixture.store.sessions(of: signedIn.person, by: DeskDatabase.scope, at: fixture.now)
        #expect(sessions.map(\.address) == [expected])
    }

    /// An address has many texts, and a browser says the proxy's as it likes.
    @Test func aProxyIsKnownByItsAddress() async throws {
        let fixture = try await PageFixture(security: .proxy(addresses: ["0:0::0:1", "10.9.8.7"]))
        #expect(try await fixture.browser(from: "::1").get("/sign-in").status == 200)
        #expect(try await fixture.browser(from: "10.9.8.7").get("/sign-in").status == 200)
        #expect(try await fixture.browser(from: "::2").get("/sign-in").status == 403)
    }

    @Test func nobodyButTheProxyGetsPages() async throws {
        let fixture = try await PageFixture(security: .proxy(addresses: ["10.9.8.7"]))
        let browser = try await fixture.browser(.administrator)
        for link in ["/sign-in", "/me", "/nowhere"] {
            let answer = try await browser.get(link, [.forwardedFor: "10.9.8.7"])
            #expect(answer.status == 403 && answer.page.faults == [], "\(link)")
        }
        #expect(try await browser.get("/health").status == 200)
    }

    /// Without a proxy what a browser says of its address counts for nothing.
    @Test func aBrowserIsNotBelieved() async throws {
        let fixture = try await PageFixture()
        let browser = fixture.browser()
        _ = try await browser.get("/sign-in")
        for number in 0..<6 {
            var headers = TestBrowser.origin
            headers[.forwardedFor] = "198.51.100.\(number)"
            let body = TestBrowser.encode(["login": "nobody", "password": "x"], token: browser.token)
            let answer = try await browser.send(.post, "/sign-in", headers, body: body)
            #expect(answer.status == (number < 5 ? 422 : 429))
        }
    }
}
