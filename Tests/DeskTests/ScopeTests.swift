import Desk
import DeskTestSupport
import Health
import Testing

struct ScopeTests {
    private static let (ours, theirs) = (OrganisationID(1), OrganisationID(2))

    private static func scope(_ roles: Role..., in organisation: OrganisationID = ours) -> Scope {
        Scope(
            Account(
                person: PersonID(7),
                login: "marie",
                memberships: roles.map { Membership($0, in: organisation) },
                madeAt: noon
            )
        )
    }

    private static func ticket(of organisation: OrganisationID, requester: PersonID? = nil) throws -> Ticket {
        let filing = Filing(.incident, organisation: organisation, title: Prose("x"), requester: requester)
        let entry = LogEntry(ticket: 1, at: noon, author: .local("operator"), kind: .filed(filing))
        return try #require(Ticket(log: [entry]))
    }

    @Test(arguments: Role.allCases)
    func whoSeesWhat(role: Role) throws {
        let scope = Self.scope(role)
        #expect(scope.sees(try Self.ticket(of: Self.ours)) == (role != .requester))
        #expect(!scope.sees(try Self.ticket(of: Self.theirs)))
        #expect(scope.sees(try Self.ticket(of: Self.ours, requester: PersonID(7))))
        #expect(!scope.sees(try Self.ticket(of: Self.theirs, requester: PersonID(8))))
    }

    @Test(arguments: Role.allCases)
    func whoMayDoWhat(role: Role) throws {
        let scope = Self.scope(role)
        let works = [.administrator, .supervisor, .technician].contains(role)
        func may(_ action: Action, requester: PersonID? = nil) throws -> Bool {
            let ticket = try Self.ticket(of: Self.ours, requester: requester)
            return (try? scope.require(action, on: ticket)) != nil
        }
        for action in [Action.note("x"), .assign(nil), .close(reason: "x"), .pass(toTier: 2, reason: "x")] {
            #expect(try may(action) == works, "\(role) \(action)")
            #expect(try may(action, requester: PersonID(7)) == works, "\(role) \(action)")
        }
        #expect(try may(.reply(Prose("x")), requester: PersonID(7)))
        #expect(try may(.dispute(Prose("x")), requester: PersonID(7)))
        #expect(try may(.reply(Prose("x")), requester: PersonID(8)) == works)
        let mayAdminister = (try? scope.requireAdministrator(of: Self.ours)) != nil
        #expect(mayAdminister == (role == .administrator))
        #expect((try? scope.requireAdministrator(of: nil)) == nil)
        #expect((try? scope.requireAdministrator(of: Self.theirs)) == nil)
    }

    @Test func theShellIsTheAdministratorOfAll() throws {
        let scope = Scope.local("root")
        #expect(scope.organisations == nil)
        #expect(scope.sees(try Self.ticket(of: Self.theirs)))
        try scope.requireAdministrator(of: nil)
        #expect(scope.author == .local("root"))
    }

    @Test func aLockedAccountSeesNothing() throws {
        let account = Account(
            person: PersonID(7),
            login: "marie",
            memberships: [Membership(.administrator, in: Self.ours)],
            madeAt: noon,
            isLocked: true
        )
        #expect(!Scope(account).sees(try Self.ticket(of: Self.ours)))
    }

    @Test func aRequesterFilesForThemselvesAlone() {
        let scope = Self.scope(.requester)
        func may(_ requester: PersonID?, _ organisation: OrganisationID = Self.ours) -> Bool {
            let filing = Filing(.incident, organisation: organisation, title: Prose("x"), requester: requester)
            return (try? scope.require(filing: filing)) != nil
        }
        #expect(may(PersonID(7)))
        #expect(!may(PersonID(8)) && !may(nil) && !may(PersonID(7), Self.theirs))
    }
}
