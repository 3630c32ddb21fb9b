import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Whose sessions still last, read for all open pages at once.
struct LiveSessionTests {
    private func living(_ desk: SignInDesk, _ sessions: Set<Int64> = [1, 2, 3], at time: Timestamp = noon) async throws
        -> [Int64: Account]
    {
        try await desk.store.accounts(ofSessions: sessions, at: time)
    }

    @Test func accountsAreAsTheyAreNow() async throws {
        let desk = try await SignInDesk()
        for digest in ["aa", "bb"] { try await desk.begin(digest) }
        try await desk.begin("cc", isComplete: false)
        #expect(try await living(desk) == [1: desk.marie, 2: desk.marie])
        #expect(try await living(desk, [2]) == [2: desk.marie])
        #expect(try await living(desk, []).isEmpty)
        var account = desk.marie
        account.memberships = [Membership(.observer, in: .first)]
        try await desk.store.save(account, by: SignInDesk.root, at: noon)
        #expect(try await living(desk, [1]) == [1: account])
    }

    @Test func whatHasEndedIsNotThere() async throws {
        let desk = try await SignInDesk()
        for digest in ["aa", "bb"] { try await desk.begin(digest) }
        try await desk.store.end(token: "aa")
        #expect(try await Set(living(desk).keys) == [2])
        #expect(try await living(desk, at: noon.advanced(by: SessionLife.idle)).isEmpty)
        var account = desk.marie
        account.isLocked = true
        try await desk.store.save(account, by: SignInDesk.root, at: noon)
        #expect(try await living(desk).isEmpty)
    }

    @Test func aTicketsOrganisationIsToldToWhoSeesItAll() async throws {
        let desk = try await SignInDesk()
        let filing = Filing(.incident, organisation: .first, title: Prose("x"), requester: desk.marie.person)
        let number = try await desk.store.file(filing, by: SignInDesk.root, at: noon).ticket.number
        #expect(try await desk.store.organisation(ofTicket: number, in: desk.own) == .first)
        #expect(try await desk.store.organisation(ofTicket: number + 1, in: desk.own) == nil)
        let requester = Scope(requester: desk.marie.person)
        #expect(try await desk.store.organisation(ofTicket: number, in: requester) == nil)
    }
}
