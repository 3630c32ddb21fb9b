import Desk
import DeskServer
import DeskView
import Health
import Hummingbird

extension Page {
    static let people = Page(
        "people",
        Words(en: "People", fr: "Personnes"),
        PersonForm.words.merging([
            "empty": Words(en: "There are no accounts yet.", fr: "Il n'y a pas encore de comptes."),
            "login": Words(en: "Login", fr: "Identifiant"),
            "login_hint": Words(
                en: "Small letters, digits, dots, hyphens and underscores.",
                fr: "Lettres minuscules, chiffres, points, traits d'union et traits de soulignement."
            ),
            "new": Words(en: "New account", fr: "Nouveau compte"),
            "make": Words(en: "Make the account and a link", fr: "Créer le compte et un lien"),
        ]) { own, _ in own }
    )
}

/// The accounts of the organisations that an administrator has, and new ones.
struct PeoplePages {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.people.pattern)) { _, context in try await show(context) }
        router.post(RouterPath(Path.newPerson.pattern)) { _, context in try await make(context) }
    }

    private func show(
        _ context: PageContext,
        form: Form = Form(),
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let scope = try context.scope
        let accounts = try await site.store.accounts(in: scope)
        let organisations = try await site.store.organisations(in: scope)
        let listing = AccountListing(
            persons: try await site.store.names(of: Set(accounts.map(\.person)), in: scope),
            organisations: organisations,
            language: context.visitor.language,
            now: site.now()
        )
        let language = context.visitor.language
        let administered = try await site.administered(by: scope)
        var values: Values = [
            "table": accounts.isEmpty
                ? false
                : TableValues.make(listing.table, accounts, site.figures(context)) { Path.person($0.login).link },
            "mistake": (mistake?[language]).orFalse,
        ]
        if !administered.isEmpty {
            values["form_new"] = PersonForm(form).values(organisations: administered, now: site.now(), language)
                .merging(["action": Path.newPerson.link]) { own, _ in own }
        }
        return site.page(.people, values, in: context, status: status)
    }

    private func make(_ context: PageContext) async throws -> Response {
        do throws(DeskError) {
            let scope = try context.scope
            let organisations = try await site.administered(by: scope)
            if organisations.isEmpty { try scope.requireAdministrator(of: nil) }
            var (person, account) = try PersonForm(context.form).entered(in: organisations, at: site.now())
            // Before the person is added, who would be left without an account; also where another organisation has that login.
            guard try await site.store.passwordHash(forSignIn: account.login) == nil else { throw Self.taken }
            person = try await site.store.add([person], by: scope, at: site.now()).first ?? person
            account.person = person.id
            try await site.store.save(account, by: scope, at: site.now())
            let note = try await site.invitation(of: person, by: scope)
            return try await site.redirect(to: .person(account.login), saying: note, context)
        } catch {
            guard error.code != .notAllowed, !error.isTemporary else { throw error }
            return try await show(context, form: context.form, mistake: error.message, status: .unprocessableContent)
        }
    }

    private static let taken = DeskError(
        .nameTaken,
        en: "Another account has that login.",
        fr: "Un autre compte a cet identifiant."
    )
}

extension Site {
    /// The organisations whose people and roles a scope may change.
    func administered(by scope: Scope) async throws(DeskError) -> [Organisation] {
        try await store.organisations(in: scope).filter { scope.is([.administrator], in: $0.id) }
    }

    /// A new link with which a person sets a password, to be handed to them.
    func invitation(of person: Person, by scope: Scope) async throws(DeskError) -> PageNote {
        var generator = SystemRandomNumberGenerator()
        let invitation = Invitation(at: now(), using: &generator)
        try await store.invite(person.id, code: invitation.digest, until: invitation.end, by: scope, at: now())
        return PageNote("invited", ["who": person.name, "link": invitation.link(at: configuration.address)])
    }
}
