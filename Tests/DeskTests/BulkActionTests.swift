import Desk
import DeskTestSupport
import Health
import Testing

/// What is done to several tickets at once.
struct BulkActionTests {
    private static let actions: [(Action, BulkAction?)] = [
        (.assign(PersonID(1)), .assign), (.pass(toTier: 2, reason: "x"), .pass),
        (.wait(for: .parts, nil, until: nil), .pause), (.resume(nil), .resume), (.note("x"), .note),
        (.categorise(.hardware), .categorise), (.rate(.low, .low), .rate), (.link(ticket: 1, .duplicate), .link),
        (.close(override: Prose("x")), .close), (.reply(Prose("x")), nil), (.solve(cause: "x", solution: "y"), nil),
        (.dispute(Prose("x")), nil), (.check(item: 1, isDone: true), nil), (.spend(minutes: 1), nil),
        (.unlink(ticket: 1), nil),
    ]

    @Test func whatMustBeSaidOfEachIsNotAmongThem() {
        for (action, bulk) in Self.actions { #expect(BulkAction(action) == bulk, "\(action)") }
        #expect(Set(Self.actions.compactMap(\.1)) == Set(BulkAction.allCases))
    }

    @Test func eachTicketIsTakenOnceAndNotTooMany() throws {
        #expect(try BulkAction.tickets([3, 1, 3]) == [3, 1])
        #expect(try BulkAction.tickets(Array(1...100) + [1]).count == 100)
        let error = #expect(throws: DeskError.self) { try BulkAction.tickets(Array(1...101)) }
        #expect(error?.code == .notAllowed)
    }
}
