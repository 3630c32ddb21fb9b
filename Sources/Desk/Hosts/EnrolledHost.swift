package import Health

/// How long a machine may be silent, by what sort of machine it is (facts of DMI, or an administrator, decide).
package enum HostClass: String, Hashable, Sendable, CaseIterable {
    case alwaysOn = "always-on"
    case desktop
    case laptop
    case virtual
}

/// A workstation that the desk knows.
///
/// Its id is the UUID of its certificate, never a field of a line.
package struct EnrolledHost: Hashable, Sendable {
    package var id: String
    package var name: String
    package var hostClass: HostClass
    package var enrolledAt: Timestamp
    /// When it was last heard, to the minute or so; the moment of enrolment before its first session.
    package var lastSeen: Timestamp
    /// Whether it said good-bye for suspend or power-off when it was last heard.
    package var isSilencePlanned: Bool
    /// When an administrator took it out of service; its certificate is refused from then on.
    package var retiredAt: Timestamp?
    package var organisation: OrganisationID
    package var site: SiteID?
    /// How many a fault of it hinders, where an administrator said so; else its class decides.
    package var label: Impact?
    /// What its agent called it last, where a person has given it another name.
    package var toldName: String?

    package init(
        id: String,
        name: String,
        hostClass: HostClass,
        enrolledAt: Timestamp,
        lastSeen: Timestamp? = nil,
        isSilencePlanned: Bool = false,
        retiredAt: Timestamp? = nil,
        organisation: OrganisationID = .first,
        site: SiteID? = nil,
        label: Impact? = nil,
        toldName: String? = nil
    ) {
        self.id = id
        self.name = name
        self.hostClass = hostClass
        self.enrolledAt = enrolledAt
        self.lastSeen = lastSeen ?? enrolledAt
        self.isSilencePlanned = isSilencePlanned
        self.retiredAt = retiredAt
        self.organisation = organisation
        self.site = site
        self.label = label
        self.toldName = toldName
    }
}

/// What a ticket needs to know of the host that reports.
package struct ReportingHost: Hashable, Sendable {
    package var id: String
    package var name: String
    package var organisation: OrganisationID
    package var impact: Impact
    /// By what its organisation is served now.
    package var agreement: AgreementName?

    package init(
        id: String,
        name: String,
        organisation: OrganisationID = .first,
        impact: Impact = .low,
        agreement: AgreementName? = nil
    ) {
        self.id = id
        self.name = name
        self.organisation = organisation
        self.impact = impact
        self.agreement = agreement
    }

    package init(_ host: EnrolledHost, agreement: AgreementName? = nil) {
        self.init(
            id: host.id,
            name: host.name,
            organisation: host.organisation,
            impact: host.label ?? host.hostClass.impact,
            agreement: agreement
        )
    }
}

extension HostClass {
    /// How many a fault of such a machine hinders: what is always on serves many.
    package var impact: Impact {
        switch self {
        case .alwaysOn: .high
        case .virtual: .medium
        case .desktop, .laptop: .low
        }
    }
}

/// That a host was heard: gathered in memory and written for many hosts at once, because a beat is never a row.
package struct Sighting: Hashable, Sendable {
    package var host: String
    package var at: Timestamp
    package var isSilencePlanned: Bool

    package init(host: String, at: Timestamp, isSilencePlanned: Bool = false) {
        self.host = host
        self.at = at
        self.isSilencePlanned = isSilencePlanned
    }
}
