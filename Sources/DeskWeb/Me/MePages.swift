import Desk
import DeskServer
import Health
import Hummingbird

extension Page {
    static let me = Page(
        "me",
        Words(en: "My account", fr: "Mon compte"),
        [
            "pages": Words(en: "Pages", fr: "Pages"),
            "language": Words(en: "Language", fr: "Langue"),
            "theme": Words(en: "Theme", fr: "Thème"),
            "shortcuts": Words(
                en: "Single letters are shortcuts (? lists them)",
                fr: "Les lettres seules sont des raccourcis (? les énumère)"
            ),
            "save": Words(en: "Save", fr: "Enregistrer"),
            "password": Words(en: "Password", fr: "Mot de passe"),
            "old": Words(en: "Present password", fr: "Mot de passe actuel"),
            "new": Words(en: "New password", fr: "Nouveau mot de passe"),
            "again": Words(en: "The same once more", fr: "Le même encore une fois"),
            "rule": PasswordRule.words,
            "change": Words(en: "Change password", fr: "Modifier le mot de passe"),
            "factor": Words(en: "Second factor", fr: "Second facteur"),
            "factor_off": Words(
                en: "Signing in asks for your password alone.",
                fr: "La connexion ne demande que votre mot de passe."
            ),
            "set_up": Words(en: "Set up a second factor", fr: "Configurer un second facteur"),
            "remove": Words(en: "Remove the second factor", fr: "Retirer le second facteur"),
            "sessions": Words(en: "Sessions", fr: "Sessions"),
            "browser": Words(en: "Browser", fr: "Navigateur"),
            "from": Words(en: "From", fr: "Depuis"),
            "begun": Words(en: "Signed in", fr: "Connecté"),
            "seen": Words(en: "Last seen", fr: "Dernière activité"),
            "this": Words(en: "this one", fr: "celle-ci"),
            "end": Words(en: "End", fr: "Terminer"),
            "end_others": Words(en: "End all others", fr: "Terminer toutes les autres"),
        ]
    )
}

