import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Two organisations on one desk: neither sees anything of the other's, by any method of the store.
struct ScopeTests {
    private static let root = DeskDatabase.scope

    private struct Desk {
        let temporary: TemporaryStore
        let theirs: OrganisationID
        /// The administrator of the first organisation.
        let ours: Scope
        /// A person and a ticket of theirs.
        let stranger: PersonID
        let ticket: Int64

        var store: DeskDatabase { temporary.store }

        init() async throws {
            temporary = try await TemporaryStore(hosts: ["a", "b"])
            let store = temporary.store
            let theirs = try await store.addOrganisation("theirs", by: root, at: noon).id
            self.theirs = theirs
            _ = try await store.addSite("Lyon", address: nil, of: theirs, by: root, at: noon)
            try await store.place("b", HostPlace(organisation: theirs), by: root, at: noon)
            let persons = [
                Person(id: PersonID(0), organisation: .first, name: "Marie"),
                Person(id: PersonID(0), organisation: theirs, name: "Stranger", email: "s@example.org"),
            ]
            let added = try await store.add(persons, by: root, at: noon)
            stranger = added[1].id
            let account = Account(
                person: added[0].id,
                login: "marie",
                memberships: [Membership(.administrator, in: .first)],
                madeAt: noon
            )
            try await store.save(account, by: root, at: noon)
            ours = Scope(account)
            let foreign = Account(
                person: added[1].id,
                login: "stranger",
                memberships: [Membership(.technician, in: theirs)],
                madeAt: noon
            )
            try await store.save(foreign, by: root, at: noon)
            var journal = Journal("b")
            _ = try await store.commit([journal.item(event(.open))], at: noon)
            let filing = Filing(.incident, organisation: theirs, title: Prose("secret plans"), requester: stranger)
            ticket = try await store.file(filing, by: root, at: noon).ticket.number
            try await store.record(
                [Fact(component: Component(.ups, "x"), name: "x", verdict: .good, readAt: noon)],
                of: "b"
            )
        }
    }

    @Test func nothingForeignIsRead() async throws {
        let desk = try await Desk()
        let (store, ours) = (desk.store, desk.ours)
        #expect(try await store.tickets(TicketFilter(limit: .max), in: ours).isEmpty)
        #expect(try await store.tickets(TicketFilter(limit: .max), in: Self.root).count == 2)
        #expect(try await store.ticket(desk.ticket, in: ours) == nil)
        #expect(try await store.ticket(1, in: ours) == nil)
        for words in ["secret", "ws-b", "battery"] {
            #expect(try await store.search(words, limit: 9, in: ours).isEmpty, "\(words)")
            #expect(try await store.search(words, limit: 9, in: Self.root).count == 1, "\(words)")
        }
        #expect(try await store.statistics(in: ours, at: noon).total == 0)
        #expect(try await store.unfinishedByHost(in: ours).isEmpty)
        #expect(try await store.hosts(in: ours).map(\.id) == ["a"])
        #expect(try await store.facts(of: "b", in: ours).isEmpty)
        #expect(try await store.facts(of: "b", in: Self.root).count == 1)
        #expect(try await store.persons(in: ours).map(\.name) == ["Marie"])
        #expect(try await store.accounts(in: ours).map(\.login) == ["marie"])
        #expect(try await store.organisations(in: ours).map(\.id) == [.first])
        #expect(try await store.sites(in: ours).isEmpty)
        #expect(try await store.names(of: [desk.stranger], in: ours).isEmpty)
        #expect(try await store.names(of: [desk.stranger], in: Self.root) == [desk.stranger: "Stranger"])
        #expect(try await store.account("stranger", in: ours) == nil)
        #expect(try await store.account("stranger", in: Self.root)?.person == desk.stranger)
        #expect(try await store.account("marie", in: ours)?.login == "marie")
    }

