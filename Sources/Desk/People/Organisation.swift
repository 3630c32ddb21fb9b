/// A company or department that the desk serves; everything belongs to one.
package struct Organisation: Hashable, Sendable {
    package var id: OrganisationID
    package var name: String
    /// The policy by which its next tickets are served.
    package var policy: String

    package init(id: OrganisationID, name: String, policy: String = ServiceDefaults.policyName) {
        self.id = id
        self.name = name
        self.policy = policy
    }
}

extension Organisation {
    /// What the first organisation is called until it is given a name.
    package static let unnamed = "main"
}

extension OrganisationID {
    /// The organisation that every desk has from its first start.
    package static var first: Self { Self(1) }
}

/// A place of an organisation.
package struct Site: Hashable, Sendable {
    package var id: SiteID
    package var organisation: OrganisationID
    package var name: String
    package var address: String?

    package init(id: SiteID, organisation: OrganisationID, name: String, address: String? = nil) {
        self.id = id
        self.organisation = organisation
        self.name = name
        self.address = address
    }
}
