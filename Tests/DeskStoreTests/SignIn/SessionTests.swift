import Desk
import DeskTestSupport
import Foundation
import GRDB
import Health
import Testing

@testable import DeskStore

/// Sessions of browsers from their beginning to their end by age.
struct SessionTests {
    private static let hour: Double = 3600
    private static let day: Double = 86_400

    @Test func whoBeganIsSignedIn() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa")
        let signedIn = try #require(try await desk.store.signedIn(token: "aa", at: noon))
        let number = try #require(
            try await desk.store.sessions(of: desk.marie.person, by: desk.own, at: noon).first?.id
        )
        let person = Person(id: desk.marie.person, organisation: .first, name: "Marie")
        let expected = SignedIn(session: number, isComplete: true, account: desk.marie, person: person)
        #expect(signedIn == expected)
        #expect(try await !desk.isSignedIn("bb"))
        #expect(try await !desk.isSignedIn(""))
    }

    /// What was changed since the session began holds at its next request.
    @Test func theAccountIsAsItIsNow() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa")
        var account = desk.marie
        account.memberships = [Membership(.observer, in: .first)]
        try await desk.store.save(account, by: SignInDesk.root, at: noon)
        #expect(try await desk.store.signedIn(token: "aa", at: noon)?.account == account)
    }

    @Test func itEndsWithoutARequest() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa")
        #expect(try await desk.isSignedIn("aa", at: noon.advanced(by: 11 * Self.hour)))
        // That request counts.
        let end = noon.advanced(by: 23 * Self.hour)
        #expect(try await !desk.isSignedIn("aa", at: end))
        #expect(try await desk.isSignedIn("aa", at: end.advanced(by: -0.001)))
    }

    @Test func itEndsInAllWhateverIsRequested() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa")
        let end = noon.advanced(by: SessionLife.whole)
        for quarter in 1..<56 {
            #expect(try await desk.isSignedIn("aa", at: noon.advanced(by: Double(quarter) * Self.day / 4)))
        }
        #expect(try await desk.isSignedIn("aa", at: end.advanced(by: -0.001)))
        #expect(try await !desk.isSignedIn("aa", at: end))
    }

    @Test func withoutTheSecondFactorItEndsSoon() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa", isComplete: false)
        let end = noon.advanced(by: SessionLife.incomplete)
        #expect(try await desk.store.signedIn(token: "aa", at: end.advanced(by: -1))?.isComplete == false)
        #expect(try await !desk.isSignedIn("aa", at: end))
        let late = await #expect(throws: DeskError.self) {
            try await desk.store.complete(token: "aa", as: "bb", at: end)
        }
        #expect(late?.code == .unknownToken)
        #expect(try await !desk.isSignedIn("bb", at: end.advanced(by: -1)))
    }

    @Test func itIsCompletedOnceAndUnderANewToken() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa", isComplete: false)
        try await desk.store.complete(token: "aa", as: "bb", at: noon.advanced(by: 60))
        #expect(try await !desk.isSignedIn("aa"))
        #expect(try await desk.store.signedIn(token: "bb", at: noon.advanced(by: Self.hour))?.isComplete == true)
        for token in ["aa", "bb", "nobody"] {
            let error = await #expect(throws: DeskError.self) {
                try await desk.store.complete(token: token, as: "cc", at: noon)
            }
            #expect(error?.code == .unknownToken)
        }
    }

    /// What a clock wrote that was a day ahead does not last until then.
    @Test func whatAWrongClockBeganEnds() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa", at: noon.advanced(by: Self.day))
        #expect(try await !desk.isSignedIn("aa"))
        try await desk.begin("bb", at: noon.advanced(by: SessionLife.ahead))
        #expect(try await desk.isSignedIn("bb"), "clocks are set by some seconds all day")
        #expect(try await !desk.isSignedIn("bb", at: noon.advanced(by: -0.001)))
        try await desk.begin("cc")
        _ = try await desk.store.signedIn(token: "cc", at: noon.advanced(by: Self.hour))
        #expect(try await !desk.isSignedIn("cc"), "it was seen in what is the future now")
    }

    @Test func itIsNotedAtMostOnceAMinute() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa")
        for (second, noted) in [(59.0, 0.0), (60, 60), (119, 60), (120, 120), (70, 120)] {
            let now = noon.advanced(by: second)
            _ = try await desk.store.signedIn(token: "aa", at: now)
            let sessions = try await desk.store.sessions(of: desk.marie.person, by: desk.own, at: now)
            #expect(sessions.map(\.seenAt) == [noon.advanced(by: noted)], "\(second)")
            #expect(sessions.map(\.begunAt) == [noon])
        }
    }

    @Test func thoseThatHaveEndedAreForgottenWhenOneBegins() async throws {
        let desk = try await SignInDesk()
        func kept() async throws -> [String] {
            try await desk.temporary.pool.read {
                try String.fetchAll($0, sql: "SELECT digest FROM session ORDER BY digest")
            }
        }
        try await desk.begin("aa")
        try await desk.begin("bb", isComplete: false)
        try await desk.begin("cc", at: noon.advanced(by: SessionLife.incomplete))
        #expect(try await kept() == ["aa", "cc"])
        let other = NewSession.sample("dd", of: desk.paul.person)
        try await desk.store.begin(other, at: noon.advanced(by: SessionLife.idle))
        #expect(try await kept() == ["cc", "dd"], "of everybody")
        try await desk.begin("ee")
        #expect(try await kept() == ["ee"], "the clock was ahead before")
    }

    @Test func nobodyBeginsWithoutAnAccountThatIsOpen() async throws {
        let desk = try await SignInDesk()
        var locked = desk.marie
        locked.isLocked = true
        try await desk.store.save(locked, by: SignInDesk.root, at: noon)
        for (person, code) in [(desk.marie.person, DeskError.Code.notAllowed), (PersonID(99), .unknownPerson)] {
            let error = await #expect(throws: DeskError.self) {
                try await desk.store.begin(.sample("aa", of: person), at: noon)
            }
            #expect(error?.code == code)
        }
        try await desk.store.save(desk.marie, by: SignInDesk.root, at: noon)
        #expect(try await !desk.isSignedIn("aa"))
    }

    @Test func itIsEndedOnceAndForAll() async throws {
        let desk = try await SignInDesk()
        for digest in ["aa", "bb"] { try await desk.begin(digest) }
        for _ in 0..<2 { try await desk.store.end(token: "aa") }
        #expect(try await !desk.isSignedIn("aa"))
        #expect(try await desk.isSignedIn("bb"))
    }

    @Test func aNoteWaitsForTheNextPage() async throws {
        let desk = try await SignInDesk()
        for digest in ["aa", "bb"] { try await desk.begin(digest) }
        var details = Fields()
        details["word"] = "x"
        details["name"] = "<b>\"Zoé\"\\\n\u{202E}</b>"
        for note in [PageNote("saved", details), PageNote("two words"), nil] {
            try await desk.store.leave(note, token: "aa")
            #expect(try await desk.store.signedIn(token: "aa", at: noon)?.note == note)
        }
        try await desk.store.leave(PageNote("saved"), token: "bb")
        #expect(try await desk.store.signedIn(token: "aa", at: noon)?.note == nil)
        try await desk.store.leave(PageNote("saved"), token: "ended")
    }

    @Test func aSecretIsOfferedToOneSession() async throws {
        let desk = try await SignInDesk()
        for digest in ["aa", "bb"] { try await desk.begin(digest) }
        try await desk.store.offer(secret: [0, 127, 255], token: "aa")
        #expect(try await desk.store.signedIn(token: "aa", at: noon)?.offeredSecret == [0, 127, 255])
        #expect(try await desk.store.signedIn(token: "bb", at: noon)?.offeredSecret == nil)
        try await desk.store.offer(secret: nil, token: "aa")
        #expect(try await desk.store.signedIn(token: "aa", at: noon)?.offeredSecret == nil)
    }

    @Test func ofABrowsersWordsTheBeginningIsKept() async throws {
        let desk = try await SignInDesk()
        for (told, kept) in [
            (String(repeating: "x", count: 199) + "éé", String(repeating: "x", count: 199)),
            (String(repeating: "é", count: 100), String(repeating: "é", count: 100)), ("", ""), ("a\0b", "a\0b"),
        ] {
            let session = NewSession(
                digest: "\(told.hashValue)",
                person: desk.marie.person,
                isComplete: true,
                address: "::1",
                browser: told
            )
            try await desk.store.begin(session, at: noon)
            let newest = try await desk.store.sessions(of: desk.marie.person, by: desk.own, at: noon).first
            #expect(newest?.browser == kept)
            #expect(newest?.address == "::1")
        }
    }

    @Test func preferencesAreOnesOwn() async throws {
        let desk = try await SignInDesk()
        try await desk.begin("aa")
        let wish = PagePreferences(theme: .dark, hasShortcuts: false)
        for scope in [SignInDesk.root, desk.administrator, .desk] {
            let error = await #expect(throws: DeskError.self) {
                try await desk.store.setPreferences(wish, language: .fr, of: desk.marie.person, by: scope)
            }
            #expect(error?.code == .notAllowed)
        }
        #expect(try await desk.store.signedIn(token: "aa", at: noon)?.preferences == PagePreferences())
        try await desk.store.setPreferences(wish, language: .fr, of: desk.marie.person, by: desk.own)
        // An account that is changed keeps them.
        try await desk.store.save(desk.marie, by: SignInDesk.root, at: noon)
        #expect(try await desk.store.signedIn(token: "aa", at: noon)?.preferences == wish)
        try await desk.store.begin(.sample("bb", of: desk.paul.person), at: noon)
        #expect(try await desk.store.signedIn(token: "bb", at: noon)?.preferences == PagePreferences())
    }
}
