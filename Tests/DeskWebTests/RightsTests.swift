import Desk
import DeskStore
import DeskTestSupport
import Health
import Testing

@testable import DeskWeb

/// Nobody becomes more than they are by a form.
struct RightsTests {
    private static let fields: KeyValuePairs<String, String> = [
        "name": "Newly Named", "email": "new@example.org", "login": "new.login", "experience": "3", "limit": "5",
    ]

    private func encoded(_ roles: String) -> String {
        let fixed = Self.fields.map { "\($0.key)=\(TestBrowser.encode($0.value))" }.joined(separator: "&")
        return "\(fixed)&\(roles)"
    }

    private func memberships(_ fixture: PageFixture, _ login: String) async throws -> Set<Membership> {
        Set(try await fixture.store.account(login, in: DeskDatabase.scope)?.memberships ?? [])
    }

    /// Of another organisation an administrator neither takes a role nor gives one, be it to themselves.
    @Test func rolesAreGivenWhereOneAdministers() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.foreignAdministrator)
        let foreign = fixture.foreign
        let both = "role-1%5B%5D=administrator&role-\(foreign)%5B%5D=administrator"
        #expect(try await browser.post("/people/foreign-administrator", encoded: encoded(both)).status == 303)
        #expect(try await memberships(fixture, "foreign-administrator") == [Membership(.administrator, in: foreign)])
        #expect(
            try await browser.post("/people/new", encoded: encoded(both).replacing("new%40", with: "x%40")).status
                == 303
        )
        #expect(try await memberships(fixture, "new.login") == [Membership(.administrator, in: foreign)])
        #expect(try await browser.post("/people/technician", encoded: encoded(both)).status == 404)
        #expect(try await memberships(fixture, "technician") == [Membership(.technician, in: .first)])
        #expect(try await browser.post("/organisations/1", ["name": "Ours now"]).status == 404)
        #expect(try await browser.post("/organisations/new", ["name": "Ours"]).status == 403)
    }

    /// Who works elsewhere, too, is no single organisation's to change: who sets their password acts there.
    @Test func whoWorksForTwoIsChangedByNeither() async throws {
        let fixture = try await PageFixture()
        var account = try await fixture.account(.technician)
        account.memberships.append(Membership(.administrator, in: fixture.foreign))
        try await fixture.store.save(account, by: DeskDatabase.scope, at: fixture.now)
        let held = Set(account.memberships)
        let browser = try await fixture.browser(.administrator)
        for verb in ["", "/invite", "/lock", "/second-factor"] {
            let answer = try await browser.post(
                "/people/technician\(verb)",
                encoded: encoded("role-1%5B%5D=observer&locked=yes")
            )
            #expect(answer.status == 403, "\(verb)")
        }
        #expect(try await memberships(fixture, "technician") == held)
        // The other side does not even see them.
        let foreign = try await fixture.browser(.foreignAdministrator)
        #expect(try await foreign.get("/people/technician").status == 404)
    }

    @Test(arguments: [Who.requester, .observer, .technician, .supervisor])
    func nobodyPromotesThemselves(who: Who) async throws {
        let fixture = try await PageFixture()
        let before = try await fixture.account(who)
        let browser = try await fixture.browser(who)
        for roles in [
            "role-1%5B%5D=administrator", "role-1%5B%5D=\(who.rawValue)&role-1%5B%5D=supervisor",
            "role-1=administrator",
        ] {
            for path in ["/people/\(who.login)", "/people/new"] {
                let answer = try await browser.post(path, encoded: encoded(roles))
                #expect([403, 404].contains(answer.status), "\(path)")
            }
        }
        #expect(try await fixture.account(who) == before)
        #expect(try await fixture.store.accounts(in: DeskDatabase.scope).count == Who.allCases.count)
    }

    /// Only who runs the desk adds an organisation, and is its first administrator.
    @Test func whoAddsAnOrganisationAdministersIt() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.administrator)
        #expect(try await browser.post("/organisations/new", ["name": "Initech"]).status == 303)
        let names = try await fixture.store.organisations(in: Scope(fixture.account(.administrator))).map(\.name)
        #expect(Set(names).contains("Initech") && !names.contains("Globex"))
    }

    /// A login that another organisation has is refused before anybody is added.
    @Test func aTakenLoginLeavesNobodyBehind() async throws {
        let fixture = try await PageFixture()
        let persons = try await fixture.store.persons(in: DeskDatabase.scope)
        let browser = try await fixture.browser(.foreignAdministrator)
        let taken = encoded("role-\(fixture.foreign)%5B%5D=observer").replacing("new%2elogin", with: "technician")
        let answer = try await browser.post("/people/new", encoded: taken)
        #expect(answer.status == 422 && answer.page.values("role").contains("alert"))
        #expect(try await fixture.store.persons(in: DeskDatabase.scope) == persons)
        #expect(!answer.text.contains(">technician &lt;b"))
    }

    /// Numbers of tickets that are somebody else's, in every form that takes one.
    @Test func foreignTickets() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.foreignTechnician)
        for number in ["1", "2", "3", "99", "0", "-1"] {
            #expect(try await browser.get("/tickets/\(number)").status == 404)
            let note = try await browser.post("/tickets/\(number)", ["action": "note", "text": "mine"])
            #expect(note.status == 404)
            let linked = try await browser.post("/tickets/4", ["action": "link", "link": "related", "ticket": number])
            #expect([404, 422].contains(linked.status), "\(number)")
            let bulk = try await browser.post("/queue/bulk", ["ticket[]": number, "action": "note", "text": "mine"])
            #expect(bulk.status == 422 && !bulk.text.contains("is on fire"))
        }
        let all = try await fixture.store.tickets()
        for ticket in all where ticket.organisation == .first {
            let log = try #require(try await fixture.store.ticket(ticket.number)).log
            #expect(!log.contains { $0.author == .person(fixture.person(.foreignTechnician)) })
        }
        // Nor is a person of another organisation given a ticket.
        let assigned = try await browser.post(
            "/tickets/4",
            ["action": "assign", "person": fixture.person(.technician).description]
        )
        #expect(assigned.status == 422)
        let category = try await browser.post("/tickets/4", ["action": "categorise", "category": "no-such-thing"])
        #expect([404, 422].contains(category.status))
    }

    /// What was said inside the desk is not the requester's to read.
    @Test func aRequesterReadsNoNotes() async throws {
        let fixture = try await PageFixture()
        try await fixture.store.perform(.note("the requester is difficult"), on: 1, at: fixture.now)
        let page = try await fixture.browser(.requester).get("/tickets/1")
        #expect(page.status == 200 && !page.text.contains("difficult"))
        #expect(!page.page.values("action").contains("/tickets/1"), "no form of technicians")
        #expect(try await fixture.browser(.technician).get("/tickets/1").text.contains("difficult"))
        let search = try await fixture.browser(.requester).get("/queue?tab=all&q=difficult")
        #expect(!search.text.contains("href=\"/tickets/1\""))
    }
}
