import Desk
import DeskView
import Health
import Hummingbird
import Report

/// One host: well or not, which part, since when, its tickets, its agent and where it belongs.
struct HostPage {
    let site: Site

    /// Closed tickets that are shown.
    private static let past = 20

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.host("id").pattern)) { _, context in try await show(context) }
        router.post(RouterPath(Path.host("id").pattern)) { _, context in try await change(context) }
    }

    private func show(
        _ context: PageContext,
        mistake: Words? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let scope = try context.scope
        let figures = site.figures(context)
        let now = site.now()
        let host = try await site.host(context.parameter("id"), in: scope)
        let (report, open) = try await site.report(of: host, in: scope, figures, at: now)
        let closed = try await site.store.tickets(
            TicketFilter(states: [.closed], host: host.id, limit: Self.past),
            in: scope
        )
        let places = try await PlaceBook(from: site.store, in: scope)
        let mayChange = scope.is([.administrator], in: host.organisation)
        let form = HostForm(host, context.form)
        var values: Values = [
            "foreign_host": host.name, "foreign_fresh": report.link.orFalse, "fleet": Path.fleet.link,
            "report": Path.hostReport(host.id).link,
            "badge": Fleet.Member(host, report, tickets: open, at: now, zone: site.zone).verdict.badge(
                figures.language
            ),
            "open": tickets(open, figures, now), "closed": tickets(closed, figures, now),
            "agent": agent(host, places, figures, now), "mistake": (mistake?[figures.language]).orFalse,
            "change": false,
        ]
        values["health"] = ReportValues(report, figures, now: now).values
        if mayChange {
            let organisations = try await site.administered(by: scope)
            let sites = try await site.store.sites(in: scope)
            values["change"] = form.values(organisations, sites, figures.language)
                .merging(["action": Path.host(host.id).link]) { own, _ in own }
        }
        return site.page(.host, values, in: context, title: host.name, status: status)
    }

    private func tickets(_ tickets: [Ticket], _ figures: Figures, _ now: Timestamp) -> Any {
        guard !tickets.isEmpty else { return false }
        let rows = tickets.map { ticket in
            [
                "number": String(ticket.number), "href": Path.ticket(String(ticket.number)).link,
                "badge": Badge.values(ticket.condition?.measure.severity, figures.language),
                "foreign_what": ticket.summary(in: figures.language),
                "foreign_component": (ticket.condition?.component).orFalse,
                "state": ticket.state.words[figures.language],
                "at": Moment.values(ticket.closedAt ?? ticket.openedAt, figures, at: now),
            ] as Values
        }
        return ["rows": rows] as Values
    }

    private func agent(_ host: EnrolledHost, _ places: PlaceBook, _ figures: Figures, _ now: Timestamp) -> [Values] {
        func fact(_ label: Words, _ text: String?) -> Values? {
            text.map { ["label": label[figures.language], "foreign_text": $0, "at": false] }
        }
        func fact(_ label: Words, at time: Timestamp?) -> Values? {
            time.map { ["label": label[figures.language], "at": Moment.values($0, figures, at: now)] }
        }
        return [
            fact(Words(en: "Last seen", fr: "Vu"), at: host.lastSeen),
            fact(Words(en: "Enrolled", fr: "Inscrit"), at: host.enrolledAt),
            fact(Words(en: "Retired", fr: "Retiré"), at: host.retiredAt),
            fact(Words(en: "Class", fr: "Type"), host.hostClass.words[figures.language]),
            fact(Words(en: "Organisation", fr: "Organisation"), places.name(of: host.organisation)),
            fact(Words(en: "Site", fr: "Site"), places.site(of: host)),
            fact(
                Words(en: "Impact of its faults", fr: "Impact de ses anomalies"),
                (host.label ?? host.hostClass.impact).words[figures.language]
            ),
            fact(Words(en: "Calls itself", fr: "Se nomme"), host.toldName),
            fact(Words(en: "Identity", fr: "Identité"), host.id),
        ].compactMap { $0 }
    }

    private func change(_ context: PageContext) async throws -> Response {
        let scope = try context.scope
        let host = try await site.host(context.parameter("id"), in: scope)
        do throws(DeskError) {
            let place = try HostForm(host, context.form).place
            let name = context.form.filled("name") ?? ""
            if name != host.name { try await site.store.rename(host.id, to: name, by: scope, at: site.now()) }
            if let place { try await site.store.place(host.id, place, by: scope, at: site.now()) }
        } catch {
            guard error.isMistake else { throw error }
            return try await show(context, mistake: error.message, status: .unprocessableContent)
        }
        return try await site.redirect(to: .host(host.id), saying: PageNote("saved"), context)
    }
}

extension Site {
    /// The host of a path.
    func host(_ id: String, in scope: Scope) async throws -> EnrolledHost {
        guard let host = try await store.hosts(in: scope).first(where: { $0.id == id }) else {
            throw PageError(
                .notFound,
                en: "There is no such host, or it is not yours to see.",
                fr: "Ce poste n'existe pas, ou vous n'y avez pas accès."
            )
        }
        return host
    }

    /// What the desk knows of a host, and its unfinished tickets.
    func report(
        of host: EnrolledHost,
        in scope: Scope,
        _ figures: Figures,
        at now: Timestamp
    ) async throws(DeskError) -> (report: HealthReport, open: [Ticket]) {
        let filter = TicketFilter(states: Ticket.State.unfinished, host: host.id, limit: .max)
        let open = try await store.tickets(filter, in: scope)
        let record = HostRecord(host, facts: try await store.facts(of: host.id, in: scope), tickets: open)
        return (record.report(at: now, in: figures.language), open)
    }
}
