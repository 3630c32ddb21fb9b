import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Links by which a person sets a password.
struct InvitationTests {
    private static let end = noon.advanced(by: 3600)

    private static func invite(_ desk: SignInDesk, _ code: String = "c1", by scope: Scope = SignInDesk.root)
        async throws
    {
        try await desk.store.invite(desk.marie.person, code: code, until: end, by: scope, at: noon)
    }

    /// Expects that a code is of no use.
    private static func expectUseless(_ desk: SignInDesk, _ code: String = "c1", at time: Timestamp = noon) async throws
    {
        let before = try await desk.store.passwordHash(forSignIn: "marie")?.hash
        #expect(try await desk.store.invitation(code: code, at: time) == nil)
        let error = await #expect(throws: DeskError.self) {
            _ = try await desk.store.accept(code: code, password: "scrypt$useless", at: time)
        }
        #expect(error?.code == .unknownToken)
        #expect(try await desk.store.passwordHash(forSignIn: "marie")?.hash == before)
    }

    @Test(arguments: ["shell", "administrator"])
    func aLinkSetsAPasswordOnce(_ who: String) async throws {
        let desk = try await SignInDesk()
        for digest in ["aa", "bb"] { try await desk.begin(digest) }
        let scope = who == "shell" ? SignInDesk.root : desk.administrator
        try await Self.invite(desk, by: scope)
        #expect(try await desk.isSignedIn("aa"), "nothing has happened yet")
        #expect(try await desk.store.invitation(code: "c1", at: noon) == desk.marie)
        #expect(try await desk.store.accept(code: "c1", password: "scrypt$x", at: noon) == desk.marie)
        #expect(try await desk.store.passwordHash(forSignIn: "marie")?.hash == "scrypt$x")
        for digest in ["aa", "bb"] { #expect(try await !desk.isSignedIn(digest)) }
        try await Self.expectUseless(desk)
        let marie = desk.marie.person
        #expect(
            try await desk.told() == [
                "\(scope.author) account-invited person=\(marie)", "person:\(marie) invitation-used person=\(marie)",
            ]
        )
    }

    @Test func itIsOfUseForItsTime() async throws {
        let desk = try await SignInDesk()
        try await Self.invite(desk)
        try await Self.expectUseless(desk, at: Self.end)
        try await Self.expectUseless(desk, "c2")
        let late = Self.end.advanced(by: -0.001)
        #expect(try await desk.store.accept(code: "c1", password: "scrypt$x", at: late) == desk.marie)
    }

    @Test func aNewOneTakesThePlaceOfTheFormer() async throws {
        let desk = try await SignInDesk()
        for code in ["c1", "c2"] { try await Self.invite(desk, code) }
        try await Self.expectUseless(desk)
        #expect(try await desk.store.invitation(code: "c2", at: noon) == desk.marie)
    }

    /// Two browsers with the same link.
    @Test func ofTwoWithTheSameLinkOneSetsIt() async throws {
        let desk = try await SignInDesk()
        let other = try DeskDatabase.open(path: desk.temporary.path)
        defer { try? other.close() }
        try await Self.invite(desk)
        let accepted = await withTaskGroup(of: Bool.self) { group in
            for store in [desk.store, other, desk.store, other] {
                group.addTask { (try? await store.accept(code: "c1", password: "scrypt$x", at: noon)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(accepted == 1)
    }

    @Test func aPasswordThatIsSetMeanwhileEndsIt() async throws {
        let desk = try await SignInDesk()
        try await Self.invite(desk)
        try await desk.store.setPassword("scrypt$own", of: desk.marie.person, by: desk.own, at: noon)
        try await Self.expectUseless(desk)
    }

    @Test func whoIsLockedIsNotInvited() async throws {
        let desk = try await SignInDesk()
        try await Self.invite(desk)
        var locked = desk.marie
        locked.isLocked = true
        try await desk.store.save(locked, by: SignInDesk.root, at: noon)
        try await Self.expectUseless(desk)
        let error = await #expect(throws: DeskError.self) { try await Self.invite(desk, "c2") }
        #expect(error?.code == .notAllowed)
        try await desk.store.save(desk.marie, by: SignInDesk.root, at: noon)
        for code in ["c1", "c2"] { try await Self.expectUseless(desk, code) }
    }

    @Test func nobodyElseInvites() async throws {
        let desk = try await SignInDesk()
        let person = Person(id: PersonID(0), organisation: .first, name: "Zoé")
        let zoe = try #require(try await desk.store.add([person], by: SignInDesk.root, at: noon).first?.id)
        for (person, scope, code) in [
            (desk.marie.person, desk.own, DeskError.Code.notAllowed), (desk.paul.person, desk.own, .notAllowed),
            (zoe, desk.administrator, .unknownPerson), (PersonID(99), SignInDesk.root, .unknownPerson),
        ] {
            let error = await #expect(throws: DeskError.self) {
                try await desk.store.invite(person, code: "c1", until: Self.end, by: scope, at: noon)
            }
            #expect(error?.code == code)
        }
        try await Self.expectUseless(desk)
    }
}
