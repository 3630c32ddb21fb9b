import Desk
import Health
import Testing

@testable import DeskStore

/// A method of the store that writes, tried on what is theirs or everybody's, and how the administrator of ours is refused.
struct ForeignWrite: Sendable, CustomTestStringConvertible {
    let method: String
    let code: DeskError.Code
    let work: @Sendable (TwoOrganisations, Scope) async throws -> Void

    init(
        _ method: String,
        _ code: DeskError.Code,
        _ work: @escaping @Sendable (TwoOrganisations, Scope) async throws -> Void
    ) {
        self.method = method
        self.code = code
        self.work = work
    }

    var testDescription: String { method }

    static let all = tickets + hosts + organisations + persons + accounts + signIn + service + templates

    private static let tickets = [
        Self("perform(action)", .unknownTicket) { desk, scope in
            let note = Action.note(Note(Prose("x")))
            try await desk.store.perform(note, on: desk.ticket, version: nil, by: scope, at: noon)
        },
        Self("file(filing)", .notAllowed) { desk, scope in
            let filing = Filing(.incident, organisation: desk.theirs, title: Prose("x"))
            _ = try await desk.store.file(filing, by: scope, at: noon)
        },
        Self("file(filing)", .unknownPerson) { desk, scope in
            let person = desk.stranger.person
            let filing = Filing(.incident, organisation: .first, title: Prose("x"), requester: person)
            _ = try await desk.store.file(filing, by: scope, at: noon)
        },
        Self("file(filing)", .unknownHost) { desk, scope in
            let filing = Filing(.incident, organisation: .first, title: Prose("x"), host: "b")
            _ = try await desk.store.file(filing, by: scope, at: noon)
        },
    ]

    private static let hosts = [
        Self("place(host)", .unknownHost) {
            try await $0.store.place("b", HostPlace(impact: .high), by: $1, at: noon)
        },
        Self("place(host)", .notAllowed) {
            try await $0.store.place("a", HostPlace(organisation: $0.theirs), by: $1, at: noon)
        },
        Self("place(host)", .notAllowed) {
            try await $0.store.place("a", HostPlace(site: $0.site), by: $1, at: noon)
        },
        Self("rename(host)", .unknownHost) { try await $0.store.rename("b", to: "mine", by: $1, at: noon) },
        Self("retire(host)", .unknownHost) { try await $0.store.retire("b", by: $1, at: noon) },
        Self("restore(host)", .unknownHost) { try await $0.store.restore("b", by: $1, at: noon) },
        Self("create(token)", .notAllowed) { desk, scope in
            let token = Token(hash: "5e", address: "d:1", usesLeft: 1, expiresAt: noon, organisation: desk.theirs)
            try await desk.store.create(token, by: scope, at: noon)
        },
        Self("create(token)", .notAllowed) { desk, scope in
            var token = Token(hash: "5e", address: "d:1", usesLeft: 1, expiresAt: noon, organisation: .first)
            token.site = desk.site
            try await desk.store.create(token, by: scope, at: noon)
        },
    ]

    private static let organisations = [
        Self("addOrganisation(name)", .notAllowed) {
            _ = try await $0.store.addOrganisation("x", by: $1, at: noon)
        },
        Self("rename(organisation)", .notAllowed) {
            try await $0.store.rename($0.theirs, to: "x", by: $1, at: noon)
        },
        Self("addSite(name)", .notAllowed) {
            _ = try await $0.store.addSite("x", address: nil, of: $0.theirs, by: $1, at: noon)
        },
        Self("administration(limit)", .notAllowed) { _ = try await $0.store.administration(limit: 9, in: $1) },
    ]

    private static let persons = [
        Self("add(persons)", .notAllowed) { desk, scope in
            let person = Person(id: PersonID(0), organisation: desk.theirs, name: "Spy")
            _ = try await desk.store.add([person], by: scope, at: noon)
        },
        Self("change(person)", .unknownPerson) { desk, scope in
            let person = Person(id: desk.stranger.person, organisation: .first, name: "Mine")
            try await desk.store.change(person, by: scope, at: noon)
        },
        Self("change(person)", .notAllowed) { desk, scope in
            let person = Person(id: desk.marie.person, organisation: desk.theirs, name: "Spy")
            try await desk.store.change(person, by: scope, at: noon)
        },
        Self("forget(person)", .unknownPerson) {
            _ = try await $0.store.forget($0.stranger.person, by: $1, at: noon)
        },
    ]

