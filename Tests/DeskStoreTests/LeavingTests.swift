import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// What becomes of the tickets of who works in an organisation no more.
struct LeavingTests {
    private static let root = DeskDatabase.scope

    /// Marie works in both organisations, and has an open ticket in each and a closed one.
    private struct Office {
        let desk: TwoOrganisations
        let ours: Int64
        let closed: Int64
        var marie: Account

        var store: DeskDatabase { desk.store }

        init() async throws {
            desk = try await TwoOrganisations()
            marie = desk.marie
            marie.memberships.append(Membership(.technician, in: desk.theirs))
            let filing = Filing(.incident, organisation: .first, title: Prose("ours"))
            ours = try await desk.store.file(filing, by: root, at: noon).ticket.number
            closed = try await desk.store.file(filing, by: root, at: noon).ticket.number
            try await desk.store.save(marie, by: root, at: noon)
            for number in [desk.ticket, ours, closed] {
                try await desk.store.perform(.assign(marie.person), on: number, at: noon)
            }
            try await desk.store.perform(.close(reason: "done"), on: closed, at: noon)
        }

        /// Saves the account with other roles, and returns which tickets Marie has then.
        func tickets(after change: (inout Account) -> Void) async throws -> Set<Int64> {
            var account = marie
            change(&account)
            try await store.save(account, by: root, at: noon)
            let filter = TicketFilter(assignee: marie.person, limit: .max)
            return Set(try await store.tickets(filter, in: root).map(\.number))
        }
    }

    @Test func whoIsLockedGivesBackAll() async throws {
        let office = try await Office()
        #expect(try await office.tickets { $0.isLocked = true } == [office.closed])
        let log = try #require(try await office.store.ticket(office.ours)?.log)
        #expect(log.last?.kind == .assigned(nil) && log.last?.author == .local("operator"))
        #expect(try await office.store.queue(QueueFilter(isUnassigned: true), in: Self.root).working.count == 3)
        #expect(try await office.store.check(isRepairing: false) == [])
        #expect(try await office.tickets { $0.isLocked = false } == [office.closed], "unlocked, they begin anew")
    }

    @Test func whoLosesARoleGivesBackWhatIsThere() async throws {
        let office = try await Office()
        let kept = try await office.tickets { $0.memberships.removeAll { $0.organisation == office.desk.theirs } }
        #expect(kept == [office.ours, office.closed])
        #expect(try await office.tickets { $0.memberships = [] } == [office.closed])
        #expect(try await office.store.check(isRepairing: false) == [])
    }

    @Test(arguments: Role.allCases)
    func whoWorksOnKeepsTheirs(role: Role) async throws {
        let office = try await Office()
        let theirs = office.desk.theirs
        let kept = try await office.tickets {
            $0.memberships = [Membership(role, in: .first), Membership(role, in: theirs)]
        }
        let works = [.administrator, .supervisor, .technician].contains(role)
        #expect(kept == (works ? [office.desk.ticket, office.ours, office.closed] : [office.closed]))
    }

    @Test func whatIsRefusedGivesNothingBack() async throws {
        let office = try await Office()
        let before = try office.desk.rows()
        let error = await #expect(throws: DeskError.self) {
            try await office.tickets { ($0.isLocked, $0.login) = (true, "stranger") }
        }
        #expect(error?.code == .nameTaken)
        #expect(try office.desk.rows() == before)
    }

    /// Who asked before they were locked gets nothing after it.
    @Test func whoIsLockedMeanwhileTakesNothing() async throws {
        let office = try await Office()
        _ = try await office.tickets { $0.isLocked = true }
        let error = await #expect(throws: DeskError.self) {
            try await office.store.takeNext(for: office.marie, by: Self.root, at: noon)
        }
        #expect(error?.code == .notAllowed)
    }
}
