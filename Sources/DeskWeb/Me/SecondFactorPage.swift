import Desk
import Health
import Hummingbird

extension Page {
    static let secondFactor = Page(
        "second-factor",
        Words(en: "Set up a second factor", fr: "Configurer un second facteur"),
        [
            "scan": Words(
                en: "Scan this with an authenticator application on your telephone.",
                fr: "Scannez ceci avec une application d'authentification de votre téléphone."
            ),
            "picture": Words(en: "QR code of the key below", fr: "Code QR de la clé ci-dessous"),
            "key": Words(en: "Or type this key:", fr: "Ou saisissez cette clé\u{A0}:"),
            "recovery": Words(
                en: "Keep these recovery codes where your telephone is not. Each signs you in once.",
                fr: "Conservez ces codes de secours ailleurs que sur votre téléphone. Chacun permet une connexion."
            ),
            "confirm": Words(
                en: "Type the code that the application shows.",
                fr: "Saisissez le code que l'application affiche."
            ),
            "code": Words(en: "Code", fr: "Code"),
            "turn_on": Words(en: "Turn it on", fr: "Activer"),
        ]
    )
}

/// Where a second factor is set up: a key for the telephone, codes for the day it is lost, and a first code that proves both.
struct SecondFactorPage {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.secondFactor.pattern)) { _, context in try await show(context) }
        router.post(RouterPath(Path.secondFactor.pattern)) { _, context in try await confirm(context) }
    }

    /// The same key until it is confirmed: a page that is loaded again fits what the telephone has scanned.
    private func show(
        _ context: PageContext,
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let signedIn = try context.signedIn
        guard !signedIn.hasSecondFactor else { return .redirect(to: Path.me.link) }
        let secret = try await offered(signedIn, context)
        let totp = TOTP(secret: secret)
        let issuer = "Vigie \(site.configuration.address.host)"
        let code = QRCode(totp.link(account: signedIn.account.login, issuer: issuer))
        let values: Values = [
            "action": Path.secondFactor.link,
            "code": code.map { ["side": String($0.side), "path": $0.path] }.orFalse,
            "key": Base32.encode(secret).chunks(of: 4).map { ["text": $0] },
            "recovery": RecoveryCodes(secret: secret).texts.map { ["text": $0] },
            "mistake": (mistake?[context.visitor.language]).orFalse,
        ]
        return site.page(.secondFactor, values, in: context, status: status)
    }

    private func offered(_ signedIn: SignedIn, _ context: PageContext) async throws -> [UInt8] {
        if let secret = signedIn.offeredSecret { return secret }
        var generator = SystemRandomNumberGenerator()
        let secret = randomBytes(count: TOTP.secretLength, using: &generator)
        if let digest = context.visitor.digest { try await site.store.offer(secret: secret, token: digest) }
        return secret
    }

    private func confirm(_ context: PageContext) async throws -> Response {
        let signedIn = try context.signedIn
        guard let secret = signedIn.offeredSecret, let digest = context.visitor.digest else {
            return .redirect(to: Path.secondFactor.link)
        }
        guard let step = TOTP(secret: secret).step(of: context.form["code"] ?? "", at: site.now()) else {
            return try await show(context, mistake: SignInPages.wrongCode, status: .unprocessableContent)
        }
        let person = signedIn.account.person
        let recovery = RecoveryCodes(secret: secret).texts.map(RecoveryCodes.digest)
        try await site.store.setSecondFactor(secret, recovery: recovery, of: person, by: context.scope, at: site.now())
        _ = try await site.store.spend(step: step, of: person)
        try await site.store.offer(secret: nil, token: digest)
        return try await site.redirect(to: .me, saying: PageNote("second-factor-on"), context)
    }
}

extension String {
    /// Pieces of equal length, which people read and type more easily.
    fileprivate func chunks(of length: Int) -> [String] {
        stride(from: 0, to: count, by: length).map { String(dropFirst($0).prefix(length)) }
    }
}
