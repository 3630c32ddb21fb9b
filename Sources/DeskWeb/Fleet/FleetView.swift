import Desk
import Health

/// What a person looks at: by what hosts are put together, and which of them are listed.
struct FleetView {
    var grouping: FleetGrouping
    /// The group whose hosts are listed; nil: all.
    var group: String?
    /// The verdict of the listed hosts; nil: all that are not good.
    var verdict: HostVerdict?
    var page: Int

    init(_ form: Form) {
        grouping = form["by"].flatMap(FleetGrouping.init(rawValue:)) ?? .site
        group = form["group"]
        verdict = form["verdict"].flatMap(HostVerdict.init(rawValue:))
        page = form["page"].flatMap { Int($0) }.map { min(max($0, 1), 100_000) } ?? 1
    }

    /// The first page of another choice.
    func with(_ change: (inout FleetView) -> Void) -> FleetView {
        var other = self
        other.page = 1
        change(&other)
        return other
    }

    /// The report on the hosts of the site that is looked at, else on all.
    var reportLink: String {
        guard grouping == .site, let group, !group.isEmpty else { return Path.fleetReport.link }
        return Path.siteReport(group).link
    }

    var link: String {
        var link = "\(Path.fleet.link)?by=\(grouping.rawValue)"
        if let group { link += "&group=\(PercentEncoding.encode(group))" }
        if let verdict { link += "&verdict=\(verdict.rawValue)" }
        if page > 1 { link += "&page=\(page)" }
        return link
    }
}
