import Desk
import DeskView
import Health

/// Who asks, and what is known of them at once: their open tickets, and the hosts that earlier ones were about.
struct Caller {
    let person: Person
    let tickets: [Ticket]
    /// By name, that of the newest ticket first; none where the reader sees no hosts.
    let hosts: [String]

    /// Tickets that are looked at for hosts, and those that are shown.
    private static let (looked, shown) = (50, 20)

    init(_ person: Person, from store: any PageStores, in scope: Scope) async throws(DeskError) {
        self.person = person
        let open = TicketFilter(states: Ticket.State.unfinished, requester: person.id, limit: Self.shown)
        tickets = try await store.tickets(open, in: scope)
        guard scope.sees(person.organisation) else {
            hosts = []
            return
        }
        let newest = try await store.tickets(TicketFilter(requester: person.id, limit: Self.looked), in: scope)
        let names = try await NameBook(of: newest, from: store, in: scope)
        hosts = newest.compactMap { names.host(of: $0) }.reduce(into: []) { hosts, name in
            if !hosts.contains(name) { hosts.append(name) }
        }
    }

    /// The page on which a ticket is filed for somebody.
    static func link(_ person: PersonID) -> String { "\(Path.newTicket.link)?requester=\(person)" }

    /// The same with one of their hosts.
    private func link(host: String) -> String { "\(Self.link(person.id))&host=\(PercentEncoding.encode(host))" }

    func values(_ language: Language) -> Values {
        [
            "number": person.id.description, "foreign_name": person.name,
            "tickets": tickets.isEmpty ? false : ["rows": tickets.map { Self.row($0, language) }] as Any,
            "known_hosts": hosts.isEmpty
                ? false : ["rows": hosts.map { ["foreign_name": $0, "link": link(host: $0)] }] as Any,
        ]
    }

    private static func row(_ ticket: Ticket, _ language: Language) -> Values {
        [
            "number": String(ticket.number), "link": Path.ticket(String(ticket.number)).link,
            "foreign_summary": ticket.summary(in: language), "state": ticket.state.words[language],
        ]
    }
}
