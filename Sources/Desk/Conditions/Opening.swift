package import Health

/// A condition of a host as its ticket's first entry says it.
package struct Opening: Hashable, Sendable {
    package var host: String
    /// The host's name when the ticket was opened.
    package var hostName: String
    /// The text form of the `ConditionKey`; of a newer agent it may name a rule that this program does not know.
    package var key: String
    package var rule: String
    /// What a person calls the component.
    package var component: String
    package var measure: Measure
    /// When the condition began, by the clock of the host.
    package var since: Timestamp
    /// Whose host it is.
    package var organisation: OrganisationID
    /// How many a fault of this host hinders.
    package var impact: Impact
    /// How soon it is to be served.
    package var agreement: AgreementName?

    package init(from host: ReportingHost, key: ConditionKey, component: String, measure: Measure, since: Timestamp) {
        self.init(
            host: host.id,
            hostName: host.name,
            key: key.description,
            rule: key.rule.description,
            component: component,
            measure: measure,
            since: since,
            organisation: host.organisation,
            impact: host.impact,
            agreement: host.agreement
        )
    }

    /// An opening as it was stored, whatever its key looks like.
    package init(
        host: String,
        hostName: String,
        key: String,
        rule: String,
        component: String,
        measure: Measure,
        since: Timestamp,
        organisation: OrganisationID = .first,
        impact: Impact = .low,
        agreement: AgreementName? = nil
    ) {
        self.host = host
        self.hostName = hostName
        self.key = key
        self.rule = rule
        self.component = component
        self.measure = measure
        self.since = since
        self.organisation = organisation
        self.impact = impact
        self.agreement = agreement
    }
}
