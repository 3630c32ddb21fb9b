import Desk
import DeskView
import Health
import Hummingbird

extension Page {
    static let organisations = Page(
        "organisations",
        Words(en: "Organisations", fr: "Organisations"),
        [
            "name": Words(en: "Name", fr: "Nom"),
            "policy": Words(en: "Policy", fr: "Politique de service"),
            "sites": Words(en: "Sites", fr: "Sites"),
            "people": Words(en: "People", fr: "Personnes"),
            "save": Words(en: "Save", fr: "Enregistrer"),
            "new": Words(en: "New organisation", fr: "Nouvelle organisation"),
            "add": Words(en: "Add the organisation", fr: "Ajouter l'organisation"),
        ]
    )
}

/// The organisations that the desk serves, their names and the policies by which they are served.
struct OrganisationPages {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.organisations.pattern)) { _, context in try await show(context) }
        router.post(RouterPath(Path.newOrganisation.pattern)) { _, context in try await add(context) }
        router.post(RouterPath(Path.organisation("id").pattern)) { _, context in try await change(context) }
    }

    private func show(
        _ context: PageContext,
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let scope = try context.scope
        let organisations = try await site.store.organisations(in: scope)
        let sites = try await site.store.sites(in: scope)
        let persons = try await site.store.persons(in: scope)
        let policies = Set(try await site.store.book(in: scope).policyNames.map(\.id)).sorted()
        let values: Values = [
            "organisations": organisations.map { organisation in
                [
                    "action":
                        (scope.is([.administrator], in: organisation.id)
                        ? Path.organisation(organisation.id.description).link : nil).orFalse,
                    "number": organisation.id.description, "foreign_name": organisation.name,
                    "foreign_policy": organisation.policy,
                    "policies": policies.map { Choice.values($0, $0, isChosen: $0 == organisation.policy) },
                    "sites": String(sites.count { $0.organisation == organisation.id }),
                    "people": String(persons.count { $0.organisation == organisation.id }),
                ]
            },
            "new": (scope.runsDesk ? Path.newOrganisation.link : nil).orFalse,
            "mistake": (mistake?[context.visitor.language]).orFalse,
        ]
        return site.page(.organisations, values, in: context, status: status)
    }

    private func add(_ context: PageContext) async throws -> Response {
        do throws(DeskError) {
            let name = context.form.filled("name") ?? ""
            let organisation = try await site.store.addOrganisation(name, by: context.scope, at: site.now())
            let note = PageNote("organisation-added", ["who": organisation.name])
            return try await site.redirect(to: .organisations, saying: note, context)
        } catch {
            guard error.isMistake else { throw error }
            return try await show(context, mistake: error.message, status: .unprocessableContent)
        }
    }

    private func change(_ context: PageContext) async throws -> Response {
        guard let id = Int64(try context.parameter("id")) else { throw PageError.unknownPage }
        let scope = try context.scope
        guard let organisation = try await site.store.organisations(in: scope).first(where: { $0.id.number == id })
        else { throw PageError.unknownPage }
        do throws(DeskError) {
            try await rename(organisation, context.form, by: scope)
        } catch {
            guard error.isMistake else { throw error }
            return try await show(context, mistake: error.message, status: .unprocessableContent)
        }
        return try await site.redirect(to: .organisations, saying: PageNote("saved"), context)
    }

    private func rename(_ organisation: Organisation, _ form: Form, by scope: Scope) async throws(DeskError) {
        if let name = form.filled("name"), name != organisation.name {
            try await site.store.rename(organisation.id, to: name, by: scope, at: site.now())
        }
        if let policy = form["policy"], policy != organisation.policy {
            try await site.store.serve(organisation.id, by: policy, scope: scope, at: site.now())
        }
    }
}