    /// What is foreign is not there, so nobody learns that it is.
    @Test func nothingForeignIsChanged() async throws {
        let desk = try await Desk()
        let (store, ours) = (desk.store, desk.ours)
        func code(_ work: () async throws -> Void) async -> DeskError.Code? {
            do {
                try await work()
                return nil
            } catch {
                return (error as? DeskError)?.code
            }
        }
        let action = await code {
            try await store.perform(.note("x"), on: desk.ticket, version: nil, by: ours, at: noon)
        }
        #expect(action == .unknownTicket)
        let filing = Filing(.incident, organisation: desk.theirs, title: Prose("x"))
        #expect(await code { _ = try await store.file(filing, by: ours, at: noon) } == .notAllowed)
        #expect(await code { _ = try await store.forget(desk.stranger, by: ours, at: noon) } == .unknownPerson)
        let moved = Person(id: desk.stranger, organisation: .first, name: "Mine")
        #expect(await code { try await store.change(moved, by: ours, at: noon) } == .unknownPerson)
        let added = Person(id: PersonID(0), organisation: desk.theirs, name: "Spy")
        #expect(await code { _ = try await store.add([added], by: ours, at: noon) } == .notAllowed)
        let account = Account(person: desk.stranger, login: "x", memberships: [], madeAt: noon)
        #expect(await code { try await store.save(account, by: ours, at: noon) } == .unknownPerson)
        #expect(
            await code { try await store.setPassword("x", of: desk.stranger, by: ours, at: noon) } == .unknownPerson
        )
        #expect(await code { try await store.place("b", HostPlace(impact: .high), by: ours, at: noon) } == .unknownHost)
        let theirs = HostPlace(organisation: desk.theirs)
        #expect(await code { try await store.place("a", theirs, by: ours, at: noon) } == .notAllowed)
        #expect(await code { _ = try await store.addOrganisation("x", by: ours, at: noon) } == .notAllowed)
        #expect(await code { try await store.rename(desk.theirs, to: "x", by: ours, at: noon) } == .notAllowed)
        #expect(await code { try await store.rename("b", to: "mine", by: ours, at: noon) } == .unknownHost)
        #expect(await code { try await store.retire("b", by: ours, at: noon) } == .unknownHost)
        #expect(await code { try await store.restore("b", by: ours, at: noon) } == .unknownHost)
        var token = Token(hash: "5e88", address: "d:1", usesLeft: 1, expiresAt: noon, organisation: desk.theirs)
        #expect(await code { try await store.create(token, by: ours, at: noon) } == .notAllowed)
        (token.organisation, token.site) = (.first, try await store.sites(in: Self.root).first?.id)
        #expect(await code { try await store.create(token, by: ours, at: noon) } == .notAllowed, "the site is theirs")
        let site = await code { _ = try await store.addSite("x", address: nil, of: desk.theirs, by: ours, at: noon) }
        #expect(site == .notAllowed)
        #expect(await code { _ = try await store.administration(limit: 9, in: ours) } == .notAllowed)
    }

    @Test func aMachineBelongsToTheOrganisationOfItsHost() async throws {
        let desk = try await Desk()
        let ticket = try #require(try await desk.store.ticket(1)?.ticket)
        #expect(ticket.organisation == desk.theirs)
        #expect(try await desk.store.check(isRepairing: false) == [])
    }

    @Test func aRequesterSeesTheirOwnAlone() async throws {
        let desk = try await Desk()
        let account = Account(
            person: desk.stranger,
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
        let desk = try await Desk()
        let marie = try #require(try await desk.store.account("marie", in: Self.root))
        let scope = Scope(
            Account(
                person: desk.stranger,
                login: "stranger",
                memberships: [Membership(.requester, in: desk.theirs)],
                madeAt: noon
            )
        )
        let all: Set = [desk.stranger, marie.person]
        #expect(try await desk.store.names(of: all, in: scope) == [desk.stranger: "Stranger"])
        var working = marie
        working.memberships.append(Membership(.technician, in: desk.theirs))
        try await desk.store.save(working, by: Self.root, at: noon)
        #expect(try await desk.store.names(of: all, in: scope).values.sorted() == ["Marie", "Stranger"])
        #expect(try await desk.store.names(of: all, in: Scope(marie)) == [marie.person: "Marie"])
    }

    @Test func whoIsLockedReadsNothing() async throws {
        let desk = try await Desk()
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
        let desk = try await Desk()
        #expect(try await desk.store.passwordHash(forSignIn: "nobody") == nil)
        let before = try #require(try await desk.store.passwordHash(forSignIn: "marie"))
        #expect(before.hash == nil && before.account.login == "marie")
        try await desk.store.setPassword("scrypt$x", of: before.account.person, by: Self.root, at: noon)
        #expect(try await desk.store.passwordHash(forSignIn: "marie")?.hash == "scrypt$x")
    }

    /// An administrator of one organisation does not reach another one by way of a person who works for both.
    @Test func whoWorksForBothIsChangedByNeitherAlone() async throws {
        let desk = try await Desk()
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
        let desk = try await Desk()
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
        let desk = try await Desk()
        func code(_ filing: Filing) async -> DeskError.Code? {
            do {
                _ = try await desk.store.file(filing, by: Self.root, at: noon)
                return nil
            } catch { return error.code }
        }
        #expect(
            await code(Filing(.incident, organisation: .first, title: Prose("x"), requester: desk.stranger))
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
        let desk = try await Desk()
        let entries = try await desk.store.administration(limit: 99, in: Self.root)
        #expect(
            entries.map(\.action).reversed() == [
                "organisation-added", "site-added", "host-placed", "person-added", "person-added", "account-added",
                "account-added",
            ]
        )
        #expect(entries.allSatisfy { !$0.details.description.contains("Stranger") })
        #expect(entries.allSatisfy { $0.author == .local("operator") })
    }

    @Test func namesAreGivenOnce() async throws {
        let desk = try await Desk()
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
        let login = Account(person: desk.stranger, login: "marie", memberships: [], madeAt: noon)
        let taken = await #expect(throws: DeskError.self) { try await desk.store.save(login, by: Self.root, at: noon) }
        #expect(taken?.code == .nameTaken)
    }
}
