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
            "brand": "Vigie", "key": Keys.values, "start": Path.start.link,
            "form": context.visitor.secret.map(FormToken.make) ?? "",
        ]
        guard let signedIn else { return values }
        values["user"] = [
            "foreign_name": signedIn.person.name, "href": Path.me.link, "sign_out": Path.signOut.link,
        ]
        values["sections"] = Frame.sections(Scope(signedIn.account)).map { section in
            [
                "name": section.name[language], "href": section.path.link,
                "current": section.path.holds(context.endpointPath ?? ""),
            ]
        }
        if let note = signedIn.note { values["note"] = NoteText(note, language).values }
        return values
    }
}

enum Frame {
    /// The sections that a person may see.
    static func sections(_ scope: Scope) -> [(name: Words, path: Path)] {
        let queue = (name: Words(en: "Queue", fr: "File d'attente"), path: Path.queue)
        guard scope.organisations?.isEmpty == false else { return [queue] }
        return [
            queue,
            (Words(en: "Fleet", fr: "Parc"), .fleet),
            (Words(en: "People", fr: "Personnes"), .people),
            (Words(en: "Organisations", fr: "Organisations"), .organisations),
        ]
    }

    static let words: [String: Words] = [
        "skip": Words(en: "Go to the content", fr: "Aller au contenu"),
        "sections": Words(en: "Sections", fr: "Rubriques"),
        "account": Words(en: "My account", fr: "Mon compte"),
        "sign_out": Words(en: "Sign out", fr: "Se déconnecter"),
    ]
}
