package import Health

/// Someone whom the desk knows: personal data, which stands here and nowhere else.
package struct Person: Hashable, Sendable {
    package var id: PersonID
    package var organisation: OrganisationID
    package var name: String
    /// Where mail reaches them.
    package var email: String?
    package var language: Language
    /// How much they know of computers, which chooses how they are spoken to.
    package var expertise: Expertise
    /// Of what they wish to be told by mail; nil where they have not said so.
    package var wishes: Set<NoticeKind>?
    /// When name, address and texts were blanked.
    package var forgottenAt: Timestamp?

    package init(
        id: PersonID,
        organisation: OrganisationID,
        name: String,
        email: String? = nil,
        language: Language = .en,
        expertise: Expertise = .general,
        wishes: Set<NoticeKind>? = nil,
        forgottenAt: Timestamp? = nil
    ) {
        self.id = id
        self.organisation = organisation
        self.name = name
        self.email = email
        self.language = language
        self.expertise = expertise
        self.wishes = wishes
        self.forgottenAt = forgottenAt
    }
}

extension Person {
    /// Whether they are told of something of a kind: they wish it, and can be reached.
    package func wants(_ kind: NoticeKind) -> Bool {
        email != nil && forgottenAt == nil && (wishes ?? NoticeKind.usual).contains(kind)
    }
}

/// The course page's four levels of expertise of users.
package enum Expertise: String, Hashable, Sendable, CaseIterable {
    case inexperienced
    case general
    case experienced
    case specialised
}