    private static let accounts = [
        Self("save(account)", .unknownPerson) { desk, scope in
            var account = desk.stranger
            account.memberships = []
            try await desk.store.save(account, by: scope, at: noon)
        },
        Self("save(account)", .notAllowed) { desk, scope in
            var account = desk.marie
            account.memberships.append(Membership(.technician, in: desk.theirs))
            try await desk.store.save(account, by: scope, at: noon)
        },
        Self("setPassword(hash)", .unknownPerson) {
            try await $0.store.setPassword("x", of: $0.stranger.person, by: $1, at: noon)
        },
    ]

    private static let signIn = [
        Self("sessions(person)", .unknownPerson) {
            _ = try await $0.store.sessions(of: $0.stranger.person, by: $1, at: noon)
        },
        Self("endSessions(person)", .unknownPerson) {
            try await $0.store.endSessions(of: $0.stranger.person, nil, except: nil, by: $1, at: noon)
        },
        Self("setSecondFactor(secret)", .unknownPerson) {
            try await $0.store.setSecondFactor(nil, recovery: [], of: $0.stranger.person, by: $1, at: noon)
        },
        Self("invite(person)", .unknownPerson) {
            let end = noon.advanced(by: 3600)
            try await $0.store.invite($0.stranger.person, code: "c0de", until: end, by: $1, at: noon)
        },
        Self("setPreferences(preferences)", .notAllowed) {
            try await $0.store.setPreferences(
                PagePreferences(theme: .dark),
                language: .fr,
                of: $0.stranger.person,
                by: $1
            )
        },
    ]

    private static let service = [
        Self("add(calendar)", .notAllowed) { desk, scope in
            let calendar = try BusinessCalendar(
                id: VersionName(id: "office", version: 9),
                name: "office",
                validFrom: noon,
                zone: .utc,
                hours: [.monday: [DaySpan(8 * 60, 18 * 60)]]
            )
            try await desk.store.add(calendar, by: scope, at: noon)
        },
        Self("add(policy)", .notAllowed) {
            try await $0.store.add(try TwoOrganisations.gold(), by: $1, at: noon)
        },
        Self("serve(organisation)", .notAllowed) {
            try await $0.store.serve($0.theirs, by: "standard", scope: $1, at: noon)
        },
        Self("applyPolicies(organisation)", .notAllowed) {
            _ = try await $0.store.applyPolicies(to: $0.theirs, by: $1, at: noon, onProgress: { _ in })
        },
    ]

    private static let templates = [
        Self("add(category)", .notAllowed) { desk, scope in
            let word = try #require(Term<Categories>("other"))
            let category = OwnCategory(word, of: desk.theirs, name: Words(en: "x", fr: "x"))
            try await desk.store.add(category, by: scope, at: noon)
        },
        Self("remove(category)", .notAllowed) { desk, scope in
            let word = try #require(Term<Categories>("payroll"))
            try await desk.store.remove(word, of: desk.theirs, by: scope, at: noon)
        },
        Self("add(template)", .notAllowed) { desk, scope in
            let filing = Filing(.request, organisation: desk.theirs, title: Prose("x"))
            try await desk.store.add(RequestTemplate("x", filing), by: scope, at: noon)
        },
        Self("removeTemplate(name)", .notAllowed) {
            try await $0.store.removeTemplate("leak", of: $0.theirs, by: $1, at: noon)
        },
        // One of theirs and all there are: mail is the desk's own.
        Self("retry(notice)", .notAllowed) { _ = try await $0.store.retry(1, by: $1, at: noon) },
        Self("retry(notice)", .notAllowed) { _ = try await $0.store.retry(nil, by: $1, at: noon) },
    ]
}
