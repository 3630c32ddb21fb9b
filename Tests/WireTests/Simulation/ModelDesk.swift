import Health
import Wire

/// The desk's store, as far as the wire is concerned: what survives a restart of the desk.
struct ModelDesk {
    struct Ticket: Hashable {
        var number: Int64
        var severity: Severity
        var count = 1
        var isOpen = true
    }

    private(set) var streams: [String: (committed: UInt64, digest: Digest)] = [:]
    private(set) var tickets: [ConditionKey: Ticket] = [:]
    /// Everything that was ever applied, in order.
    private(set) var applied: [String] = []
    private(set) var deadLetters: [String] = []
    private(set) var gaps = 0
    private(set) var facts: [Component: Verdict] = [:]
    private var lastNumber: Int64 = 0

    var open: [ConditionKey: Severity] { tickets.filter { $0.value.isOpen }.mapValues(\.severity) }

    /// Looks a journal up; one that is not known begins, and is told what is open here.
    mutating func position(for hello: Hello) -> (committed: UInt64, digest: Digest, have: [Standing]) {
        if let known = streams[hello.journal] { return (known.committed, known.digest, []) }
        streams[hello.journal] = (0, .start)
        return (0, .start, open.map { Self.standing($0.key, $0.value) })
    }

    /// Applies what is next, all of it or nothing, and passes over what it has.
    mutating func commit(_ items: [JournalItem], of journal: String) -> (
        tickets: [ServerMessage], rejected: [(UInt64, LineError)]
    ) {
        var messages: [ServerMessage] = []
        var rejected: [(UInt64, LineError)] = []
        for item in items {
            guard let stream = streams[journal], stream.committed + 1 == item.number else { continue }
            streams[journal] = (item.through, item.digest)
            guard item.content != .gap else {
                gaps += 1
                continue
            }
            applied.append(describe(item.content))
            switch item.content {
            case .event(let event): messages += apply(event)
            case .sync(let standings, _): standings.forEach { apply($0) }
            case .skip, .gap: break
            case .unreadable(let text, let error):
                deadLetters.append(text)
                rejected.append((item.number, error))
            }
        }
        return (messages, rejected)
    }

    mutating func record(_ fact: Fact) { facts[fact.component] = fact.verdict }

    private mutating func apply(_ event: Event) -> [ServerMessage] {
        var ticket = tickets[event.key]
        switch event.kind {
        case .open:
            if ticket?.isOpen == true { ticket?.count += 1 } else { ticket = newTicket(event.severity) }
        case .update:
            ticket?.severity = event.severity
            ticket?.count += 1
        case .clear, .accept: ticket?.isOpen = false
        }
        tickets[event.key] = ticket
        return ticket.map { [.ticket($0.number, key: event.key, isOpen: $0.isOpen)] } ?? []
    }

    private mutating func apply(_ standing: Standing) {
        switch standing.state {
        case .open:
            if tickets[standing.key]?.isOpen != true { tickets[standing.key] = newTicket(standing.severity) }
            tickets[standing.key]?.severity = standing.severity
        case .clear: tickets[standing.key]?.isOpen = false
        case .unknown: break
        }
    }

    private mutating func newTicket(_ severity: Severity) -> Ticket {
        lastNumber += 1
        return Ticket(number: lastNumber, severity: severity)
    }

    private func describe(_ content: JournalItem.Content) -> String {
        switch content {
        case .event(let event): "\(event.kind) \(event.key) \(event.value)"
        case .sync(let standings, _): "sync \(standings.count)"
        case .skip: "skip"
        case .gap: "gap"
        case .unreadable(let text, _): "unreadable \(text.prefix(12))"
        }
    }

    static func standing(_ key: ConditionKey, _ severity: Severity, _ state: Standing.State = .open) -> Standing {
        Standing(key: key, state: state, severity: severity, value: 1, unit: .count, since: noon)
    }
}
