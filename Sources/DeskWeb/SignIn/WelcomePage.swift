import Desk
import DeskServer
import Health
import Hummingbird

extension Page {
    static let welcome = Page(
        "welcome",
        Words(en: "Choose your password", fr: "Choisissez votre mot de passe"),
        [
            "login": Words(en: "Your account", fr: "Votre identifiant"),
            "password": Words(en: "Password", fr: "Mot de passe"),
            "again": Words(en: "The same once more", fr: "Le même encore une fois"),
            "rule": PasswordRule.words,
            "set": Words(en: "Set password and sign in", fr: "Définir le mot de passe et se connecter"),
        ]
    )
}

/// The page behind a link with a code: whoever has it sets the password of an account, once.
struct WelcomePage {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.welcome("code").pattern)) { _, context in
            try await form(context.parameter("code"), nil, .ok, context)
        }
        router.post(RouterPath(Path.welcome("code").pattern)) { request, context in
            try await set(context.parameter("code"), request, context)
        }
    }

    /// Looking at it uses nothing up: mail programs look at links too.
    private func form(
        _ code: String,
        _ mistake: Words?,
        _ status: HTTPResponse.Status,
        _ context: PageContext
    ) async throws -> Response {
        guard let account = try await site.store.invitation(code: SessionSecret.digest(code), at: site.now()) else {
            throw Self.spent
        }
        let values: Values = [
            "action": Path.welcome(code).link, "foreign_login": account.login,
            "mistake": (mistake?[context.visitor.language]).orFalse,
        ]
        return site.page(.welcome, values, in: context, status: status)
    }

    private func set(_ code: String, _ request: Request, _ context: PageContext) async throws -> Response {
        if let mistake = PasswordRule.mistake(in: context.form) {
            return try await form(code, mistake, .unprocessableContent, context)
        }
        let digest = SessionSecret.digest(code)
        guard try await site.store.invitation(code: digest, at: site.now()) != nil else { throw Self.spent }
        let hash = try await site.hasher.hash(context.form["password"] ?? "")
        let account = try await site.store.accept(code: digest, password: hash, at: site.now())
        let needsCode = try await site.store.secondFactor(of: account.person) != nil
        let begun = try await site.beginSession(of: account.person, isComplete: !needsCode, request, context)
        try await site.store.leave(PageNote("welcome"), token: begun.digest)
        var response = Response.redirect(to: needsCode ? Path.signInCode.link : Path.me.link)
        response.setCookie(begun.cookie)
        return response
    }

    private static let spent = PageError(
        .notFound,
        en:
            "This link is of no use any more: it was used, or is older than an hour. Ask an administrator for a new one.",
        fr:
            "Ce lien ne sert plus\u{A0}: il a déjà été utilisé ou date de plus d'une heure. Demandez-en un nouveau à un administrateur."
    )
}

/// What a password must be.
enum PasswordRule {
    static let words = Words(
        en: "At least \(PasswordHasher.shortest) characters.",
        fr: "Au moins \(PasswordHasher.shortest) caractères."
    )

    /// What is wrong with the fields `password` and `again`; nil where nothing is.
    static func mistake(in form: Form) -> Words? {
        let password = form["password"] ?? ""
        guard password.count >= PasswordHasher.shortest else { return words }
        guard password.utf8.count <= PasswordHasher.limit, !password.utf8.contains(0) else {
            return Words(
                en: "At most \(PasswordHasher.limit) bytes, without NUL.",
                fr: "Au plus \(PasswordHasher.limit) octets, sans NUL."
            )
        }
        guard password == form["again"] else {
            return Words(
                en: "The two passwords differ. Type them again.",
                fr: "Les deux mots de passe diffèrent. Saisissez-les de nouveau."
            )
        }
        return nil
    }
}
