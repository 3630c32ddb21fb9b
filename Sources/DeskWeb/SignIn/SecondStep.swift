import Desk
import Health
import Hummingbird
import Logging

/// The second step of signing in: a code of the telephone, or a recovery code.
extension SignInPages {
    func codeForm(_ request: Request, _ context: PageContext) -> Response {
        let path = Form(urlEncoded: request.uri.query ?? "")?["to"].flatMap(ReturnPath.init)?.text
        guard let signedIn = context.visitor.signedIn else { return .redirect(to: Self.link(returningTo: path ?? "")) }
        guard !signedIn.isComplete else { return .redirect(to: path ?? Path.start.link) }
        return codeForm(to: path, context)
    }

    private func codeForm(
        to path: String?,
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok,
        _ context: PageContext
    ) -> Response {
        let values: Values = [
            "action": Path.signInCode.link, "to": path ?? "", "mistake": (mistake?[context.visitor.language]).orFalse,
        ]
        return site.page(.signInCode, values, in: context, status: status)
    }

    func enterCode(_ context: PageContext) async throws -> Response {
        let path = context.form["to"].flatMap(ReturnPath.init)?.text
        guard let signedIn = context.visitor.signedIn, let digest = context.visitor.digest else {
            return .redirect(to: Self.link(returningTo: path ?? ""))
        }
        let login = signedIn.account.login
        let address = context.visitor.address ?? ""
        if let wait = site.limit.admit(login: login, address: address, at: site.now()) {
            return codeForm(
                to: path,
                mistake: Self.wait(wait, site.figures(context)),
                status: .tooManyRequests,
                context
            )
        }
        guard let note = try await spend(context.form["code"] ?? "", of: signedIn.account.person) else {
            site.log.notice("a code was refused", metadata: ["account": "\(login)", "from": "\(address)"])
            return codeForm(to: path, mistake: Self.wrongCode, status: .unprocessableContent, context)
        }
        site.limit.succeeded(login: login, address: address, at: site.now())
        let secret = SessionSecret.make()
        try await site.store.complete(token: digest, as: SessionSecret.digest(secret), at: site.now())
        if case .some(let note) = note { try await site.store.leave(note, token: SessionSecret.digest(secret)) }
        var response = Response.redirect(to: path ?? Path.start.link)
        response.setCookie(SessionSecret.cookie(session: secret))
        return response
    }

    /// Spends a code; nil where it is wrong or was used, and what the next page says of it where there is something to say.
    private func spend(_ code: String, of person: PersonID) async throws(DeskError) -> PageNote?? {
        guard let factor = try await site.store.secondFactor(of: person) else { return nil }
        if let step = TOTP(secret: factor.secret).step(of: code, at: site.now()) {
            return try await site.store.spend(step: step, of: person) ? .some(nil) : nil
        }
        guard try await site.store.spend(recovery: RecoveryCodes.digest(code), of: person, at: site.now()) else {
            return nil
        }
        return PageNote("recovery-used", ["left": String(factor.recoveryCodesLeft - 1)])
    }

    static let wrongCode = Words(
        en: "That code is wrong, or was used already. Wait for the next one.",
        fr: "Ce code est incorrect ou a déjà servi. Attendez le suivant."
    )

    func signOut(_ context: PageContext) async throws -> Response {
        if let digest = context.visitor.digest { try await site.store.end(token: digest) }
        var response = Response.redirect(to: Path.signIn.link)
        response.setCookie(SessionSecret.noSession)
        return response
    }
}

extension Site {
    /// Begins a session under a new secret, and returns the cookie that carries it; the browser's former one ends.
    func beginSession(of person: PersonID, isComplete: Bool, _ request: Request, _ context: PageContext)
        async throws(DeskError) -> (cookie: Cookie, digest: String)
    {
        if let digest = context.visitor.digest { try await store.end(token: digest) }
        let secret = SessionSecret.make()
        let session = NewSession(
            digest: SessionSecret.digest(secret),
            person: person,
            isComplete: isComplete,
            address: context.visitor.address ?? "",
            browser: request.headers[.userAgent] ?? ""
        )
        try await store.begin(session, at: now())
        return (SessionSecret.cookie(session: secret), session.digest)
    }
}
