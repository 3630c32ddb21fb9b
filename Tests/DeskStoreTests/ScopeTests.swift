import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Who sees and may do what at a desk of two organisations.
///
/// That no method of the store shows or changes what is foreign is tested in `ForeignTests`.
struct ScopeTests {
    private static let root = DeskDatabase.scope

    @Test func aMachineBelongsToTheOrganisationOfItsHost() async throws {
        let desk = try await TwoOrganisations()
        let ticket = try #require(try await desk.store.ticket(1)?.ticket)
        #expect(ticket.organisation == desk.theirs)
        #expect(try await desk.store.check(isRepairing: false) == [])
    }

    @Test func aRequesterSeesTheirOwnAlone() async throws {
        let desk = try await TwoOrganisations()
        let account = Account(
            person: desk.stranger.person,
            login: "stranger",
            memberships: [Membership(.requester, in: desk.theirs)],
            madeAt: noon
        )
        let scope = Scope(account)
        #expect(try await desk.store.tickets(TicketFilter(limit: .max), in: scope).map(\.number) == [desk.ticket])
        #expect(try await desk.store.search("battery", limit: 9, in: scope).isEmpty)
        #expect(try await desk.store.search("secret", limit: 9, in: scope).count == 1)
        try await desk.store.perform(.reply(Prose("any news?")), on: desk.ticket, version: nil, by: scope, at: noon)
    }

    /// Whose words they read they are told by name, and nobody else.
    @Test func aRequesterIsToldWhoWorksForThem() async throws {
        let desk = try await TwoOrganisations()
        let marie = try #require(try await desk.store.account("marie", in: Self.root))
        let scope = Scope(
            Account(
                person: desk.stranger.person,
                login: "stranger",
                memberships: [Membership(.requester, in: desk.theirs)],
                madeAt: noon
            )
        )
        let all: Set = [desk.stranger.person, marie.person]
        #expect(try await desk.store.names(of: all, in: scope) == [desk.stranger.person: "Stranger"])
        var working = marie
        working.memberships.append(Membership(.technician, in: desk.theirs))
        try await desk.store.save(working, by: Self.root, at: noon)
        #expect(try await desk.store.names(of: all, in: scope).values.sorted() == ["Marie", "Stranger"])
        #expect(try await desk.store.names(of: all, in: Scope(marie)) == [marie.person: "Marie"])
    }

    @Test func whoIsLockedReadsNothing() async throws {
        let desk = try await TwoOrganisations()
        var account = try #require(try await desk.store.account("marie", in: Self.root))
        #expect(try await !desk.store.book(in: Scope(account)).policyNames.isEmpty)
        account.isLocked = true
        let scope = Scope(account)
        #expect(try await desk.store.book(in: scope).policyNames.isEmpty)
        #expect(try await desk.store.book(in: scope).calendarNames.isEmpty)
        #expect(try await desk.store.names(of: [account.person], in: scope).isEmpty)
        #expect(try await desk.store.account("marie", in: scope) == nil)
    }

    @Test func signingInNeedsTheAccountAndItsHash() async throws {
        let desk = try await TwoOrganisations()
        #expect(try await desk.store.passwordHash(forSignIn: "nobody") == nil)
        let before = try #require(try await desk.store.passwordHash(forSignIn: "marie"))
        #expect(before.hash == nil && before.account.login == "marie")
        try await desk.store.setPassword("scrypt$x", of: before.account.person, by: Self.root, at: noon)
        #expect(try await desk.store.passwordHash(forSignIn: "marie")?.hash == "scrypt$x")
    }

