import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// A method of the store that reads, and how much it shows to a scope of what is theirs.
struct ForeignRead: Sendable, CustomTestStringConvertible {
    let method: String
    let count: @Sendable (TwoOrganisations, Scope) async throws -> Int

    init(_ method: String, _ count: @escaping @Sendable (TwoOrganisations, Scope) async throws -> Int) {
        self.method = method
        self.count = count
    }

    var testDescription: String { method }

    static let all = tickets + queue + hosts + people + templates + outbox

    /// By words and by every field, of what is theirs.
    private static let queries = [
        "secret", "ws-b", "battery", "host:ws-b", "host:b", "site:Lyon", "who:nobody", "who:stranger", "from:Stranger",
        "from:s@example.org", "from:nobody", "rule:ups.on-battery", "state:new", "tier:1", "p:p4", "severity:warning",
        "component:ups",
    ]

    private static let tickets = [
        Self("tickets(filter)") { try await $0.store.tickets(TicketFilter(limit: .max), in: $1).count },
        Self("ticket(number)") { desk, scope in
            var count = 0
            for number in 1...desk.ticket where try await desk.store.ticket(number, in: scope) != nil { count += 1 }
            return count
        },
        Self("search(query)") { desk, scope in
            var count = 0
            for words in queries + ["\(desk.ticket)", "#\(desk.ticket)"] {
                count += try await desk.store.search(words, limit: 9, in: scope).count
            }
            return count
        },
        Self("organisation(number)") { desk, scope in
            try await desk.store.organisation(ofTicket: desk.ticket, in: scope) == nil ? 0 : 1
        },
        Self("similarTickets(ticket)") { desk, scope in
            guard var other = try await desk.store.ticket(1)?.ticket else { return 0 }
            other.number = 99
            return try await desk.store.similarTickets(to: other, limit: 9, in: scope).count
        },
        Self("statistics(scope)") { try await $0.store.statistics(in: $1, at: noon).total },
        Self("unfinishedByHost(scope)") { try await $0.store.unfinishedByHost(in: $1).count },
    ]

    private static let queue = [
        Self("queue(filter)") { desk, scope in
            let all = try await desk.store.queue(QueueFilter(), in: scope)
            let some = try await desk.store.queue(QueueFilter(organisation: desk.theirs), in: scope)
            var count = all.tickets.count + some.tickets.count
            for words in queries {
                let filter = QueueFilter(query: try TicketQuery(words))
                count += try await desk.store.queue(filter, in: scope).tickets.count
            }
            for tab in QueueTab.allCases {
                count += try await desk.store.queue(QueueFilter(tab, of: desk.stranger), in: scope).tickets.count
            }
            return count
        },
        Self("neighbours(ticket)") { desk, scope in
            let ticket = try #require(try await desk.store.ticket(desk.ticket, in: DeskDatabase.scope)?.ticket)
            let all = try await desk.store.neighbours(of: ticket, filter: QueueFilter(), in: scope)
            let tab = QueueFilter(.tier, of: desk.stranger)
            let some = try await desk.store.neighbours(of: ticket, filter: tab, in: scope)
            return [all.previous, all.next, some.previous, some.next].compactMap { $0 }.count
        },
        Self("queueCounts(account)") { desk, scope in
            try await desk.store.queueCounts(of: desk.stranger, in: scope).values.reduce(0, +)
        },
        Self("agreements(tickets)") { desk, scope in
            try await desk.store.agreements(of: Array(1...desk.ticket), in: scope).count
        },
        Self("takeNext(account)") { desk, scope in
            try await desk.store.takeNext(for: desk.stranger, by: scope, at: noon) == nil ? 0 : 1
        },
    ]

    private static let hosts = [
        Self("hosts(scope)") { desk, scope in
            try await desk.store.hosts(in: scope).count { $0.organisation == desk.theirs }
        },
        Self("hosts(typed)") { desk, scope in
            try await desk.store.hosts(beginningWith: "ws", of: desk.theirs, limit: 9, in: scope).count
        },
        Self("facts(host)") { try await $0.store.facts(of: "b", in: $1).count },
        Self("history(component)") { desk, scope in
            try await desk.store.history(
                of: Component(.ups, "x"),
                quantity: .batteryCharge,
                host: "b",
                in: scope
            ).count
        },
        Self("unwellParts(scope)") { try await $0.store.unwellParts(in: $1).count },
        Self("diskModels(scope)") { try await $0.store.diskModels(in: $1).count },
        Self("work(since)") { desk, scope in
            let work = try await desk.store.work(since: noon, limit: 9, in: scope)
            return work.items.count + work.count
        },
    ]

    private static let people = [
        Self("organisations(scope)") { desk, scope in
            try await desk.store.organisations(in: scope).count { $0.id == desk.theirs }
        },
        Self("sites(scope)") { try await $0.store.sites(in: $1).count },
        Self("persons(scope)") { desk, scope in
            try await desk.store.persons(in: scope).count { $0.organisation == desk.theirs }
        },
        Self("person(id)") { try await $0.store.person($0.stranger.person, in: $1) == nil ? 0 : 1 },
        Self("persons(typed)") { desk, scope in
            let byName = try await desk.store.persons(beginningWith: "str", limit: 9, in: scope)
            return try await desk.store.persons(beginningWith: "s@ex", limit: 9, in: scope).count + byName.count
        },
        Self("names(persons)") { try await $0.store.names(of: [$0.stranger.person], in: $1).count },
        Self("accounts(scope)") { desk, scope in
            try await desk.store.accounts(in: scope).count { $0.person == desk.stranger.person }
        },
        Self("account(login)") { try await $0.store.account("stranger", in: $1) == nil ? 0 : 1 },
    ]

    private static let templates = [
        Self("categories(scope)") { try await $0.store.categories(in: $1).count },
        Self("templates(scope)") { try await $0.store.templates(in: $1).count },
    ]

    private static let outbox = [
        Self("notices(states)") {
            try await $0.store.notices(Set(Notice.State.allCases), limit: 9, in: $1).count
        },
        Self("digest(account)") { desk, scope in
            let start = noon.advanced(by: -60)
            let digest = try await desk.store.digest(for: desk.stranger, since: start, at: noon, in: scope)
            let lists = digest.late.count + digest.lateCount + digest.mine.count + digest.mineCount
            return digest.counts.values.reduce(lists + digest.opened + digest.closed + digest.unassigned, +)
        },
    ]
}
