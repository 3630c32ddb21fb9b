package import Desk
package import Health

/// The names of what tickets and their logs mention by number, or by a word of their organisation's own.
package struct NameBook: Hashable, Sendable {
    private let persons: [PersonID: String]
    private let hosts: [String: String]
    private let categories: [OrganisationID: [Desk.Category: Words]]

    package init(
        persons: [PersonID: String] = [:],
        hosts: [String: String] = [:],
        categories: [OwnCategory] = []
    ) {
        self.persons = persons
        self.hosts = hosts
        self.categories = categories.reduce(into: [:]) { $0[$1.organisation, default: [:]][$1.category] = $1.name }
    }

    /// The persons that tickets and entries mention.
    package static func persons(in tickets: [Ticket], log: [LogEntry] = []) -> Set<PersonID> {
        var found: Set<PersonID> = []
        func see(_ author: Author?) {
            if case .person(let id)? = author { found.insert(id) }
        }
        for ticket in tickets {
            see(ticket.closedBy)
            found.formUnion([ticket.requester, ticket.assignee].compactMap { $0 })
        }
        for entry in log {
            see(entry.author)
            switch entry.kind {
            case .assigned(let person?): found.insert(person)
            case .filed(let filing): found.formUnion([filing.requester].compactMap { $0 })
            default: continue
            }
        }
        return found
    }

    /// The name of a person; of one who was forgotten, or is unknown, the number.
    package func name(of person: PersonID, in language: Language) -> String {
        persons[person] ?? Words(en: "person \(person)", fr: "personne \(person)")[language]
    }

    /// The name of the host that a ticket is about; that of a condition is the one that it had then.
    package func host(of ticket: Ticket) -> String? {
        ticket.condition?.hostName ?? ticket.host.map { hosts[$0] ?? $0 }
    }

    /// What people of an organisation call a category; the word itself where it has no name.
    package func words(of category: Desk.Category, in organisation: OrganisationID) -> Words {
        categories[organisation]?[category] ?? category.words
    }

    /// Who it is, as a person reads it.
    package func text(of author: Author, in language: Language) -> String {
        switch author {
        case .agent: Words(en: "agent", fr: "agent")[language]
        case .desk: Words(en: "desk", fr: "centre d'assistance")[language]
        case .person(let id): name(of: id, in: language)
        case .local(let login): login
        case .other(let text): text
        }
    }
}
