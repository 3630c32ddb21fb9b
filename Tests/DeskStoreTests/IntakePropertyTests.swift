import Wire
import DeskTestSupport
import Desk
import GRDB
import Health
import TestSupport
import Testing

@testable import DeskStore

/// Random histories of several hosts, against a model that knows of each key only what a person would keep in the head.
struct IntakePropertyTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func everyHistoryEqualsTheModel(_ seed: UInt64) async throws {
        var history = History(seed: seed)
        let temporary = try await TemporaryStore(hosts: history.hosts)
        for _ in 0..<25 {
            let batch = history.batch()
            let results = try await temporary.store.commit(batch, at: history.now)
            #expect(results.map(\.outcome.isApplied) == history.expected, "seed \(seed)")
            if let (number, handling) = try await history.handling(in: temporary.store) {
                try await temporary.store.perform(handling, on: number, at: history.now)
            }
        }
        try await agree(temporary.store, history, seed)
    }

    private func agree(_ store: DeskDatabase, _ history: History, _ seed: UInt64) async throws {
        let tickets = try await store.tickets(TicketFilter(limit: .max))
        let book = try await store.book()
        for ticket in tickets {
            let stored = try #require(try await store.ticket(ticket.number))
            #expect(Ticket(log: stored.log, book: book) == ticket, "seed \(seed)")
        }
        let byKey = Dictionary(grouping: tickets) { History.Key(host: $0.host ?? "", key: $0.key) }
        #expect(Set(byKey.keys) == Set(history.model.keys), "seed \(seed)")
        for (key, model) in history.model {
            let ofKey = byKey[key] ?? []
            #expect(ofKey.count == model.tickets, "seed \(seed) \(key)")
            #expect(ofKey.count { $0.isOpen } == (model.isOpen ? 1 : 0), "seed \(seed) \(key)")
            #expect(ofKey.reduce(0) { $0 + $1.count } == model.openings, "seed \(seed) \(key)")
            #expect(ofKey.first?.isRecovered == model.isRecovered, "seed \(seed) \(key)")
        }
        for journal in history.journals {
            #expect(try await store.position(of: journal.stream)?.committed ?? 0 == journal.next - 1, "seed \(seed)")
        }
    }
}

extension Settlement.Outcome {
    fileprivate var isApplied: Bool {
        if case .applied = self { true } else { false }
    }
}

/// What happens, and what should come of it.
private struct History {
    struct Key: Hashable {
        let host: String
        let key: String
    }

    /// One key: written from the rules in words, not from the workflow's code.
    struct Model {
        var tickets = 0
        var openings = 0
        var isOpen = false
        var isTouched = false
        var isRecovered = false
        var wasClosedByPerson = false
        var closedAt = noon
        var worth: (severity: Severity, value: Double) = (.info, 0)
    }

    static let rules: [RuleID] = ["ups.on-battery", "disk.wear", "ups.from-the-future"]
    static let healing: Set<RuleID> = ["ups.on-battery", "ups.from-the-future"]

    let hosts = ["a", "b", "c"]
    var now = noon
    private(set) var journals: [Journal]
    private(set) var model: [Key: Model] = [:]
    private(set) var expected: [Bool] = []
    private var sent: [Arrival] = []
    private var random: Seeded

    init(seed: UInt64) {
        random = Seeded(seed)
        journals = hosts.map { Journal($0) }
    }

    mutating func batch() -> [Arrival] {
        now = now.advanced(by: Double.random(in: 0...2400, using: &random))
        expected = []
        return (0..<Int.random(in: 1...12, using: &random)).map { _ in item() }
    }

    private mutating func item() -> Arrival {
        if let old = sent.randomElement(using: &random), Int.random(in: 0..<5, using: &random) == 0 {
            expected.append(false)
            return old
        }
        let index = Int.random(in: 0..<journals.count, using: &random)
        if Int.random(in: 0..<10, using: &random) == 0 {
            expected.append(false)
            let early = journals[index].next + 1
            return Arrival(journals[index].stream, number: early, digest: 0, content: .event(randomEvent()))
        }
        let content = randomContent(of: hosts[index])
        let item = journals[index].item(content)
        sent.append(item)
        expected.append(true)
        return item
    }

