package import Desk
package import Health
package import Report

/// Notices as they are listed.
package struct NoticeListing: Sendable {
    private let names: NameBook
    private let language: Language
    private let now: Timestamp

    package init(_ language: Language, _ names: NameBook, now: Timestamp) {
        self.language = language
        self.names = names
        self.now = now
    }

    /// What a person reads.
    package var table: Listing<Notice> {
        Listing([
            id,
            Column("kind", Words(en: "NOTICE", fr: "AVIS")) { .term($0.kind.word, $0.kind.words) },
            Column("person", Words(en: "FOR", fr: "POUR"), fit: .truncate) { [names, language] notice in
                .text(names.text(of: notice.recipient, in: language))
            },
            Column("ticket", Words(en: "TICKET", fr: "BILLET"), alignment: .right) {
                .text($0.ticket.map { String($0) })
            },
            Column("made_at", Words(en: "MADE", fr: "CRÉÉ")) { [language, now] notice in
                .text(Figures(language).age(of: notice.madeAt, at: now))
            },
            state, attempts,
            Column("next_at", Words(en: "NEXT", fr: "PROCHAIN")) { [language, now] notice in
                .text(notice.nextAt.map { Figures(language).age(of: $0, at: now) })
            },
            trouble,
        ])
    }

    /// What a program reads.
    package var json: Listing<Notice> {
        Listing([
            id,
            Column("kind", Words(en: "NOTICE", fr: "AVIS")) { .term($0.kind.word, $0.kind.words) },
            Column("person", Words(en: "FOR", fr: "POUR")) { notice in
                if case .person(let person) = notice.recipient { .number(person.number) } else { .null }
            },
            Column("ticket", Words(en: "TICKET", fr: "BILLET")) { .number($0.ticket) },
            Column("entry", Words(en: "ENTRY", fr: "ENTRÉE")) { .number($0.entry) },
            Column("made_at", Words(en: "MADE", fr: "CRÉÉ")) { .time($0.madeAt) },
            state, attempts,
            Column("next_at", Words(en: "NEXT", fr: "PROCHAIN")) { .time($0.nextAt) },
            Column("ended_at", Words(en: "ENDED", fr: "TERMINÉ")) { .time($0.endedAt) },
            trouble,
            Column("mail", Words(en: "MAIL", fr: "COURRIEL")) { .number($0.mail) },
        ])
    }

    private var id: Column<Notice> {
        Column("id", Words(en: "NUMBER", fr: "NUMÉRO"), alignment: .right) { .number($0.id) }
    }

    private var state: Column<Notice> {
        Column("state", Words(en: "STATE", fr: "ÉTAT")) { .term($0.state.rawValue, $0.state.words) }
    }

    private var attempts: Column<Notice> {
        Column("attempts", Words(en: "TRIES", fr: "ESSAIS"), alignment: .right) { .number($0.attempts) }
    }

    private var trouble: Column<Notice> {
        Column("trouble", Words(en: "WHY", fr: "POURQUOI"), fit: .truncate) { .text($0.trouble) }
    }
}

extension NameBook {
    /// Who is told, as a person reads it.
    func text(of recipient: Recipient, in language: Language) -> String {
        switch recipient {
        case .person(let id): name(of: id, in: language)
        case .desk: Words(en: "the desk's address", fr: "l'adresse du centre d'assistance")[language]
        }
    }

    /// The persons whom notices go to.
    package static func persons(in notices: [Notice]) -> Set<PersonID> {
        Set(
            notices.compactMap { notice in
                if case .person(let id) = notice.recipient { id } else { nil }
            }
        )
    }
}
