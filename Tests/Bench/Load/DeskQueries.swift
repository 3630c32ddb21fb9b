import Desk
import DeskStore
import GRDB
import Glibc
import Health
import Wire

/// What people ask of a store of 100,000 tickets, beside the bare SQL of the same rows.
enum DeskQueries {
    private static let (tickets, unfinished, hosts, organisations) = (100_000, 8_000, 1_000, 20)
    private static let rounds = 60
    static let now = Timestamp(seconds: 1_795_435_200)

    static func run(in folder: String) async throws {
        let path = "\(folder)/desk.sqlite"
        let store = try DeskDatabase.open(path: path)
        try await fill(store, path)
        let queue = try DatabaseQueue(path: path)
        let technician = Account(
            person: PersonID(1),
            login: "bench",
            memberships: (1...6).map { Membership(.technician, in: OrganisationID(Int64($0))) },
            madeAt: now
        )
        let all = Scope.local("bench")
        let (words, host) = (try TicketQuery("endurance example ssd"), try TicketQuery("ws-17"))
        let columns = "SELECT ticket.*, text.hash, text.content FROM ticket LEFT JOIN text ON text.id = ticket.title"
        let due = "breach_at IS NOT NULL AND state <> 'closed' AND state <> 'resolved'"
        let order = "ORDER BY breach_at, number LIMIT 50"
        let sides: [(name: String, bare: String, ours: () async throws -> Int)] = [
            (
                "queue-by-tier", "\(columns) WHERE \(due) AND tier = 1 \(order)",
                { try await store.queue(QueueFilter(tier: 1), in: all).working.count }
            ),
            (
                "queue-by-organisations", "\(columns) WHERE organisation IN (1, 2, 3, 4, 5, 6) AND \(due) \(order)",
                { try await store.queue(QueueFilter(), in: Scope(technician)).working.count }
            ),
            (
                "queue-mine", "\(columns) WHERE \(due) AND assignee = 1 \(order)",
                { try await store.queue(QueueFilter(assignee: PersonID(1)), in: all).working.count }
            ),
            (
                "newest-by-three-words", match("\"endurance\" AND \"example\" AND \"ssd\"*", columns),
                { try await store.search(words, limit: 20, in: all).count }
            ),
            (
                "newest-by-host", match("\"ws 17\"*", columns),
                { try await store.search(host, limit: 20, in: all).count }
            ),
        ]
        for side in sides {
            let (ours, bare) = try await measure(side.bare, side.ours, queue)
            print("{\"name\": \"\(side.name)\", \"ours_us\": \(ours), \"bare_us\": \(bare)}")
        }
        try store.close()
    }

    private static func match(_ words: String, _ columns: String) -> String {
        """
        \(columns) JOIN ticket_text ON ticket_text.rowid = ticket.number WHERE ticket_text MATCH '\(words)'
        ORDER BY ticket_text.rowid DESC LIMIT 20
        """
    }

    /// The medians of both sides in microseconds; they take turns, and each comes first in half of them.
    private static func measure(
        _ bare: String,
        _ ours: () async throws -> Int,
        _ queue: DatabaseQueue
    ) async throws -> (Double, Double) {
        var times: (ours: [Double], bare: [Double]) = ([], [])
        for round in 0..<rounds {
            var counts: [Int] = []
            for isOurs in round.isMultiple(of: 2) ? [true, false] : [false, true] {
                let begun = ContinuousClock.now
                let count =
                    isOurs
                    ? try await ours()
                    : try await queue.read { try Row.fetchAll($0.cachedStatement(sql: bare)).count }
                let time = (ContinuousClock.now - begun) / .microseconds(1)
                counts.append(count)
                if isOurs { times.ours.append(time) } else { times.bare.append(time) }
            }
            guard Set(counts).count == 1, counts[0] > 0 else { throw Failure("the sides differ: \(counts)") }
        }
        return (times.ours.sorted()[rounds / 2], times.bare.sorted()[rounds / 2])
    }

    /// Tickets of machines in all organisations, most of them closed, some of them of one technician.
    static func fill(_ store: DeskDatabase, _ path: String) async throws {
        let root = Scope.local("bench")
        for number in 2...organisations { _ = try await store.addOrganisation("o\(number)", by: root, at: now) }
        _ = try await store.add([Person(id: PersonID(0), organisation: .first, name: "Bench")], by: root, at: now)
        for number in 0..<hosts {
            let organisation = OrganisationID(Int64(number % organisations + 1))
            let host = EnrolledHost(
                id: "h\(number)",
                name: "ws-\(number)",
                hostClass: number.isMultiple(of: 10) ? .alwaysOn : .desktop,
                enrolledAt: now,
                organisation: organisation
            )
            try await store.enrol(host)
        }
        var numbers: [Int: UInt64] = [:]
        func arrival(_ kind: Event.Kind, _ ticket: Int) -> Arrival {
            let host = ticket % hosts
            let number = (numbers[host] ?? 0) + 1
            numbers[host] = number
            let event = Event(
                kind,
                ConditionKey(Component(.disk, "S\(ticket)"), ticket.isMultiple(of: 3) ? "disk.wear" : "disk.spare"),
                severity: ticket.isMultiple(of: 7) ? .critical : .warning,
                value: 97,
                limit: 95,
                unit: .percent,
                name: "Example SSD 1TB",
                at: Moment(time: now, uptime: Double(ticket), boot: "b")
            )
            let item = JournalItem(
                number: number,
                through: number,
                digest: Digest(value: number),
                content: .event(event)
            )
            return Arrival(Desk.Stream(host: "h\(host)", journal: "j"), item)
        }
        for first in stride(from: 1, through: tickets, by: 500) {
            let batch = (first..<first + 500).map { arrival(.open, $0) }
            _ = try await store.commit(batch, at: now.advanced(by: Double(first)))
        }
        // Wear does not heal, so a person closes it; here the row alone matters.
        let queue = try DatabaseQueue(path: path)
        try await queue.write { database in
            let rest = "number > \(unfinished)"
            try database.execute(
                sql: """
                    UPDATE ticket SET state = 'closed', closed_at = 1, closed_by = 'desk', response_by = NULL,
                        resolution_by = NULL, breach_at = NULL, warn_at = NULL, warn_clock = NULL, warn_share = NULL
                        WHERE \(rest);
                    UPDATE ticket SET assignee = 1 WHERE number <= 800 AND number % 5 = 0
                    """
            )
        }
        try queue.close()
    }
}
