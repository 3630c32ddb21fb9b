import Desk
import DeskServer
import DeskView
import Health
import Hummingbird

extension Page {
    static let tokens = Page(
        "tokens",
        Words(en: "Enrol hosts", fr: "Inscrire des postes"),
        [
            "about": Words(
                en: "A token lets new hosts in. It is shown once; the desk keeps only its hash.",
                fr:
                    "Un jeton fait entrer de nouveaux postes. Il n'est affiché qu'une fois\u{A0}; le centre d'assistance n'en garde que l'empreinte."
            ),
            "place": Words(en: "Where the hosts belong", fr: "Rattachement des postes"),
            "uses": Words(en: "How many hosts may enrol with it", fr: "Nombre de postes"),
            "days": Words(en: "For how many days", fr: "Validité, en jours"),
            "address": Words(
                en: "Where hosts reach this desk",
                fr: "Adresse du centre d'assistance pour les postes"
            ),
            "address_hint": Words(
                en: "A name or address that its certificate names, and a port.",
                fr: "Un nom ou une adresse que porte son certificat, et un port."
            ),
            "make": Words(en: "Make a token", fr: "Créer un jeton"),
            "fleet": Words(en: "Fleet", fr: "Parc"),
        ]
    )
}

/// Makes the tokens with which hosts enrol.
struct TokenPage {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.tokens.pattern)) { _, context in try await show(context) }
        router.post(RouterPath(Path.tokens.pattern)) { _, context in try await make(context) }
    }

    private func show(
        _ context: PageContext,
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let scope = try context.scope
        let organisations = try await site.administered(by: scope)
        guard !organisations.isEmpty else { try scope.requireAdministrator(of: .first); throw PageError.unknownPage }
        let form = context.form
        let address = DeskAddress(host: site.configuration.address.host, port: site.wirePort)
        let values: Values = [
            "action": Path.tokens.link, "fleet": Path.fleet.link,
            "places": HostPlace.choices(
                organisations,
                try await site.store.sites(in: scope),
                chosen: form["place"] ?? ""
            ),
            "uses": form["uses"] ?? "1", "days": form["days"] ?? "1", "address": form["address"] ?? address.description,
            "mistake": (mistake?[context.visitor.language]).orFalse,
        ]
        return site.page(.tokens, values, in: context, status: status)
    }

    private func make(_ context: PageContext) async throws -> Response {
        let scope = try context.scope
        let now = site.now()
        do throws(DeskError) {
            let form = TokenForm(context.form)
            let place = try form.place
            let address = try form.address
            let draft = try await draft(at: address)
            let uses = try form.number("uses", 1...1_000_000)
            let token = Token(
                hash: draft.hash,
                address: address.description,
                usesLeft: uses,
                expiresAt: now.advanced(by: Double(try form.number("days", 1...365)) * 86_400),
                organisation: place.organisation ?? .first,
                site: place.site
            )
            try await site.store.create(token, by: scope, at: now)
            let until = site.figures(context).time(token.expiresAt)
            let note = PageNote("token", ["link": draft.text, "uses": String(uses), "until": until])
            return try await site.redirect(to: .tokens, saying: note, context)
        } catch {
            guard error.isMistake || error.code == .unknownOrganisation else { throw error }
            return try await show(context, mistake: error.message, status: .unprocessableContent)
        }
    }

    private func draft(at address: DeskAddress) async throws(DeskError) -> TokenMaker.Draft {
        do throws(AuthorityError) {
            return try await site.tokens.make(at: address)
        } catch {
            throw DeskError(.unusableStore, en: error.message.en, fr: error.message.fr)
        }
    }
}

/// The fields of a token.
private struct TokenForm {
    private let form: Form

    init(_ form: Form) {
        self.form = form
    }

    var place: HostPlace {
        get throws(DeskError) { try HostPlace(form["place"]) }
    }

    var address: DeskAddress {
        get throws(DeskError) {
            guard let address = DeskAddress(form.filled("address") ?? "") else {
                throw DeskError(
                    .badText,
                    en: "An address is a name or an IP address, and a port: desk.example.org:7117.",
                    fr: "Une adresse est un nom ou une adresse IP, et un port\u{A0}: desk.example.org:7117."
                )
            }
            return address
        }
    }

    func number(_ field: String, _ range: ClosedRange<Int>) throws(DeskError) -> Int {
        guard let number = form.filled(field).flatMap({ Int($0) }), range.contains(number) else {
            let name = Page.tokens.words[field] ?? Words(en: field, fr: field)
            throw DeskError(
                .badText,
                en: "\(name.en): a number from \(range.lowerBound) to \(range.upperBound).",
                fr: "\(name.fr)\u{A0}: un nombre de \(range.lowerBound) à \(range.upperBound)."
            )
        }
        return number
    }
}
