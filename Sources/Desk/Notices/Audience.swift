/// Those who may have to do with a ticket.
struct Audience {
    private let ticket: Ticket
    private let staff: [Account]

    init(_ ticket: Ticket, _ staff: [Account]) {
        self.ticket = ticket
        self.staff = staff
    }

    /// Who works on it: the one who has it; else the technicians of a tier, and the desk's address; without any of them those
    /// who say who works on what.
    func workers(_ tier: Int) -> [Recipient] {
        if let assignee = ticket.assignee, works(assignee) { return [.person(assignee)] }
        let technicians = people { $0.role == .technician && $0.tier == tier }
        return (technicians.isEmpty ? supervisors : technicians) + [.desk]
    }

    /// Whether someone works on tickets of its organisation: who was locked out is told nothing, and others in their place.
    private func works(_ person: PersonID) -> Bool {
        staff.contains { account in
            account.person == person
                && Scope(account).is([.administrator, .supervisor, .technician], in: ticket.organisation)
        }
    }

    /// Those who are told that it is critical, while someone is to do something about it.
    var newCritical: [Telling] {
        ticket.isUnsolved ? workers(ticket.tier).map { Telling($0, .newCritical) } : []
    }

    /// Who says who works on what; where nobody does, the administrators.
    var supervisors: [Recipient] {
        let supervisors = people { $0.role == .supervisor }
        return supervisors.isEmpty ? people { $0.role == .administrator } : supervisors
    }

    /// Whether a recipient is the author of an entry, under a login of the shell too.
    func `is`(_ recipient: Recipient, _ author: Author) -> Bool {
        guard case .person(let person) = recipient else { return false }
        if case .local(let login) = author { return staff.contains { $0.person == person && $0.login == login } }
        return author == .person(person)
    }

    private func people(_ isWanted: (Membership) -> Bool) -> [Recipient] {
        staff.filter { account in
            !account.isLocked
                && account.memberships.contains { $0.organisation == ticket.organisation && isWanted($0) }
        }
        .map { .person($0.person) }
    }
}
