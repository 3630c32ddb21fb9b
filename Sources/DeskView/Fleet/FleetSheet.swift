package import Desk
package import Health
package import Report

/// The fleet as a command prints it: how many are not well, where, and which.
package struct FleetSheet: Sendable {
    private let fleet: Fleet
    private let groups: [FleetGroup]
    private let members: [Fleet.Member]
    private let grouping: FleetGrouping
    private let places: PlaceBook

    /// `verdict` chooses the hosts that are listed; nil: those that are not good.
    package init(
        _ fleet: Fleet,
        by grouping: FleetGrouping,
        disks: [DiskModel] = [],
        verdict: HostVerdict? = nil,
        _ places: PlaceBook
    ) {
        self.fleet = fleet
        self.grouping = grouping
        self.places = places
        groups = fleet.groups(by: grouping, disks: disks)
        members = fleet.members.filter { member in verdict.map { $0 == member.verdict } ?? (member.verdict != .good) }
    }

    package func text(in language: Language, style: Style, now: Timestamp) throws(TableError) -> String {
        let figures = style.figures(language)
        let parts = [
            try FleetGroupListing(grouping, places).listing.table(groups, in: language, style: style),
            try FleetListing(places, figures, now: now).table.table(members, in: language, style: style),
        ]
        return ([style.paint(fleet.summary(figures), .bold) + "\n"] + parts.filter { !$0.isEmpty })
            .joined(separator: "\n")
    }

    package func json(in language: Language, now: Timestamp) -> JSON {
        let counts = fleet.counts
        return [
            "time": .string(now.description),
            "hosts": .number(Double(fleet.members.count)),
            "verdicts": .object(
                HostVerdict.allCases.map { JSON.Member($0.rawValue, .number(Double(counts[$0] ?? 0))) }
            ),
            "by": .string(grouping.rawValue),
            "groups": FleetGroupListing(grouping, places).listing.json(groups),
            "listed": FleetListing(places, Figures(language), now: now).json.json(members),
        ]
    }
}
