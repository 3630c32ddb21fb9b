import Desk
import DeskView
import Health
import Hummingbird

extension Page {
    static let person = Page(
        "person",
        Words(en: "Account", fr: "Compte"),
        PersonForm.words.merging([
            "save": Words(en: "Save", fr: "Enregistrer"),
            "access": Words(en: "Access", fr: "Accès"),
            "invite": Words(en: "Make a link to set a password", fr: "Créer un lien pour définir un mot de passe"),
            "lock": Words(en: "Lock the account", fr: "Verrouiller le compte"),
            "lock_hint": Words(
                en: "Whoever is locked can neither sign in nor get tickets; what they did not finish is nobody's then.",
                fr:
                    "Un compte verrouillé ne peut ni se connecter ni recevoir de billets\u{A0}; ce qu'il n'a pas terminé n'est alors plus à personne."
            ),
            "unlock": Words(en: "Unlock the account", fr: "Déverrouiller le compte"),
            "factor": Words(en: "Take away the second factor", fr: "Retirer le second facteur"),
            "back": Words(en: "All accounts", fr: "Tous les comptes"),
        ]) { own, _ in own }
    )
}

/// One account, and what an administrator does with it.
struct PersonPage {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.person("login").pattern)) { _, context in try await show(context) }
        router.post(RouterPath(Path.person("login").pattern)) { _, context in try await change(context) }
        router.post(RouterPath(Path.invitation("login").pattern)) { _, context in try await invite(context) }
        router.post(RouterPath(Path.lock("login").pattern)) { _, context in try await lock(context) }
        router.post(RouterPath(Path.secondFactorLoss("login").pattern)) { _, context in
            try await loseSecondFactor(context)
        }
    }

    /// The account of the path, and its person.
    private func found(_ context: PageContext) async throws -> (person: Person, account: Account) {
        let scope = try context.scope
        guard let account = try await site.store.account(context.parameter("login"), in: scope),
            let person = try await site.store.persons(in: scope).first(where: { $0.id == account.person })
        else { throw PageError(.notFound, en: "There is no such account.", fr: "Ce compte n'existe pas.") }
        return (person, account)
    }

    private func show(
        _ context: PageContext,
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (person, account) = try await found(context)
        let scope = try context.scope
        let language = context.visitor.language
        let organisations = try await site.store.organisations(in: scope)
        let administered = try await site.administered(by: scope)
        let fields = PersonForm(context.form)
            .values(organisations: administered, person: person, account: account, now: site.now(), language)
        let names = organisations.reduce(into: [:]) { $0[$1.id] = $1.name }
        let login = account.login
        let values: Values = [
            "back": Path.people.link, "foreign_person": person.name, "foreign_login": login,
            "mistake": (mistake?[language]).orFalse,
            "memberships": account.memberships.map { membership in
                [
                    "role": membership.role.words[language],
                    "tier": membership.tier.map { Ticket.words(tier: $0)[language] }.orFalse,
                    "foreign_organisation": names[membership.organisation] ?? membership.organisation.description,
                ]
            },
            "form_change": administered.isEmpty
                ? false : fields.merging(["action": Path.person(login).link]) { own, _ in own },
            "invite": Path.invitation(login).link, "lock": Path.lock(login).link, "locked": account.isLocked,
            "factor": try await site.store.secondFactor(of: account.person) == nil || scope.person == person.id
                ? false : Path.secondFactorLoss(login).link,
        ]
        return site.page(.person, values, in: context, title: person.name, status: status)
    }

    private func change(_ context: PageContext) async throws -> Response {
        let (person, account) = try await found(context)
        do throws(DeskError) {
            let organisations = try await site.administered(by: context.scope)
            let (changed, account) = try PersonForm(context.form).changed(
                person,
                account,
                in: organisations,
                at: site.now()
            )
            if changed != person { try await site.store.change(changed, by: context.scope, at: site.now()) }
            try await site.store.save(account, by: context.scope, at: site.now())
        } catch {
            guard error.isMistake else { throw error }
            return try await show(context, mistake: error.message, status: .unprocessableContent)
        }
        return try await site.redirect(to: .person(account.login), saying: PageNote("saved"), context)
    }

    private func invite(_ context: PageContext) async throws -> Response {
        let (person, account) = try await found(context)
        let note = try await site.invitation(of: person, by: context.scope)
        return try await site.redirect(to: .person(account.login), saying: note, context)
    }

    private func lock(_ context: PageContext) async throws -> Response {
        let (person, found) = try await found(context)
        var account = found
        account.isLocked = context.form["locked"] == "yes"
        try await site.store.save(account, by: context.scope, at: site.now())
        let note = PageNote(account.isLocked ? "locked" : "unlocked", ["who": person.name])
        return try await site.redirect(to: .person(account.login), saying: note, context)
    }

    private func loseSecondFactor(_ context: PageContext) async throws -> Response {
        let (person, account) = try await found(context)
        guard try context.scope.person != person.id else { throw Self.own }
        try await site.store.setSecondFactor(nil, recovery: [], of: person.id, by: context.scope, at: site.now())
        let note = PageNote("second-factor-lost", ["who": person.name])
        return try await site.redirect(to: .person(account.login), saying: note, context)
    }

    /// One's own goes with one's password: whoever finds a browser open must not be rid of it.
    private static let own = PageError(
        .forbidden,
        en: "You remove your own second factor under 'My account', where your password is asked for.",
        fr:
            "Vous retirez votre propre second facteur sous «\u{A0}Mon compte\u{A0}», où votre mot de passe est demandé."
    )
}
