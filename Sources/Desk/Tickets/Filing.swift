import Health

/// What a person asks of the desk, as it is filed.
package struct Filing: Hashable, Sendable {
    package var type: TicketType
    package var organisation: OrganisationID
    package var requester: PersonID?
    /// The workstation that it is about.
    package var host: String?
    package var category: Category?
    package var impact: Impact
    package var urgency: Urgency
    package var title: Prose
    package var description: Prose?
    /// What there is to do, in its order; the words stand outside the log.
    package var checklist: [Prose]
    /// How soon it is to be served.
    package var agreement: AgreementName?

    package init(
        _ type: TicketType,
        organisation: OrganisationID,
        title: Prose,
        description: Prose? = nil,
        requester: PersonID? = nil,
        host: String? = nil,
        category: Category? = nil,
        impact: Impact = .low,
        urgency: Urgency = .medium,
        checklist: [Prose] = [],
        agreement: AgreementName? = nil
    ) {
        self.type = type
        self.organisation = organisation
        self.title = title
        self.description = description
        self.requester = requester
        self.host = host
        self.category = category
        self.impact = impact
        self.urgency = urgency
        self.checklist = checklist
        self.agreement = agreement
    }

    /// Items of a checklist at most.
    private static let longestChecklist = 100

    /// Refuses words that cannot be kept; the title is one line.
    package func check() throws(DeskError) {
        try Naming.check(title.text ?? "", as: Words(en: "A title", fr: "Un titre"))
        for prose in LogEntry.Kind.filed(self).prose { try prose.check() }
        guard checklist.count <= Self.longestChecklist else {
            throw DeskError(
                .badText,
                en: "A checklist has at most \(Self.longestChecklist) items.",
                fr: "Une liste de contrôle a au plus \(Self.longestChecklist) points."
            )
        }
    }
}
