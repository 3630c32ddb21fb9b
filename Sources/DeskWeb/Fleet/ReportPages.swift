import Desk
import DeskView
import Health
import Hummingbird
import Report

/// Health reports of a host, a site and the fleet, for paper: whoever reads them there finds times, and what is behind each verdict.
struct ReportPages {
    let site: Site

    /// Seconds of which the report tells what was done.
    static let week: Double = 7 * 86_400
    /// Finished tickets that are listed.
    private static let limit = 200

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.hostReport("id").pattern)) { _, context in try await host(context) }
        router.get(RouterPath(Path.siteReport("id").pattern)) { _, context in try await place(context) }
        router.get(RouterPath(Path.fleetReport.pattern)) { _, context in try await fleet(context) }
    }

    private func host(_ context: PageContext) async throws -> Response {
        let scope = try context.scope
        let figures = site.figures(context)
        let now = site.now()
        let host = try await site.host(context.parameter("id"), in: scope)
        let (report, open) = try await site.report(of: host, in: scope, figures, at: now)
        let places = try await PlaceBook(from: site.store, in: scope)
        let work = try await work(scope) { $0.host == host.id }
        let member = Fleet.Member(host, report, tickets: open, at: now, zone: site.zone)
        let owner = [places.name(of: host.organisation), places.site(of: host)].compactMap { $0 }
        let values: Values = [
            "foreign_owner": owner.joined(separator: ", "), "foreign_name": host.name, "back": Path.host(host.id).link,
            "at": Moment.values(now, figures, at: now), "badge": member.verdict.badge(figures.language),
            "summary": false,
            "foreign_fresh": report.link.orFalse, "health": ReportValues(report, figures, now: now).values,
            "work": work.values(figures, now),
        ]
        return site.page(.hostReport, values, in: context, title: host.name)
    }

    private func place(_ context: PageContext) async throws -> Response {
        let id = try context.parameter("id")
        guard let place = try await site.store.sites(in: context.scope).first(where: { $0.id.description == id }) else {
            throw PageError(.notFound, en: "There is no such site.", fr: "Ce site n'existe pas.")
        }
        let fleet = try await site.fleet(in: context.scope).filter { $0.host.site == place.id }
        return try await show(fleet, place.name, context)
    }

    private func fleet(_ context: PageContext) async throws -> Response {
        let name = Words(en: "All hosts", fr: "Tous les postes")[context.visitor.language]
        return try await show(try await site.fleet(in: context.scope), name, context)
    }

    private func show(_ fleet: Fleet, _ name: String, _ context: PageContext) async throws -> Response {
        let scope = try context.scope
        let figures = site.figures(context)
        let now = site.now()
        let places = try await PlaceBook(from: site.store, in: scope)
        let organisations = try await site.store.organisations(in: scope).map(\.name)
        let hosts = Set(fleet.members.map(\.host.id))
        let work = try await work(scope) { ticket in ticket.host.map(hosts.contains) ?? false }
        let unwell = fleet.members.filter { $0.verdict != .good }
        let values: Values = [
            "foreign_owner": organisations.joined(separator: ", "), "foreign_name": name, "back": Path.fleet.link,
            "at": Moment.values(now, figures, at: now), "badge": false, "foreign_fresh": false,
            "summary": fleet.summary(figures),
            "unwell": unwell.isEmpty
                ? false : ["hosts": unwell.map { ReportedHost($0, places, figures, now).values }] as Any,
            "good": fleet.members.count > unwell.count
                ? [
                    "hosts": fleet.members.filter { $0.verdict == .good }.map { member in
                        ["foreign_name": member.host.name, "href": Path.host(member.host.id).link]
                    }
                ] as Any : false,
            "work": work.values(figures, now),
        ]
        return site.page(.fleetReport, values, in: context, title: name)
    }

    private func work(_ scope: Scope, _ isWanted: (Ticket) -> Bool) async throws(DeskError) -> WorkDone {
        let since = site.now().advanced(by: -Self.week)
        let all = try await site.store.work(since: since, limit: Self.limit, in: scope)
        return WorkDone(items: all.items.filter { isWanted($0.ticket) }, isWhole: all.count <= all.items.count)
    }
}
