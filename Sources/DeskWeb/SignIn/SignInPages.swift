import Desk
import DeskServer
import Health
import Hummingbird
import Logging

extension Page {
    static let signIn = Page(
        "sign-in",
        Words(en: "Sign in", fr: "Connexion"),
        [
            "login": Words(en: "Account", fr: "Identifiant"),
            "password": Words(en: "Password", fr: "Mot de passe"),
            "sign_in": Words(en: "Sign in", fr: "Se connecter"),
            "forgotten": Words(
                en: "Forgotten? An administrator can make you a new link.",
                fr: "Oublié\u{A0}? Un administrateur peut vous créer un nouveau lien."
            ),
        ]
    )

    static let signInCode = Page(
        "sign-in-code",
        Words(en: "Enter your code", fr: "Saisissez votre code"),
        [
            "code": Words(en: "Code from your telephone", fr: "Code affiché par votre téléphone"),
            "hint": Words(
                en: "Six digits, or one of your recovery codes.",
                fr: "Six chiffres, ou l'un de vos codes de secours."
            ),
            "sign_in": Words(en: "Sign in", fr: "Se connecter"),
        ]
    )
}

/// Signing in, by a password and where there is one a second factor, and signing out.
struct SignInPages {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.signIn.pattern)) { request, context in form(request, context) }
        router.post(RouterPath(Path.signIn.pattern)) { request, context in try await signIn(request, context) }
        router.get(RouterPath(Path.signInCode.pattern)) { request, context in codeForm(request, context) }
        router.post(RouterPath(Path.signInCode.pattern)) { _, context in try await enterCode(context) }
        router.post(RouterPath(Path.signOut.pattern)) { _, context in try await signOut(context) }
    }

    /// The link to the form, which goes on to a path afterwards.
    static func link(returningTo path: String) -> String {
        guard path != Path.start.link, ReturnPath(path) != nil else { return Path.signIn.link }
        return "\(Path.signIn.link)?to=\(PercentEncoding.encode(path))"
    }

    private func form(_ request: Request, _ context: PageContext) -> Response {
        let path = Form(urlEncoded: request.uri.query ?? "")?["to"].flatMap(ReturnPath.init)?.text
        guard context.visitor.signedIn?.isComplete != true else { return .redirect(to: path ?? Path.start.link) }
        return form(to: path, context)
    }

    private func form(
        to path: String?,
        login: String = "",
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok,
        _ context: PageContext
    ) -> Response {
        let values: Values = [
            "action": Path.signIn.link, "to": path ?? "", "login": login,
            "mistake": (mistake?[context.visitor.language]).orFalse,
        ]
        return site.page(.signIn, values, in: context, status: status)
    }

    private func signIn(_ request: Request, _ context: PageContext) async throws -> Response {
        let path = context.form["to"].flatMap(ReturnPath.init)?.text
        let login = context.form.filled("login")?.lowercased() ?? ""
        let address = context.visitor.address ?? ""
        if let wait = site.limit.admit(login: login, address: address, at: site.now()) {
            return form(
                to: path,
                login: login,
                mistake: Self.wait(wait, site.figures(context)),
                status: .tooManyRequests,
                context
            )
        }
        let known = Account.isLogin(login) ? try await site.store.passwordHash(forSignIn: login) : nil
        let isRight = try await site.hasher.isRight(context.form["password"] ?? "", known?.hash)
        guard let known, isRight, !known.account.isLocked, !known.account.memberships.isEmpty else {
            site.log.notice("a sign-in was refused", metadata: ["from": "\(address)"])
            return form(to: path, login: login, mistake: Self.wrong, status: .unprocessableContent, context)
        }
        let needsCode = try await site.store.secondFactor(of: known.account.person) != nil
        if !needsCode { site.limit.succeeded(login: login, address: address, at: site.now()) }
        let begun = try await site.beginSession(of: known.account.person, isComplete: !needsCode, request, context)
        var response = Response.redirect(to: needsCode ? Self.codeLink(path) : path ?? Path.start.link)
        response.setCookie(begun.cookie)
        return response
    }

    static let wrong = Words(
        en: "Account or password is wrong. Try again.",
        fr: "L'identifiant ou le mot de passe est incorrect. Réessayez."
    )

    static func wait(_ seconds: Double, _ figures: Figures) -> Words {
        let span = figures.duration(max(60, seconds))
        return Words(
            en: "Too many tries. Wait \(span), then try again.",
            fr: "Trop d'essais. Attendez \(span), puis réessayez."
        )
    }

    private static func codeLink(_ path: String?) -> String {
        path.map { "\(Path.signInCode.link)?to=\(PercentEncoding.encode($0))" } ?? Path.signInCode.link
    }
}