/// What a person sets for themselves: the pages, the password, the second factor, and which sessions there are.
struct MePages {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.me.pattern)) { _, context in try await show(context) }
        router.post(RouterPath(Path.preferences.pattern)) { _, context in try await savePreferences(context) }
        router.post(RouterPath(Path.password.pattern)) { request, context in try await changePassword(request, context)
        }
        router.post(RouterPath(Path.secondFactorRemoval.pattern)) { _, context in try await removeSecondFactor(context)
        }
        router.post(RouterPath(Path.sessionEnd.pattern)) { _, context in try await endSession(context) }
    }

    /// The page, with a mistake beside the field where it was made.
    func show(
        _ context: PageContext,
        mistakes: [String: Words] = [:],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let signedIn = try context.signedIn
        let person = signedIn.account.person
        let factor = try await site.store.secondFactor(of: person)
        let sessions = try await site.store.sessions(of: person, by: context.scope, at: site.now())
        let language = context.visitor.language
        let values: Values = [
            "foreign_name": signedIn.person.name, "login": signedIn.account.login,
            "preferences": preferences(signedIn, language),
            "password_action": Path.password.link,
            "factor": [
                "left": factor.map { Self.left($0.recoveryCodesLeft)[language] }.orFalse,
                "set_up": (factor == nil ? Path.secondFactor.link : nil).orFalse,
                "remove": (factor != nil ? Path.secondFactorRemoval.link : nil).orFalse,
            ],
            "end": Path.sessionEnd.link,
            "sessions": sessions.map { session($0, isThis: $0.id == signedIn.session, site.figures(context)) },
            "has_others": sessions.count > 1,
            "mistakes": mistakes.mapValues { $0[language] },
        ]
        return site.page(.me, values, in: context, title: signedIn.person.name, status: status)
    }

    private func preferences(_ signedIn: SignedIn, _ language: Language) -> Values {
        [
            "action": Path.preferences.link,
            "languages": Language.allCases.map {
                Choice.values($0.rawValue, $0.nameInItself, isChosen: $0 == signedIn.person.language)
            },
            "themes": PagePreferences.Theme.allCases.map {
                Choice.values($0.rawValue, $0.words[language], isChosen: $0 == signedIn.preferences.theme)
            },
            "shortcuts": signedIn.preferences.hasShortcuts,
        ]
    }

    private func session(_ session: SessionRecord, isThis: Bool, _ figures: Figures) -> Values {
        [
            "number": String(session.id), "foreign_browser": BrowserName(session.browser).text, "from": session.address,
            "begun": Moment.values(session.begunAt, figures, at: site.now()),
            "seen": Moment.values(session.seenAt, figures, at: site.now()), "this": isThis,
        ]
    }

    private static func left(_ count: Int) -> Words {
        Words(
            en: "Signing in asks for a code too. Recovery codes left: \(count).",
            fr: "La connexion demande aussi un code. Codes de secours restants\u{A0}: \(count)."
        )
    }

    private func savePreferences(_ context: PageContext) async throws -> Response {
        let signedIn = try context.signedIn
        let form = context.form
        let language = form["language"].flatMap(Language.init(rawValue:)) ?? signedIn.person.language
        let preferences = PagePreferences(
            theme: form["theme"].flatMap(PagePreferences.Theme.init(rawValue:)) ?? signedIn.preferences.theme,
            hasShortcuts: form["shortcuts"] != nil
        )
        try await site.store.setPreferences(preferences, language: language, of: signedIn.person.id, by: context.scope)
        return try await site.redirect(to: .me, saying: PageNote("saved"), context)
    }

    private func changePassword(_ request: Request, _ context: PageContext) async throws -> Response {
        let signedIn = try context.signedIn
        guard try await isRight("old", context) else {
            return try await show(context, mistakes: ["old": Self.wrong], status: .unprocessableContent)
        }
        if let mistake = PasswordRule.mistake(in: context.form) {
            return try await show(context, mistakes: ["password": mistake], status: .unprocessableContent)
        }
        let hash = try await site.hasher.hash(context.form["password"] ?? "")
        let person = signedIn.account.person
        try await site.store.setPassword(hash, of: person, by: context.scope, at: site.now())
        // Setting it has ended all sessions; this browser begins another one.
        let begun = try await site.beginSession(of: person, isComplete: true, request, context)
        try await site.store.leave(PageNote("password-set"), token: begun.digest)
        var response = Response.redirect(to: Path.me.link)
        response.setCookie(begun.cookie)
        return response
    }

    private func removeSecondFactor(_ context: PageContext) async throws -> Response {
        guard try await isRight("password", context) else {
            return try await show(context, mistakes: ["remove": Self.wrong], status: .unprocessableContent)
        }
        try await site.store.setSecondFactor(
            nil,
            recovery: [],
            of: context.signedIn.account.person,
            by: context.scope,
            at: site.now()
        )
        return try await site.redirect(to: .me, saying: PageNote("second-factor-off"), context)
    }

    /// Whether a field holds the password of who has signed in; tries are limited as at signing in.
    private func isRight(_ field: String, _ context: PageContext) async throws -> Bool {
        let login = try context.signedIn.account.login
        let address = context.visitor.address ?? ""
        guard site.limit.admit(login: login, address: address, at: site.now()) == nil else { return false }
        let hash = try await site.store.passwordHash(forSignIn: login)?.hash
        let isRight = try await site.hasher.isRight(context.form[field] ?? "", hash)
        if isRight { site.limit.succeeded(login: login, address: address, at: site.now()) }
        return isRight
    }

    private static let wrong = Words(en: "That is not your password.", fr: "Ce n'est pas votre mot de passe.")

    private func endSession(_ context: PageContext) async throws -> Response {
        let one = context.form["session"].flatMap { Int64($0) }
        try await site.store.endSessions(
            of: context.signedIn.account.person,
            one,
            except: context.visitor.digest,
            by: context.scope,
            at: site.now()
        )
        let note = PageNote(one == nil ? "sessions-ended" : "session-ended")
        return try await site.redirect(to: .me, saying: note, context)
    }
}
