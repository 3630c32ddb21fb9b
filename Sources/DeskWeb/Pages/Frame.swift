import Desk
import Health
import Hummingbird
import NIOCore

/// What stands around every page: the head, the ways to the other pages, and what was just done.
extension Site {
    /// A page as an answer.
    func page(
        _ page: Page,
        _ values: Values = [:],
        in context: PageContext,
        title: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let language = context.visitor.language
        var all = frame(context)
        all["title"] = title ?? page.title[language]
        all["t"] = page.words.merging(Frame.words) { own, _ in own }.mapValues { $0[language] }
        all.merge(values) { _, own in own }
        let html = templates.render(page.template, all)
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }

    private func frame(_ context: PageContext) -> Values {
        let language = context.visitor.language
        let signedIn = context.visitor.signedIn.flatMap { $0.isComplete ? $0 : nil }
        var values: Values = [
            "language": language.rawValue,
            "theme": (signedIn?.preferences.theme ?? .automatic).rawValue,
            "style": Path.asset(Assets.path(of: "vigie.css")).link,
            "icon": Path.asset(Assets.path(of: "vigie.svg")).link,
            "script": Path.asset(Assets.path(of: "vigie.js")).link,
            "brand": "Vigie", "key": Keys.values, "start": Path.start.link,
            "form": context.visitor.secret.map(FormToken.make) ?? "",
        ]
        guard let signedIn else { return values }
        values["user"] = [
            "foreign_name": signedIn.person.name, "href": Path.me.link, "sign_out": Path.signOut.link,
        ]
        values["shortcuts"] = signedIn.preferences.hasShortcuts
        values["person"] = signedIn.person.id.description
        values["keys"] = Keys.help(language)
        values["sections"] = Frame.sections(of: signedIn.account).map { section in
            [
                "name": section.name[language], "href": section.path.link, "shortcut": (section.key?.rawValue).orFalse,
                "current": section.path.holds(context.endpointPath ?? ""),
            ]
        }
        if let position = context.visitor.position { values["live"] = LivePages.values(signedIn, position) }
        if let note = signedIn.note { values["note"] = NoteText(note, language).values }
        return values
    }
}

enum Frame {
    /// The sections that a person may see.
    static func sections(of account: Account) -> [(name: Words, path: Path, key: Keys?)] {
        var sections: [(name: Words, path: Path, key: Keys?)] = [
            (Words(en: "Queue", fr: "File d'attente"), .queue, .queue)
        ]
        if account.memberships.contains(where: { $0.role != .observer }) {
            sections.append((Words(en: "New ticket", fr: "Nouveau billet"), .newTicket, .file))
        }
        guard Scope(account).organisations?.isEmpty == false else { return sections }
        return sections + [
            (Words(en: "Fleet", fr: "Parc"), .fleet, .fleet),
            (Words(en: "People", fr: "Personnes"), .people, .people),
            (Words(en: "Organisations", fr: "Organisations"), .organisations, nil),
        ]
    }

    static let words: [String: Words] = [
        "skip": Words(en: "Go to the content", fr: "Aller au contenu"),
        "sections": Words(en: "Sections", fr: "Rubriques"),
        "account": Words(en: "My account", fr: "Mon compte"),
        "sign_out": Words(en: "Sign out", fr: "Se déconnecter"),
        "keys": Words(en: "Keys", fr: "Touches"),
        "keys_hint": Words(
            en: "They work outside of fields. My account can switch them off.",
            fr: "Elles agissent hors des champs. Mon compte permet de les désactiver."
        ),
        "close_keys": Words(en: "Close", fr: "Fermer"),
        "draft_kept": Words(en: "draft kept in this browser", fr: "brouillon gardé dans ce navigateur"),
    ].merging(LivePages.words) { own, _ in own }
}