    private mutating func randomContent(of host: String) -> JournalItem.Content {
        if Int.random(in: 0..<5, using: &random) > 0 {
            let event = randomEvent()
            take(event, of: host)
            return .event(event)
        }
        let standings = Self.rules.shuffled(using: &random).prefix(2).map { randomStanding($0) }
        for standing in standings { take(standing, of: host) }
        return .sync(standings, at: nil)
    }

    private mutating func randomEvent() -> Event {
        DeskStoreTests.event(
            [Event.Kind.open, .open, .update, .clear].randomElement(using: &random) ?? .open,
            Self.rules.randomElement(using: &random) ?? "disk.wear",
            randomSeverity(),
            Double(Int.random(in: 1...9, using: &random))
        )
    }

    private mutating func randomStanding(_ rule: RuleID) -> Standing {
        Standing(
            key: ConditionKey(Component(.ups, "rack1"), rule),
            state: [Standing.State.open, .clear, .unknown].randomElement(using: &random) ?? .open,
            severity: randomSeverity(),
            value: Double(Int.random(in: 1...9, using: &random)),
            limit: 1,
            unit: .count,
            since: noon
        )
    }

    private mutating func randomSeverity() -> Severity { Severity.allCases.randomElement(using: &random) ?? .info }

    /// Now and then a person writes to a ticket or closes it.
    mutating func handling(in store: DeskDatabase) async throws -> (Int64, Action)? {
        guard Bool.random(using: &random),
            let ticket = try await store.tickets(TicketFilter(states: Ticket.State.unfinished))
                .randomElement(using: &random)
        else { return nil }
        let key = Key(host: ticket.host ?? "", key: ticket.key)
        model[key]?.isTouched = true
        guard Bool.random(using: &random) else { return (ticket.number, .note("looked at it")) }
        model[key]?.isOpen = false
        model[key]?.wasClosedByPerson = true
        model[key]?.closedAt = now
        return (ticket.number, .close(reason: "done"))
    }
}

extension History {
    private mutating func take(_ event: Event, of host: String) {
        let worth = (event.severity, event.value)
        switch event.kind {
        case .open: open(event.key, of: host, worth)
        case .update: stands(event.key, of: host, worth)
        case .clear: clear(event.key, of: host, event.value)
        case .accept: break
        }
    }

    private mutating func take(_ standing: Standing, of host: String) {
        switch standing.state {
        case .open: stands(standing.key, of: host, (standing.severity, standing.value))
        case .clear: clear(standing.key, of: host, standing.value)
        case .unknown: break
        }
    }

    private mutating func open(_ key: ConditionKey, of host: String, _ worth: (Severity, Double)) {
        var now = model[Key(host: host, key: key.description)] ?? Model()
        let isReopened =
            !now.isOpen && now.tickets > 0 && !now.wasClosedByPerson && self.now < now.closedAt.advanced(by: 3600)
        now.openings += 1
        if !now.isOpen, !isReopened {
            now.tickets += 1
            now.isTouched = false
        }
        now.isOpen = true
        now.wasClosedByPerson = false
        now.isRecovered = false
        now.worth = worth
        model[Key(host: host, key: key.description)] = now
    }

    private mutating func stands(_ key: ConditionKey, of host: String, _ worth: (Severity, Double)) {
        let name = Key(host: host, key: key.description)
        guard let now = model[name] else { return open(key, of: host, worth) }
        if now.isOpen {
            model[name]?.worth = worth
            model[name]?.isRecovered = false
        } else if !now.wasClosedByPerson || now.isRecovered || worth > now.worth {
            open(key, of: host, worth)
        }
    }

    private mutating func clear(_ key: ConditionKey, of host: String, _ value: Double) {
        let name = Key(host: host, key: key.description)
        guard let now = model[name], !now.isRecovered else { return }
        model[name]?.isRecovered = true
        model[name]?.worth.value = value
        guard now.isOpen, !now.isTouched, Self.healing.contains(key.rule) else { return }
        model[name]?.isOpen = false
        model[name]?.closedAt = self.now
    }
}
