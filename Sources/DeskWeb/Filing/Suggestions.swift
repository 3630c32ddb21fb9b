import Desk
import Health
import Hummingbird

extension Page {
    /// Parts of pages, for the script that shows them while someone types.
    static let suggestedPeople = Page("filing-people", Words(en: "People", fr: "Personnes"), ["none": none])
    static let suggestedHosts = Page("filing-hosts", Words(en: "Hosts", fr: "Postes"), ["none": none])

    private static let none = Words(en: "None begins so.", fr: "Aucun ne commence ainsi.")
}

/// Persons and hosts by a few letters.
struct Suggestions {
    let site: Site

    /// So many at most, which one looks through faster than one types more.
    static let limit = 10

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.callers.pattern)) { request, context in
            let typed = Form(queryOf: request)["q"] ?? ""
            let found = try await people(typed, context)
            return answer(.suggestedPeople, found.map(\.values), typed, context)
        }
        router.get(RouterPath(Path.callerHosts.pattern)) { request, context in
            let form = Form(queryOf: request)
            return answer(.suggestedHosts, try await hosts(form, context), form["q"] ?? "", context)
        }
    }

    private func answer(_ page: Page, _ rows: [Values], _ typed: String, _ context: PageContext) -> Response {
        let isMissed = rows.isEmpty && NameBeginning(typed) != nil
        let count = Words(en: "\(rows.count) found", fr: "\(rows.count) trouvés")[context.visitor.language]
        return site.page(page, ["rows": rows, "missed": isMissed, "count": count], in: context)
    }

    /// A person who is found, and how they are told from others.
    struct Found {
        let person: Person
        let organisation: String

        var values: Values {
            [
                "number": person.id.description, "link": Caller.link(person.id), "foreign_name": person.name,
                "foreign_organisation": organisation, "foreign_email": person.email.orFalse,
            ]
        }
    }

    func people(_ typed: String, _ context: PageContext) async throws(DeskError) -> [Found] {
        let scope = try context.scope
        let persons = try await site.store.persons(beginningWith: typed, limit: Self.limit, in: scope)
        guard !persons.isEmpty else { return [] }
        let names = try await site.store.organisations(in: scope).reduce(into: [:]) { $0[$1.id] = $1.name }
        return persons.map { Found(person: $0, organisation: names[$0.organisation] ?? "") }
    }

    /// Hosts of a caller's organisation; before a letter is typed, those of their tickets.
    private func hosts(_ form: Form, _ context: PageContext) async throws(DeskError) -> [Values] {
        let scope = try context.scope
        guard let id = form["requester"].flatMap({ PersonID($0) }),
            let person = try await site.store.person(id, in: scope)
        else { return [] }
        let typed = form["q"] ?? ""
        let names =
            NameBeginning(typed) == nil
            ? try await Caller(person, from: site.store, in: scope).hosts
            : try await site.store.hosts(
                beginningWith: typed,
                of: person.organisation,
                limit: Self.limit,
                in: scope
            ).map(\.name)
        return names.enumerated().map { ["number": String($0.offset), "foreign_name": $0.element] }
    }
}
