import Desk
import DeskStore
import DeskTestSupport
import Health
import Testing

@testable import DeskWeb

/// The second step of signing in, and how a second factor comes and goes.
struct SecondStepTests {
    private static let period = 30.0

    /// The code that a telephone shows now.
    private func code(_ totp: TOTP, _ fixture: PageFixture) -> String {
        totp.code(ofStep: fixture.now.seconds / Int64(Self.period))
    }

    @Test func aPasswordAloneOpensNothing() async throws {
        let fixture = try await PageFixture()
        try await fixture.setPassword(of: .technician)
        let (totp, _) = try await fixture.setSecondFactor(of: .technician)
        let browser = fixture.browser()
        let answer = try await browser.post(
            "/sign-in",
            ["login": "technician", "password": PageFixture.password, "to": "/tickets/1"]
        )
        #expect(answer.location == "/sign-in/code?to=%2Ftickets%2F1")
        for path in PathTests.all where PathTests.row(path).get.hasPrefix("303") && path.link != Path.signInCode.link {
            #expect(try await browser.get(path.link).location.hasPrefix("/sign-in"), "\(path.link)")
        }
        for path in PathTests.all
        where PathTests.row(path).post.hasPrefix("303 2") || PathTests.row(path).post.hasPrefix("303 4") {
            guard path.link != Path.signInCode.link else { continue }
            let answer = try await browser.post(path.link, PathTests.row(path).fields)
            #expect(answer.status == 303 && answer.location == "/sign-in", "\(path.link)")
        }
        let before = browser.cookies[TestBrowser.session]
        let done = try await browser.post("/sign-in/code", ["code": code(totp, fixture), "to": "/tickets/1"])
        #expect(done.location == "/tickets/1")
        #expect(browser.cookies[TestBrowser.session] != before, "a complete session has another secret")
        #expect(try await browser.get("/me").status == 200)
    }

    @Test func aCodeIsGoodOnce() async throws {
        let fixture = try await PageFixture()
        let (totp, _) = try await fixture.setSecondFactor(of: .technician)
        let code = code(totp, fixture)
        let first = try await fixture.browser(.technician, isComplete: false)
        #expect(try await first.post("/sign-in/code", ["code": code]).status == 303)
        let second = try await fixture.browser(.technician, isComplete: false)
        #expect(try await second.post("/sign-in/code", ["code": code]).status == 422)
        // Nor one of the step before it.
        let former = totp.code(ofStep: fixture.now.seconds / Int64(Self.period) - 1)
        #expect(try await second.post("/sign-in/code", ["code": former]).status == 422)
        fixture.advance(by: Self.period)
        #expect(try await second.post("/sign-in/code", ["code": self.code(totp, fixture)]).status == 303)
    }

    @Test func aRecoveryCodeIsGoodOnce() async throws {
        let fixture = try await PageFixture()
        let (_, recovery) = try await fixture.setSecondFactor(of: .technician)
        let code = try #require(recovery.texts.first)
        let first = try await fixture.browser(.technician, isComplete: false)
        #expect(try await first.post("/sign-in/code", ["code": code.uppercased()]).status == 303)
        #expect(try await first.get("/me").text.contains("9 are left"))
        let second = try await fixture.browser(.technician, isComplete: false)
        #expect(try await second.post("/sign-in/code", ["code": code]).status == 422)
        // Nor by somebody else.
        try await fixture.setSecondFactor(of: .observer)
        let own = try await fixture.browser(.supervisor, isComplete: false)
        #expect(try await own.post("/sign-in/code", ["code": recovery.texts[1]]).status == 422)
    }

    @Test func codesAreLimited() async throws {
        let fixture = try await PageFixture()
        let (totp, _) = try await fixture.setSecondFactor(of: .technician)
        let browser = try await fixture.browser(.technician, isComplete: false)
        for _ in 0..<5 { #expect(try await browser.post("/sign-in/code", ["code": "000000"]).status == 422) }
        #expect(try await browser.post("/sign-in/code", ["code": code(totp, fixture)]).status == 429)
    }

    @Test func theSecondStepHasTenMinutes() async throws {
        let fixture = try await PageFixture()
        let (totp, _) = try await fixture.setSecondFactor(of: .technician)
        let browser = try await fixture.browser(.technician, isComplete: false)
        fixture.advance(by: SessionLife.incomplete)
        #expect(try await browser.post("/sign-in/code", ["code": code(totp, fixture)]).status == 403)
        #expect(try await browser.get("/sign-in/code").location == "/sign-in")
    }

    /// Whoever finds a browser open is not rid of the second factor: the password is asked for, and no other way leads there.
    @Test func onesOwnGoesWithThePasswordAlone() async throws {
        let fixture = try await PageFixture()
        for who in [Who.technician, .administrator] {
            try await fixture.setPassword(of: who)
            try await fixture.setSecondFactor(of: who)
            let browser = try await fixture.browser(who)
            let answer = try await browser.post("/people/\(who.login)/second-factor")
            #expect(answer.status == 403, "\(who)")
            #expect(try await !browser.get("/people/\(who.login)").text.contains("/second-factor\""), "\(who)")
            #expect(try await browser.post("/me/second-factor/remove", ["password": "wrong"]).status == 422)
            #expect(try await fixture.store.secondFactor(of: fixture.person(who)) != nil, "\(who)")
            let removal = try await browser.post("/me/second-factor/remove", ["password": PageFixture.password])
            #expect(removal.status == 303)
            #expect(try await fixture.store.secondFactor(of: fixture.person(who)) == nil, "\(who)")
        }
    }

    @Test func anAdministratorTakesThatOfOthersAway() async throws {
        let fixture = try await PageFixture()
        try await fixture.setSecondFactor(of: .technician)
        let browser = try await fixture.browser(.administrator)
        #expect(try await browser.post("/people/technician/second-factor").status == 303)
        #expect(try await fixture.store.secondFactor(of: fixture.person(.technician)) == nil)
    }

    @Test func aKeyIsOfferedUntilItIsConfirmed() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.technician)
        let first = try await browser.get("/me/second-factor")
        #expect(first.page.faults == [])
        let wrong = try await browser.post("/me/second-factor", ["code": "000000"])
        #expect(wrong.status == 422)
        func key(_ answer: Answer) -> [String] {
            answer.text.matches(of: /<span>([A-Z2-7]{4})<\/span>/).map { String($0.output.1) }
        }
        #expect(key(first).count == 8 && key(first) == key(wrong))
        let other = try await fixture.browser(.technician)
        #expect(key(try await other.get("/me/second-factor")) != key(first))
        let secret = try #require(
            try await fixture.store.signedIn(token: browser.digest, at: fixture.now)?.offeredSecret
        )
        #expect(
            try await browser.post("/me/second-factor", ["code": code(TOTP(secret: secret), fixture)]).status == 303
        )
        // What another browser was offered is of no use now.
        #expect(try await other.post("/me/second-factor", ["code": "000000"]).location == "/me/second-factor")
        #expect(try await other.get("/me/second-factor").location == "/me")
    }
}
