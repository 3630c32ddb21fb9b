import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Templates and categories, of two organisations on one desk.
struct TemplateTests {
    private static let root = DeskDatabase.scope

    private static func template(_ name: String, of organisation: OrganisationID = .first) -> RequestTemplate {
        let filing = Filing(
            .request,
            organisation: organisation,
            title: Prose("Workstation for a new colleague"),
            description: Prose("Name:\nFirst day: \"lundi\", œuvre\\"),
            category: .installation,
            impact: .medium,
            urgency: .low,
            checklist: [Prose("account"), Prose("mailbox"), Prose("workstation\nin = \"B 12\"")]
        )
        return RequestTemplate(name, filing)
    }

    private static func category(_ word: String, of organisation: OrganisationID = .first) throws -> OwnCategory {
        OwnCategory(try #require(Term<Categories>(word)), of: organisation, name: Words(en: "pay slips", fr: "paie"))
    }

    private static func scope(_ role: Role, in organisation: OrganisationID, isLocked: Bool = false) -> Scope {
        var account = Account(
            person: PersonID(1),
            login: "marie",
            memberships: [Membership(role, in: organisation)],
            madeAt: noon
        )
        account.isLocked = isLocked
        return Scope(account)
    }

    private static func code(_ work: () async throws -> Void) async -> DeskError.Code? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? DeskError)?.code
        }
    }

    @Test func aTemplateIsKeptWordForWord() async throws {
        let temporary = try await TemporaryStore()
        let bare = RequestTemplate("bare", Filing(.incident, organisation: .first, title: Prose("x")))
        for template in [Self.template("New colleague"), bare] {
            try await temporary.store.add(template, by: Self.root, at: noon)
        }
        #expect(try await temporary.store.templates(in: Self.root) == [Self.template("New colleague"), bare])
    }

    @Test func whatBecomesOfATemplateChangesNoTicket() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        try await store.add(Self.template("New colleague"), by: Self.root, at: noon)
        let kept = try await store.templates(in: Self.root).required("new colleague", of: .first)
        let number = try await store.file(kept.filing, by: Self.root, at: noon).ticket.number
        let before = try await store.ticket(number)
        #expect(before?.ticket.matter?.items == 3)
        #expect(before?.ticket.category == .installation && before?.ticket.type == .request)
        try await store.removeTemplate("new Colleague", of: .first, by: Self.root, at: noon)
        let other = Filing(.incident, organisation: .first, title: Prose("other"))
        try await store.add(RequestTemplate("New colleague", other), by: Self.root, at: noon)
        #expect(try await store.ticket(number) == before)
        #expect(try await store.search("workstation", limit: 9).map(\.number) == [number])
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func whatCannotBeKeptIsRefused() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        try await store.add(Self.template("New colleague"), by: Self.root, at: noon)
        try await store.add(Self.category("payroll"), by: Self.root, at: noon)
        func code(_ template: RequestTemplate) async -> DeskError.Code? {
            await Self.code { try await store.add(template, by: Self.root, at: noon) }
        }
        #expect(await code(Self.template("NEW colleague")) == .nameTaken)
        #expect(await code(Self.template("")) == .badText)
        #expect(await code(Self.template("x", of: OrganisationID(99))) == .unknownOrganisation)
        let items = Array(repeating: Prose("x"), count: 101)
        let long = Filing(.request, organisation: .first, title: Prose("x"), checklist: items)
        #expect(await code(RequestTemplate("long", long)) == .badText)
        let gone = await Self.code { try await store.removeTemplate("x", of: .first, by: Self.root, at: noon) }
        #expect(gone == .unknownTemplate)
        #expect(try await store.templates(in: Self.root).count == 1)
        let again = try Self.category("payroll")
        #expect(await Self.code { try await store.add(again, by: Self.root, at: noon) } == .nameTaken)
        let known = try Self.category("hardware")
        #expect(await Self.code { try await store.add(known, by: Self.root, at: noon) } == .nameTaken)
        let nobodys = try Self.category("payroll", of: OrganisationID(99))
        #expect(await Self.code { try await store.add(nobodys, by: Self.root, at: noon) } == .unknownOrganisation)
        let missing = await Self.code { try await store.remove(.hardware, of: .first, by: Self.root, at: noon) }
        #expect(missing == .unknownCategory)
    }

    @Test func neitherOrganisationSeesTheOthers() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let theirs = try await store.addOrganisation("theirs", by: Self.root, at: noon).id
        let payroll = try Self.category("payroll", of: theirs)
        for organisation in [OrganisationID.first, theirs] {
            try await store.add(Self.template("New colleague", of: organisation), by: Self.root, at: noon)
        }
        try await store.add(payroll, by: Self.root, at: noon)
        for role in Role.allCases {
            let ours = Self.scope(role, in: .first)
            #expect(try await store.templates(in: ours).map(\.organisation) == [.first], "\(role)")
            #expect(try await store.categories(in: ours).isEmpty, "\(role)")
            #expect(try await store.categories(in: Self.scope(role, in: theirs)) == [payroll], "\(role)")
        }
        let locked = Self.scope(.administrator, in: theirs, isLocked: true)
        #expect(try await store.templates(in: locked).isEmpty)
        #expect(try await store.categories(in: locked).isEmpty)
        // An administrator of another organisation changes nothing, nor does a supervisor of this one.
        for scope in [Self.scope(.administrator, in: .first), Self.scope(.supervisor, in: theirs)] {
            let template = Self.template("x", of: theirs)
            let other = try Self.category("other", of: theirs)
            #expect(await Self.code { try await store.add(template, by: scope, at: noon) } == .notAllowed)
            #expect(await Self.code { try await store.add(other, by: scope, at: noon) } == .notAllowed)
            let removed = await Self.code {
                try await store.removeTemplate("New colleague", of: theirs, by: scope, at: noon)
            }
            #expect(removed == .notAllowed)
            let taken = await Self.code {
                try await store.remove(payroll.category, of: theirs, by: scope, at: noon)
            }
            #expect(taken == .notAllowed)
        }
        try await store.removeTemplate("New colleague", of: theirs, by: Self.root, at: noon)
        #expect(try await store.templates(in: Self.root).map(\.organisation) == [.first], "the other's is there")
    }

    @Test func whatAdministratorsDidIsListed() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let payroll = try Self.category("payroll")
        let scope = Self.scope(.administrator, in: .first)
        try await store.add(payroll, by: scope, at: noon)
        try await store.add(Self.template("New colleague"), by: scope, at: noon)
        try await store.remove(payroll.category, of: .first, by: scope, at: noon)
        try await store.removeTemplate("new colleague", of: .first, by: scope, at: noon)
        let entries = try await store.administration(limit: 9, in: Self.root).reversed()
        #expect(
            entries.map(\.action) == ["category-added", "template-added", "category-removed", "template-removed"]
        )
        #expect(entries.map { $0.details["organisation"] } == ["1", "1", "1", "1"])
        #expect(entries.allSatisfy { $0.author == .person(PersonID(1)) })
        #expect(entries.last?.details["name"] == "New colleague", "as it was written")
    }
}
