package import Desk
package import Health
package import Report

/// The hosts of a fleet as they are listed: how each is, and why.
package struct FleetListing: Sendable {
    private let places: PlaceBook
    private let figures: Figures
    private let now: Timestamp

    package init(_ places: PlaceBook, _ figures: Figures, now: Timestamp) {
        self.places = places
        self.figures = figures
        self.now = now
    }

    /// What a person reads.
    package var table: Listing<Fleet.Member> {
        Listing(
            [
                verdict,
                Column("name", Words(en: "HOST", fr: "POSTE"), fit: .truncate) { .text($0.host.name) },
                Column("why", Words(en: "WHY", fr: "POURQUOI"), fit: .truncate) { [self] in .text(why($0)) },
                Column("site", Words(en: "SITE", fr: "SITE"), fit: .truncate) { [places] member in
                    .text(places.site(of: member.host))
                },
            ] + (places.hasSeveralOrganisations ? [organisation] : []) + [
                Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) { [figures, now] member in
                    .text(figures.age(of: member.host.lastSeen, at: now))
                },
                openTickets,
            ]
        )
    }

    /// What a program reads.
    package var json: Listing<Fleet.Member> {
        Listing([
            Column("name", Words(en: "HOST", fr: "POSTE")) { .text($0.host.name) },
            Column("id", Words(en: "ID", fr: "IDENTIFIANT")) { .text($0.host.id) },
            Column("class", Words(en: "CLASS", fr: "TYPE")) {
                .term($0.host.hostClass.rawValue, $0.host.hostClass.words)
            },
            organisation,
            Column("site", Words(en: "SITE", fr: "SITE")) { [places] in .text(places.site(of: $0.host)) },
            verdict,
            Column("silent", Words(en: "SILENT", fr: "SILENCIEUX")) { .bool($0.isSilent) },
            Column("why", Words(en: "WHY", fr: "POURQUOI")) { [self] in .text(why($0)) },
            Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) { .time($0.host.lastSeen) },
            openTickets,
        ])
    }

    /// What makes the verdict: the worst of it in words, and how much more there is; nil of a host that is well.
    package func why(_ member: Fleet.Member) -> String? {
        let language = figures.language
        let faults = member.faults.compactMap { ticket in
            ticket.condition.map { "\($0.component)\(figures.colon)\(ticket.summary(in: language))" }
        }
        let told = Set(member.faults.compactMap { $0.condition?.component })
        let parts = member.parts.filter { !told.contains($0.name) }.map { part in
            part.name + figures.colon
                + (part.reason.map { Reason.text($0, in: language) } ?? part.verdict.words[language])
        }
        let silence = member.isSilent ? [silence(member)] : []
        let reasons = member.verdict == .silent ? silence + faults + parts : faults + parts + silence
        guard let first = reasons.first else { return member.verdict == .unknown ? unheard : nil }
        guard reasons.count > 1 else { return first }
        let rest = figures.number(Double(reasons.count - 1))
        return first + Words(en: ", and \(rest) more", fr: ", et \(rest) de plus")[language]
    }

    private func silence(_ member: Fleet.Member) -> String {
        let span = figures.duration(max(0, now.seconds(since: member.host.lastSeen)))
        let kind = member.host.hostClass.words[figures.language]
        return Words(en: "not heard for \(span) (\(kind))", fr: "muet depuis \(span) (\(kind))")[figures.language]
    }

    private var unheard: String {
        Words(en: "has told nothing yet", fr: "n'a encore rien transmis")[figures.language]
    }

    private var verdict: Column<Fleet.Member> {
        Column("verdict", Words(en: "VERDICT", fr: "ÉTAT"), colour: { $0.verdict.colour }) { member in
            .term(member.verdict.rawValue, member.verdict.words)
        }
    }

    private var organisation: Column<Fleet.Member> {
        Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { [places] in
            .text(places.name(of: $0.host.organisation))
        }
    }

    private var openTickets: Column<Fleet.Member> {
        Column("open_tickets", Words(en: "OPEN TICKETS", fr: "BILLETS OUVERTS"), alignment: .right) {
            .number($0.openTickets)
        }
    }
}
