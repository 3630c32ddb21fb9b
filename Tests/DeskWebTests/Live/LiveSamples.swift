import Desk
import Health

@testable import DeskWeb

/// Readers and changes for the tests of streams.
enum LiveSample {
    static let other = OrganisationID(2)

    static func reader(
        _ session: Int64 = 1,
        _ role: Role = .technician,
        in organisation: OrganisationID = .first,
        person: Int64 = 7
    ) -> LiveReader {
        LiveReader(session: session, account: account(role, in: organisation, person: person))
    }

    static func account(
        _ role: Role = .technician,
        in organisation: OrganisationID = .first,
        person: Int64 = 7
    ) -> Account {
        Account(
            person: PersonID(person),
            login: "marie",
            memberships: [Membership(role, in: organisation)],
            madeAt: Timestamp(seconds: 0)
        )
    }

    static func change(
        _ sequence: Int64,
        _ kind: LogEntry.Kind = .timed(minutes: 1),
        ticket: Int64 = 118,
        by author: Author = .desk,
        organisation: OrganisationID = .first,
        requester: Int64? = nil,
        assignee: Int64? = nil,
        state: Ticket.State = .open,
        tier: Int = 1,
        isUrgent: Bool = false
    ) -> TicketChange {
        TicketChange(
            LogEntry(sequence: sequence, ticket: ticket, at: Timestamp(seconds: 0), author: author, kind: kind),
            organisation: organisation,
            requester: requester.map { PersonID($0) },
            assignee: assignee.map { PersonID($0) },
            state: state,
            tier: tier,
            isUrgent: isUrgent
        )
    }

    /// Changes of entries, as the log is read to its end.
    static func changes(_ changes: TicketChange..., hasMore: Bool = false) -> TicketChanges {
        TicketChanges(changes, through: changes.last?.sequence ?? 0, hasMore: hasMore)
    }
}

extension LiveStreams {
    /// Opens a stream that there is room for, and takes its first words.
    mutating func begun(_ reader: LiveReader, after known: Int64? = nil, last: Int64 = 100, at now: Double = 0) -> Int {
        let id = open(reader, after: known, last: last, at: now)?.id ?? 0
        _ = said(id, at: now)
        return id
    }

    /// All that a stream writes now.
    mutating func said(_ id: Int, at now: Double = 0) -> String {
        var text = ""
        while case .write(let words) = next(id, at: now) { text += words }
        return text
    }
}
