import Desk
import DeskView
import Health
import Hummingbird

/// Filing a ticket: a technician's for who calls, a requester's own.
struct FilingPage {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.newTicket.pattern)) { request, context in
            try await show(Form(queryOf: request), context)
        }
        router.post(RouterPath(Path.newTicket.pattern)) { _, context in try await file(context) }
        Suggestions(site: site).register(router)
    }

    /// Who calls is asked first; then comes the form.
    private func show(
        _ form: Form,
        _ context: PageContext,
        mistake: DeskError? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let person = try await requester(form, context) else {
            return try await search(form, context, mistake: mistake, status: status)
        }
        let (scope, language) = (try context.scope, context.visitor.language)
        let caller = try await Caller(person, from: site.store, in: scope)
        let templates = try await templates(of: person, scope)
        let categories = try await categories(of: person, scope)
        // Of one host alone it is likely that it is the one; of several a wrong one is easily overlooked.
        let host = caller.hosts.count == 1 ? caller.hosts.first : nil
        let fields = FilingForm(form, form["template"].flatMap { templates.named($0, of: person.organisation) })
        let isHostWrong = mistake?.code == .unknownHost
        var values = caller.values(language).merging(fields.values(host: host, categories, language)) { own, _ in own }
        values["action"] = Path.newTicket.link
        values["other"] = mayFileForOthers(try context.signedIn.account) ? Path.newTicket.link as Any : false
        values["mistake"] = (isHostWrong ? nil : mistake?.message[language]).orFalse
        values["foreign_host_mistake"] = (isHostWrong ? mistake?.message[language] : nil).orFalse
        values["hosts"] =
            scope.sees(person.organisation)
            ? ["suggestions": "\(Path.callerHosts.link)?requester=\(person.id)"] as Any : false
        let hasHost = host != nil || fields.host != nil || !scope.sees(person.organisation)
        (values["host_first"], values["category_first"]) = (!hasHost && mistake == nil, hasHost && mistake == nil)
        values["templates"] =
            templates.isEmpty
            ? false : ["choices": templates.map { Choice.values($0.name, $0.name, isChosen: false) }] as Any
        return site.page(.newTicket, values, in: context, status: status)
    }

    /// Asks for whom it is: letters lead to a list, or to the only one whom they mean.
    private func search(
        _ form: Form,
        _ context: PageContext,
        mistake: DeskError?,
        status: HTTPResponse.Status
    ) async throws -> Response {
        let typed = form["q"] ?? ""
        let found = try await Suggestions(site: site).people(typed, context)
        if found.count == 1, let only = found.first?.person { return .redirect(to: Caller.link(only.id)) }
        return site.page(
            .caller,
            [
                "action": Path.newTicket.link, "suggestions": Path.callers.link, "foreign_typed": typed,
                "people": found.isEmpty ? false : ["rows": found.map(\.values)] as Any,
                "nobody": NameBeginning(typed) != nil && found.isEmpty,
                "own": Caller.link(try context.signedIn.person.id),
                "mistake": (mistake?.message[context.visitor.language]).orFalse,
            ],
            in: context,
            status: status
        )
    }

    /// For whom it is filed: the person of the form where the scope sees them, and always oneself.
    private func requester(_ form: Form, _ context: PageContext) async throws(DeskError) -> Person? {
        let signedIn = try context.signedIn
        guard mayFileForOthers(signedIn.account) else { return signedIn.person }
        guard let id = form["requester"].flatMap({ PersonID($0) }) else { return nil }
        return id == signedIn.person.id ? signedIn.person : try await site.store.person(id, in: context.scope)
    }

    private func mayFileForOthers(_ account: Account) -> Bool {
        account.memberships.contains { [.administrator, .supervisor, .technician].contains($0.role) }
    }

    private func templates(of person: Person, _ scope: Scope) async throws(DeskError) -> [RequestTemplate] {
        try await site.store.templates(in: scope).filter { $0.organisation == person.organisation }
    }

    private func categories(of person: Person, _ scope: Scope) async throws(DeskError) -> [OwnCategory] {
        try await site.store.categories(in: scope).filter { $0.organisation == person.organisation }
    }

    private func file(_ context: PageContext) async throws -> Response {
        let form = context.form
        do throws(DeskError) {
            guard let person = try await requester(form, context) else { throw Self.unknownRequester }
            let scope = try context.scope
            let templates = try await templates(of: person, scope)
            let fields = FilingForm(form, form["template"].flatMap { templates.named($0, of: person.organisation) })
            let filing = try fields.filing(
                for: person,
                host: try await host(fields.host, of: person, scope),
                try await categories(of: person, scope)
            )
            let number = String(try await site.store.file(filing, by: scope, at: site.now()).ticket.number)
            return try await site.redirect(
                to: .ticket(number),
                saying: PageNote("filed", ["number": number]),
                context
            )
        } catch {
            guard [.badText, .notAllowed, .unknownHost, .unknownPerson, .unknownCategory].contains(error.code) else {
                throw error
            }
            return try await show(form, context, mistake: error, status: .unprocessableContent)
        }
    }

    /// The host whose name was typed, or begun so that it can be no other; nil where nothing was.
    private func host(_ typed: String?, of person: Person, _ scope: Scope) async throws(DeskError) -> String? {
        guard let typed else { return nil }
        let found = try await site.store.hosts(
            beginningWith: typed,
            of: person.organisation,
            limit: Suggestions.limit,
            in: scope
        )
        let exact = found.filter { $0.name.lowercased() == typed.lowercased() }
        if let host = exact.first ?? found.first, exact.count == 1 || found.count == 1 { return host.id }
        let names = found.map(\.name).joined(separator: ", ")
        throw DeskError(
            .unknownHost,
            en: found.isEmpty
                ? "No host of the organisation has that name." : "Several hosts may be meant. Choose one: \(names).",
            fr: found.isEmpty
                ? "Aucun poste de l'organisation ne porte ce nom."
                : "Plusieurs postes sont possibles. Choisissez\u{A0}: \(names)."
        )
    }

    private static let unknownRequester = DeskError(
        .unknownPerson,
        en: "Choose for whom the ticket is.",
        fr: "Choisissez pour qui est le billet."
    )
}
