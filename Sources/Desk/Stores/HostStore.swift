package import Health

/// Where people read of hosts and tokens, and change them.
///
/// Every change is one transaction with its entry in the log of administration.
package protocol HostStore: Sendable {
    /// The hosts that a scope sees by name, the retired too.
    func hosts(in scope: Scope) async throws(DeskError) -> [EnrolledHost]

    /// The first by name of an organisation's hosts in service of whose names words begin as typed; of no letter none.
    func hosts(beginningWith typed: String, of organisation: OrganisationID, limit: Int, in scope: Scope)
        async throws(DeskError) -> [EnrolledHost]

    /// The latest state of a host's components; none of a host that the scope does not see.
    func facts(of host: String, in scope: Scope) async throws(DeskError) -> [Fact]

    /// What a number of a component was each day, oldest first; nothing of a host that the scope does not see.
    func history(of component: Component, quantity: Quantity, host: String, in scope: Scope) async throws(DeskError)
        -> [DailyValue]

    /// Puts a host where it belongs; nil leaves what it has.
    func place(_ host: String, _ place: HostPlace, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Changes the name of a host until the machine itself gets a new one; tickets keep the name that they were opened with.
    func rename(_ host: String, to name: String, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Takes a host out of service: its certificate is refused from then on, and its silence is not missed.
    func retire(_ host: String, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Puts a retired host back into service.
    func restore(_ host: String, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Keeps a token with which hosts enrol.
    func create(_ token: Token, by scope: Scope, at now: Timestamp) async throws(DeskError)
}

/// Where a host belongs; nil: as it was.
package struct HostPlace: Hashable, Sendable {
    package var organisation: OrganisationID?
    package var site: SiteID?
    package var impact: Impact?

    package init(organisation: OrganisationID? = nil, site: SiteID? = nil, impact: Impact? = nil) {
        self.organisation = organisation
        self.site = site
        self.impact = impact
    }
}
