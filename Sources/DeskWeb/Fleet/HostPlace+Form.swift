import Desk
import Health

/// An organisation, or one of its sites, as one choice of a form: `1`, or `1/3`.
extension HostPlace {
    /// - Throws: `badText` for what is no choice.
    init(_ text: String?) throws(DeskError) {
        let ids = (text ?? "").split(separator: "/", omittingEmptySubsequences: false).compactMap { Int64($0) }
        guard (1...2).contains(ids.count), ids.map(String.init).joined(separator: "/") == text else {
            throw DeskError(
                .badText,
                en: "Choose an organisation or a site.",
                fr: "Choisissez une organisation ou un site."
            )
        }
        self.init(organisation: OrganisationID(ids[0]), site: ids.count == 2 ? SiteID(ids[1]) : nil)
    }

    static func choice(_ organisation: OrganisationID, _ site: SiteID? = nil) -> String {
        site.map { "\(organisation)/\($0)" } ?? "\(organisation)"
    }

    /// The organisations, each with its sites; `hidden` is a choice that is left out.
    static func choices(
        _ organisations: [Organisation],
        _ sites: [Desk.Site],
        without hidden: String? = nil,
        chosen: String
    ) -> [Values] {
        organisations.flatMap { organisation in
            let own = sites.filter { $0.organisation == organisation.id }
            return [(choice(organisation.id), organisation.name)]
                + own.map { (choice(organisation.id, $0.id), "\(organisation.name), \($0.name)") }
        }
        .filter { $0.0 != hidden }
        .map { Choice.values($0.0, $0.1, isChosen: $0.0 == chosen) }
    }
}
