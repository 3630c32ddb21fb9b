package import Health

/// An enrolment token, known by the SHA-256 of its secret alone.
package struct Token: Hashable, Sendable {
    /// SHA-256 of the secret, 64 lower-case hexadecimal digits.
    package var hash: String
    /// The desk's address as the token carries it, `desk.example:7117`.
    package var address: String
    package var usesLeft: Int
    package var expiresAt: Timestamp
    /// Where hosts that enrol with it belong.
    package var organisation: OrganisationID
    package var site: SiteID?

    package init(
        hash: String,
        address: String,
        usesLeft: Int,
        expiresAt: Timestamp,
        organisation: OrganisationID = .first,
        site: SiteID? = nil
    ) {
        self.hash = hash
        self.address = address
        self.usesLeft = usesLeft
        self.expiresAt = expiresAt
        self.organisation = organisation
        self.site = site
    }
}
