import Desk

/// Whether what a filing or an action names is there, and of the ticket's organisation.
enum References {
    static func check(_ filing: Filing, _ connection: any SQLConnection) throws {
        try OrganisationRows.require(filing.organisation, connection)
        if let requester = filing.requester {
            guard let person = try PersonRows.person(requester, connection), person.forgottenAt == nil,
                person.organisation == filing.organisation
            else {
                throw DeskError(
                    .unknownPerson,
                    en: "There is no person \(requester) in that organisation.",
                    fr: "Il n'y a pas de personne \(requester) dans cette organisation."
                )
            }
        }
        if let host = filing.host, try HostRows.host(host, connection)?.organisation != filing.organisation {
            throw DeskError(
                .unknownHost,
                en: "There is no host \(host) in that organisation.",
                fr: "Il n'y a pas de poste \(host) dans cette organisation."
            )
        }
    }

    static func check(
        _ action: Action,
        on ticket: Ticket,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws {
        switch action {
        case .assign(let person?, _):
            guard try works(person, on: ticket, connection) else {
                throw DeskError(
                    .notAllowed,
                    en:
                        "Ticket \(ticket.number) is left as it is. Person \(person) is no technician of its organisation.",
                    fr:
                        "Le billet \(ticket.number) reste tel quel. La personne \(person) n'est pas technicien de son organisation."
                )
            }
        case .link(let other, _):
            guard let other = try TicketRows.ticket(connection, number: other), scope.sees(other) else {
                throw DeskDatabase.unknown(other)
            }
        default: break
        }
    }

    /// The entry, or one that gives the ticket to nobody where who had it before works here no more.
    static func withoutLeavers(
        _ kind: LogEntry.Kind,
        of ticket: Ticket,
        _ connection: any SQLConnection
    ) throws -> LogEntry.Kind {
        guard case .assigned(let person?) = kind, try !works(person, on: ticket, connection) else { return kind }
        return .assigned(nil)
    }

    /// Whether a person works in the organisation of a ticket.
    static func works(_ person: PersonID, on ticket: Ticket, _ connection: any SQLConnection) throws -> Bool {
        guard let account = try AccountRows.account(of: person, connection) else { return false }
        return Scope(account).is([.administrator, .supervisor, .technician], in: ticket.organisation)
    }
}
