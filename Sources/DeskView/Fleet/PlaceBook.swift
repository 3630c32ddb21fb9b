package import Desk

/// The names of the sites and organisations of hosts.
package struct PlaceBook: Hashable, Sendable {
    private let sites: [SiteID: String]
    private let organisations: [OrganisationID: String]
    private let owners: [SiteID: OrganisationID]

    package init(_ sites: [Site], _ organisations: [Organisation]) {
        self.sites = sites.reduce(into: [:]) { $0[$1.id] = $1.name }
        self.owners = sites.reduce(into: [:]) { $0[$1.id] = $1.organisation }
        self.organisations = organisations.reduce(into: [:]) { $0[$1.id] = $1.name }
    }

    /// The names that a scope sees in a store.
    package init(from store: any PeopleStore, in scope: Scope) async throws(DeskError) {
        self.init(try await store.sites(in: scope), try await store.organisations(in: scope))
    }

    /// Whether hosts of several organisations may stand in one list.
    package var hasSeveralOrganisations: Bool { organisations.count > 1 }

    package func name(of organisation: OrganisationID) -> String {
        organisations[organisation] ?? organisation.description
    }

    /// The name of a site, with its organisation's where there are several.
    package func name(of site: SiteID) -> String {
        let name = sites[site] ?? site.description
        guard hasSeveralOrganisations, let owner = owners[site] else { return name }
        return "\(name), \(self.name(of: owner))"
    }

    package func site(of host: EnrolledHost) -> String? { host.site.map { sites[$0] ?? $0.description } }
}
