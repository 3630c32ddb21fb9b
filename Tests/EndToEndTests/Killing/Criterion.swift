import DeskTestSupport
import Desk
import DeskStore
import Foundation
import Health
@testable import Journal
import Wire

/// The one criterion: every acknowledged event stands in the desk exactly once, in order, and no condition is forgotten.
///
/// - The desk stands where the journal was acknowledged, with the journal's digest: it has taken the same lines in the same order.
/// - The agent's entries in the tickets' logs are the journal's events, each once: what was taken was also applied, and applied once.
///   Events of a journal in memory are not in the file; where there was one, the file's events are among those entries.
/// - Each condition stands in the desk as it stands at the host, and the desk holds open nothing that the host does not know.
/// - Each ticket is what its log adds up to, nothing was dead-lettered, and the desk missed nothing.
struct Criterion {
    /// What the log says of a condition, or an event does: `opened 1.0`.
    typealias Step = String

    /// The agent's entries in the desk's log by the condition's key, in order.
    private(set) var steps: [String: [Step]] = [:]
    /// How many events the journal's file held.
    private(set) var events = 0
    /// What does not hold; nothing when all is well.
    private(set) var violations: [String] = []

    /// Looks until all is well, for a snapshot may be on its way, and at most for some seconds: what is lost, or there twice,
    /// stays so.
    static func judged(_ workstation: Workstation, at desk: DeskProgram) async throws -> Criterion {
        let end = ContinuousClock.now + .seconds(5)
        while true {
            let criterion = try await Criterion(workstation, at: desk)
            if criterion.violations.isEmpty || ContinuousClock.now > end { return criterion }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Looks at a workstation whose queue is empty and whose journal is in its file, and at its running desk.
    private init(_ workstation: Workstation, at desk: DeskProgram) async throws {
        let witness = try Witness(workstation.state)
        let path = desk.store.path
        let store = try DeskDatabase.open(path: path, readOnly: true)
        let hosts = try await store.hosts().filter { $0.name == workstation.name }.map(\.id)
        var tickets: [(ticket: Ticket, log: [LogEntry])] = []
        for ticket in try await store.tickets().reversed() where hosts.contains(ticket.host ?? "") {
            if let found = try await store.ticket(ticket.number) { tickets.append((found.ticket, found.log)) }
        }
        let letters = try await store.deadLetters(limit: 10)
        let book = try await store.book()
        try store.close()
        let streams = try Self.streams(path, hosts)

        if hosts.count != 1 { violations.append("the desk has \(hosts.count) hosts \(workstation.name)") }
        violations += letters.map { "a dead letter: \($0.line)" }
        checkPosition(witness, streams[witness.journal])
        for (ticket, log) in tickets { check(ticket, log, book) }
        for (ticket, log) in tickets where ticket.rule.hasPrefix("host.") && ticket.rule != "host.test" {
            violations.append("a ticket of the desk's own: \(ticket.key) \(log.map { "\($0.kind)" })")
        }
        checkEvents(witness, hasOthers: streams.count > 1)
        checkConditions(witness, tickets.map(\.ticket))
    }

    /// The committed number and digest of each journal of a host.
    private static func streams(_ path: String, _ hosts: [String]) throws -> [String: (UInt64, UInt64)] {
        let rows = try SQLite(path: path).run("SELECT host, journal, committed, digest FROM stream")
        let pairs = rows.compactMap { row -> (String, (UInt64, UInt64))? in
            guard let host = row[0].text, hosts.contains(host), let journal = row[1].text,
                let committed = row[2].unsigned, let digest = row[3].unsigned
            else { return nil }
            return (journal, (committed, digest))
        }
        return Dictionary(pairs) { $1 }
    }

    private mutating func checkPosition(_ witness: Witness, _ position: (committed: UInt64, digest: UInt64)?) {
        guard witness.released == witness.last else {
            return violations.append("\(witness.last - witness.released) entries of the journal are not acknowledged")
        }
        guard let position else { return violations.append("the desk does not know the journal \(witness.journal)") }
        if position.committed != witness.released {
            violations.append("the desk stands at \(position.committed), the journal at \(witness.released)")
        } else if position.digest != witness.digest {
            violations.append("the desk has other lines than the journal up to \(position.committed)")
        }
    }

    private mutating func check(_ ticket: Ticket, _ log: [LogEntry], _ book: ServiceBook) {
        if Ticket(log: log, book: book) != ticket {
            violations.append("ticket \(ticket.number) is not what its log adds up to")
        }
        steps[ticket.key, default: []] += log.filter { $0.author == .agent }.compactMap(\.kind.step)
    }

    private mutating func checkEvents(_ witness: Witness, hasOthers: Bool) {
        var expected: [String: [Step]] = [:]
        for (journal, line) in witness.events {
            guard journal == witness.journal else {
                return violations.append("the journal was renumbered: \(journal) is now \(witness.journal)")
            }
            guard let line = try? Line(parsing: line.utf8), case .event(_, let event)? = try? ClientMessage(line) else {
                violations.append("not an event: \(line)")
                continue
            }
            events += 1
            let verb = ["open": "opened", "update": "updated", "clear": "recovered"][event.kind.rawValue] ?? "?"
            expected[event.key.description, default: []].append("\(verb) \(event.value)")
        }
        for key in Set(expected.keys).union(steps.keys).sorted() {
            let (wanted, found) = (expected[key] ?? [], steps[key] ?? [])
            guard hasOthers ? !Set(wanted).isSubset(of: found) : found != wanted else { continue }
            violations.append("\(key): the journal has \(wanted), the desk \(found)")
        }
    }

    private mutating func checkConditions(_ witness: Witness, _ tickets: [Ticket]) {
        let latest = Dictionary(tickets.map { ($0.key, $0) }) { $1 }
        for (key, isOpen) in witness.conditions.sorted(by: { $0.key < $1.key }) {
            guard let ticket = latest[key] else {
                if isOpen { violations.append("\(key) is forgotten: it has no ticket") }
                continue
            }
            if ticket.isRecovered == isOpen {
                violations.append("\(key) is \(isOpen ? "open" : "clear") at the host, and its ticket says otherwise")
            }
            if ticket.isOpen != isOpen {
                violations.append("\(key) is \(isOpen ? "open" : "clear"), its ticket \(ticket.state)")
            }
        }
        for ticket in tickets where ticket.isOpen && witness.conditions[ticket.key] == nil {
            violations.append("\(ticket.key) has a ticket, and the host does not know it")
        }
    }
}

extension LogEntry.Kind {
    /// The event that the entry tells of; nil for what a snapshot told.
    var step: Criterion.Step? {
        switch self {
        case .opened(let opening): "opened \(opening.measure.value)"
        case .occurred(let measure), .reopened(let measure): "opened \(measure.value)"
        case .updated(let measure): "updated \(measure.value)"
        case .recovered(let value): "recovered \(value)"
        default: nil
        }
    }
}
