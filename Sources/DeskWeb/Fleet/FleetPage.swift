import Desk
import DeskView
import Health
import Hummingbird

/// How many hosts are not well, where, and which.
struct FleetPage {
    let site: Site

    /// Hosts of one page, and groups that are shown.
    private static let limit = 100

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.fleet.pattern)) { request, context in
            try await show(FleetView(Form(urlEncoded: request.uri.query ?? "") ?? Form()), context)
        }
    }

    private func show(_ view: FleetView, _ context: PageContext) async throws -> Response {
        let scope = try context.scope
        let figures = site.figures(context)
        let fleet = try await site.fleet(in: scope)
        let disks = view.grouping.needsDisks ? try await site.store.diskModels(in: scope) : []
        let places = try await PlaceBook(from: site.store, in: scope)
        let groups = fleet.groups(by: view.grouping, disks: disks)
        let names = FleetGroupListing(view.grouping, places)
        let chosen = view.group.flatMap { key in groups.first { $0.key == key } }
        var values: Values = [
            "summary": fleet.summary(figures),
            "tabs": FleetGrouping.allCases.map { tab(view, $0, figures.language) },
            "groups": self.groups(groups, view, names, figures),
            "chosen": chosen.map { group in
                [
                    "foreign_name": names.name(of: group)[figures.language],
                    "all": view.with { $0.group = nil }.link,
                ] as Values
            }.orFalse,
            "report": view.reportLink,
            "tokens": (try await site.administered(by: scope).isEmpty ? nil : Path.tokens.link).orFalse,
            "none": fleet.members.isEmpty,
        ]
        let members = listed(fleet, chosen, view)
        values.merge(list(members, chosen, fleet, view, places, figures)) { _, own in own }
        return site.page(.fleet, values, in: context)
    }

    private func tab(_ view: FleetView, _ grouping: FleetGrouping, _ language: Language) -> Values {
        let other = view.with { ($0.grouping, $0.group) = (grouping, nil) }
        return ["name": grouping.words[language], "href": other.link, "current": grouping == view.grouping]
    }

    private func groups(
        _ groups: [FleetGroup],
        _ view: FleetView,
        _ names: FleetGroupListing,
        _ figures: Figures
    ) -> Values {
        let largest = groups.map(\.verdicts.count).max() ?? 0
        let hidden = groups.count - Self.limit
        return [
            "rows": groups.prefix(Self.limit).map { group in
                [
                    "foreign_name": names.name(of: group)[figures.language],
                    "href": view.with { $0.group = group.key }.link,
                    "count": figures.number(Double(group.verdicts.count)),
                    "text": Fleet.text(of: group.counts, figures),
                    "bar": FleetBar.values(group.counts, of: largest),
                    "current": group.key == view.group,
                ]
            },
            "heading": view.grouping.words[figures.language],
            "more": hidden > 0 ? Self.more(hidden, figures) as Any : false,
        ]
    }

    /// The hosts of the chosen group and verdict, the worst first.
    private func listed(_ fleet: Fleet, _ chosen: FleetGroup?, _ view: FleetView) -> [Fleet.Member] {
        fleet.members.filter { member in
            guard view.group == nil || chosen?.verdicts[member.host.id] != nil else { return false }
            let verdict = chosen?.verdicts[member.host.id] ?? member.verdict
            return view.verdict.map { $0 == verdict } ?? (chosen != nil || verdict != .good)
        }
    }

    private func list(
        _ members: [Fleet.Member],
        _ chosen: FleetGroup?,
        _ fleet: Fleet,
        _ view: FleetView,
        _ places: PlaceBook,
        _ figures: Figures
    ) -> Values {
        let counts = chosen?.counts ?? fleet.counts
        let start = min((view.page - 1) * Self.limit, members.count)
        let listing = FleetListing(places, figures, now: site.now())
        let rows = members.dropFirst(start).prefix(Self.limit).map { member in
            FleetRow(member, listing, places, figures, now: site.now()).values
        }
        let next = start + rows.count < members.count ? view.with { $0.page = view.page + 1 }.link : nil
        return [
            "verdicts": HostVerdict.allCases.filter { counts[$0] != nil }.map { verdict in
                [
                    "badge": verdict.badge(figures.language), "count": figures.number(Double(counts[verdict] ?? 0)),
                    "href": view.with { $0.verdict = verdict }.link, "current": view.verdict == verdict,
                ]
            },
            "unwell": ["href": view.with { $0.verdict = nil }.link, "current": view.verdict == nil],
            "hosts": rows.isEmpty ? false : ["rows": rows] as Any,
            "next": next.orFalse,
        ]
    }

    private static func more(_ count: Int, _ figures: Figures) -> String {
        let number = figures.number(Double(count))
        return Words(en: "and \(number) more, better than these", fr: "et \(number) autres, en meilleur état")[
            figures.language
        ]
    }
}

extension Site {
    /// How the hosts that a scope sees are now.
    func fleet(in scope: Scope) async throws(DeskError) -> Fleet {
        try await Fleet(from: store, in: scope, at: now(), zone: zone)
    }
}

/// One host of the fleet's page.
struct FleetRow {
    let values: Values

    init(_ member: Fleet.Member, _ listing: FleetListing, _ places: PlaceBook, _ figures: Figures, now: Timestamp) {
        let organisation = places.hasSeveralOrganisations ? places.name(of: member.host.organisation) : nil
        let place = [places.site(of: member.host), organisation].compactMap { $0 }.joined(separator: ", ")
        values = [
            "badge": member.verdict.badge(figures.language), "foreign_name": member.host.name,
            "href": Path.host(member.host.id).link, "foreign_why": listing.why(member).orFalse,
            "foreign_place": (place.isEmpty ? nil : place).orFalse,
            "seen": Moment.values(member.host.lastSeen, figures, at: now),
            "tickets": (member.openTickets > 0 ? figures.number(Double(member.openTickets)) : nil).orFalse,
        ]
    }
}
