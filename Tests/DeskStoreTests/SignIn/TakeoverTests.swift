import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Whoever sets the password of an account is its person wherever it has a role: so they must be administrator there, too.
struct TakeoverTests {
    struct Way: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let work: @Sendable (TwoOrganisations, Scope) async throws -> Void

        init(_ name: String, _ work: @escaping @Sendable (TwoOrganisations, Scope) async throws -> Void) {
            testDescription = name
            self.work = work
        }

        static let all = [
            Way("password") { try await $0.store.setPassword("scrypt$x", of: $0.stranger.person, by: $1, at: noon) },
            Way("invitation") {
                let end = noon.advanced(by: 3600)
                try await $0.store.invite($0.stranger.person, code: "c1", until: end, by: $1, at: noon)
            },
            Way("second factor") {
                try await $0.store.setSecondFactor(nil, recovery: [], of: $0.stranger.person, by: $1, at: noon)
            },
            Way("sessions") {
                try await $0.store.endSessions(of: $0.stranger.person, nil, except: nil, by: $1, at: noon)
            },
            Way("list") { _ = try await $0.store.sessions(of: $0.stranger.person, by: $1, at: noon) },
            Way("account") { desk, scope in
                var account = desk.stranger
                account.memberships = []
                try await desk.store.save(account, by: scope, at: noon)
            },
        ]
    }

    /// The person is of theirs, and has a role in ours, too.
    @Test(arguments: Way.all, Role.allCases)
    func nobodyIsReachedByWayOfAnother(_ way: Way, role: Role) async throws {
        let desk = try await TwoOrganisations()
        var both = desk.stranger
        both.memberships.append(Membership(role, in: .first))
        try await desk.store.save(both, by: DeskDatabase.scope, at: noon)
        let before = try desk.rows()
        var administrator = desk.marie
        for (organisations, code) in [
            ([OrganisationID.first], DeskError.Code.unknownPerson), ([desk.theirs], .notAllowed),
        ] {
            administrator.memberships = organisations.map { Membership(.administrator, in: $0) }
            let scope = Scope(administrator)
            let error = await #expect(throws: DeskError.self) { try await way.work(desk, scope) }
            #expect(error?.code == code, "\(organisations)")
        }
        // To look on there is not enough.
        administrator.memberships = [
            Membership(.administrator, in: desk.theirs), Membership(.supervisor, in: .first),
        ]
        let supervisor = Scope(administrator)
        await #expect(throws: DeskError.self) { try await way.work(desk, supervisor) }
        #expect(try desk.rows() == before)
        administrator.memberships = [OrganisationID.first, desk.theirs].map { Membership(.administrator, in: $0) }
        try await way.work(desk, Scope(administrator))
    }
}