    /// An administrator of one organisation does not reach another one by way of a person who works for both.
    @Test func whoWorksForBothIsChangedByNeitherAlone() async throws {
        let desk = try await TwoOrganisations()
        let person = try await desk.store.persons(in: Self.root).first { $0.name == "Marie" }
        let id = try #require(person?.id)
        var account = try #require(try await desk.store.account("marie", in: Self.root))
        account.memberships.append(Membership(.administrator, in: desk.theirs))
        try await desk.store.save(account, by: Self.root, at: noon)
        let other = Account(
            person: PersonID(99),
            login: "root2",
            memberships: [Membership(.administrator, in: .first)],
            madeAt: noon
        )
        let scope = Scope(other)
        let password = await #expect(throws: DeskError.self) {
            try await desk.store.setPassword("x", of: id, by: scope, at: noon)
        }
        #expect(password?.code == .notAllowed)
        let forgotten = await #expect(throws: DeskError.self) {
            _ = try await desk.store.forget(id, by: scope, at: noon)
        }
        #expect(forgotten?.code == .notAllowed)
        let listed = try await desk.store.accounts(in: scope)
        #expect(listed.map(\.memberships) == [[Membership(.administrator, in: .first)]])
    }

    @Test func nextGivesWhatTheyWorkOnWhereTheyWork() async throws {
        let desk = try await TwoOrganisations()
        var account = try #require(try await desk.store.account("marie", in: Self.root))
        account.memberships = [Membership(.technician, in: .first, tier: 3), Membership(.observer, in: desk.theirs)]
        try await desk.store.save(account, by: Self.root, at: noon)
        #expect(try await desk.store.takeNext(for: account, by: Self.root, at: noon) == nil, "they only look there")
        account.memberships = [
            Membership(.technician, in: .first, tier: 3), Membership(.technician, in: desk.theirs, tier: 1),
        ]
        try await desk.store.save(account, by: Self.root, at: noon)
        let stranger = Scope(
            Account(
                person: PersonID(98),
                login: "x",
                memberships: [Membership(.observer, in: desk.theirs)],
                madeAt: noon
            )
        )
        await #expect(throws: DeskError.self) { try await desk.store.takeNext(for: account, by: stranger, at: noon) }
        #expect(
            try await desk.store.takeNext(for: account, by: Self.root, at: noon)?.ticket.organisation == desk.theirs
        )
    }

    @Test func whatIsNamedBelongsToTheOrganisation() async throws {
        let desk = try await TwoOrganisations()
        func code(_ filing: Filing) async -> DeskError.Code? {
            do {
                _ = try await desk.store.file(filing, by: Self.root, at: noon)
                return nil
            } catch { return error.code }
        }
        #expect(
            await code(Filing(.incident, organisation: .first, title: Prose("x"), requester: desk.stranger.person))
                == .unknownPerson
        )
        #expect(await code(Filing(.incident, organisation: .first, title: Prose("x"), host: "b")) == .unknownHost)
        #expect(await code(Filing(.incident, organisation: .first, title: Prose("x\ny"))) == .badText)
        #expect(await code(Filing(.incident, organisation: .first, title: Prose("x"), host: "a")) == nil)
        let moved = await #expect(throws: DeskError.self) {
            try await desk.store.place("a", HostPlace(organisation: desk.theirs), by: Self.root, at: noon)
        }
        #expect(moved?.code == .notAllowed, "it has an open ticket")
    }

    @Test func whatAdministratorsDidIsListedByNumber() async throws {
        let desk = try await TwoOrganisations()
        let entries = try await desk.store.administration(limit: 99, in: Self.root)
        #expect(
            entries.map(\.action).reversed() == [
                "organisation-added", "site-added", "host-placed", "person-added", "person-added", "account-added",
                "account-added", "category-added", "template-added",
            ]
        )
        #expect(entries.allSatisfy { !$0.details.description.contains("Stranger") })
        #expect(entries.allSatisfy { $0.author == .local("operator") })
    }

    @Test func namesAreGivenOnce() async throws {
        let desk = try await TwoOrganisations()
        let twin = Person(id: PersonID(0), organisation: desk.theirs, name: "Twin", email: "s@example.org")
        let error = await #expect(throws: DeskError.self) {
            try await desk.store.add([twin], by: Self.root, at: noon)
        }
        #expect(error?.code == .nameTaken)
        #expect(try await desk.store.persons(in: Self.root).count == 2, "all or none")
        let same = await #expect(throws: DeskError.self) {
            try await desk.store.addOrganisation("theirs", by: Self.root, at: noon)
        }
        #expect(same?.code == .nameTaken)
        let login = Account(person: desk.stranger.person, login: "marie", memberships: [], madeAt: noon)
        let taken = await #expect(throws: DeskError.self) { try await desk.store.save(login, by: Self.root, at: noon) }
        #expect(taken?.code == .nameTaken)
    }
}
