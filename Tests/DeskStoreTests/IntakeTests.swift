import Wire
import DeskTestSupport
import Desk
import GRDB
import Health
import Testing

@testable import DeskStore

struct IntakeTests {
    @Test func oneBatchOneOpenTicketPerKey() async throws {
        let temporary = try await TemporaryStore(hosts: ["a", "b"])
        var (first, second) = (Journal("a"), Journal("b"))
        let batch = [
            first.item(event(.open)), second.item(event(.open)), first.item(event(.open)),
            first.item(event(.update, "ups.on-battery", .critical, 3)), first.item(event(.open, "ups.low-battery")),
        ]
        let results = try await temporary.store.commit(batch, at: noon)
        let marks = results.map { result -> [Int64] in
            if case .applied(let marks) = result.outcome { marks.map(\.number) } else { [] }
        }
        #expect(marks == [[1], [2], [1], [1], [3]])
        #expect(results.last?.position == StreamPosition(committed: 4, digest: batch[4].item.digest))
        #expect(try await temporary.store.position(of: first.stream) == results.last?.position)
        let open = try await temporary.store.openTickets(of: "a")
        #expect(open.map(\.number) == [3, 1])
        #expect(open.last?.count == 2)
        #expect(open.last?.measure.severity == .critical)
        #expect(open.last?.hostName == "ws-a")
    }

    @Test func whatIsCommittedIsNotAppliedAgain() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        let batch = [journal.item(event(.open)), journal.item(event(.open))]
        _ = try await temporary.store.commit(batch, at: noon)
        let again = try await temporary.store.commit(batch + [journal.item(event(.open))], at: noon)
        #expect(again.map(\.outcome).prefix(2) == [.duplicate, .duplicate])
        #expect(again.map(\.position.committed) == [2, 2, 3])
        #expect(try await temporary.store.openTickets(of: "a").first?.count == 3)
    }

    @Test func aNumberThatDoesNotFollowIsRefused() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        let first = journal.item(event(.open))
        let second = journal.item(event(.open))
        let early = try await temporary.store.commit([second, first, second], at: noon)
        #expect(early[0].outcome == .outOfOrder(expected: 1))
        #expect(early.map(\.position.committed) == [0, 1, 2])
        #expect(try await temporary.store.openTickets(of: "a").first?.count == 2)
        #expect(try await temporary.store.position(of: Stream(host: "a", journal: "other")) == nil)
    }

    @Test func refusalAloneMakesNoStream() async throws {
        let temporary = try await TemporaryStore()
        let item = Arrival(Stream(host: "a", journal: "j"), number: 7, digest: 1, content: .event(event(.open)))
        #expect(try await temporary.store.commit([item], at: noon).map(\.outcome) == [.outOfOrder(expected: 1)])
        #expect(try await temporary.store.position(of: item.stream) == nil)
    }

    @Test func skipsAndGapsSettleARange() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        let batch = [
            journal.item(.gap, through: 1040), journal.item(.skip(reason: "dropped"), through: 1050),
            journal.item(event(.open)),
        ]
        let results = try await temporary.store.commit(batch, at: noon)
        #expect(results.map(\.position.committed) == [1040, 1050, 1051])
        let tickets = try await temporary.store.openTickets(of: "a")
        #expect(tickets.map(\.rule) == ["ups.on-battery", "host.gap"])
        let log = try #require(try await temporary.store.ticket(1)).log
        #expect(log.map(\.author) == [.desk, .desk])
        #expect(log.last?.kind == .remarked(.missing(first: 1, last: 1040)))
        #expect(tickets.last?.isTouched == false)
    }

    @Test func theGreatestNumberTrapsNothing() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        let results = try await temporary.store.commit(
            [journal.item(.skip(reason: "dropped"), through: .max - 1)],
            at: noon
        )
        #expect(results.first?.position.committed == UInt64.max - 1)
        let last = Arrival(journal.stream, number: .max, digest: .max, content: .event(event(.open)))
        let after = Arrival(journal.stream, number: 0, digest: 0, content: .event(event(.open)))
        let outcomes = try await temporary.store.commit([last, after, last], at: noon)
        #expect(outcomes.map(\.position.committed) == [.max, .max, .max])
        #expect(outcomes.map(\.outcome).suffix(2) == [.duplicate, .duplicate])
        #expect(try await temporary.store.position(of: journal.stream)?.digest.value == .max)
    }

    @Test func aSnapshotIsAppliedWhole() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        func standing(_ rule: RuleID, _ state: Standing.State) -> Standing {
            let key = ConditionKey(Component(.ups, "rack1"), rule)
            return Standing(key: key, state: state, severity: .warning, value: 1, limit: 1, unit: .count, since: noon)
        }
        let batch = [
            journal.item(event(.open)), journal.item(event(.open, "ups.low-battery")),
            journal.item(
                .sync(
                    [
                        standing("ups.on-battery", .clear), standing("ups.low-battery", .unknown),
                        standing("ups.replace-battery", .open), standing("ups.from-the-future", .open),
                    ],
                    at: HostInstant(boot: "b", uptime: later())
                )
            ),
        ]
        let results = try await temporary.store.commit(batch, at: noon)
        guard case .applied(let marks) = results[2].outcome else {
            Issue.record("\(results[2].outcome)")
            return
        }
        #expect(marks.map(\.number) == [1, 2, 3, 4])
        #expect(marks.map(\.state) == [.closed, .new, .new, .new])
        #expect(try await temporary.store.openTickets(of: "a").map(\.number) == [4, 3, 2])
    }

    /// It must outlive the desk: HAVE tells it to a host whose journal is new.
    @Test func anAcceptanceIsKeptWithTheTicketUntilANewOneIsOpened() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        let opened = event(.open)
        var accepted = event(.accept)
        accepted.acceptance = Acceptance(until: Bound(.above, 2), by: "root")
        _ = try await temporary.store.commit([journal.item(opened), journal.item(accepted)], at: noon)
        let tickets = try await temporary.store.acceptedTickets(of: "a")
        #expect(tickets.map(\.accepted) == [Bound(.above, 2)])
        #expect(tickets.map(\.state) == [.closed])
        let stored = try #require(try await temporary.store.ticket(1))
        #expect(Ticket(log: stored.log, book: try await temporary.store.book()) == stored.ticket)
        _ = try await temporary.store.commit([journal.item(event(.update, "ups.on-battery", .warning, 3))], at: noon)
        #expect(try await temporary.store.acceptedTickets(of: "a").isEmpty)
        #expect(try await temporary.store.openTickets(of: "a").map(\.number) == [2])
    }

    /// A snapshot that waited in a file while another journal told what came after it.
    @Test func aSnapshotThatWasOvertakenChangesNothing() async throws {
        let temporary = try await TemporaryStore()
        var (file, memory) = (Journal("a"), Journal("a", "j2"))
        let opened = event(.open)
        let standing = Standing(
            key: opened.key,
            state: .open,
            severity: .warning,
            value: 1,
            limit: 1,
            unit: .count,
            since: noon
        )
        let snapshot = file.item(.sync([standing], at: HostInstant(boot: "b", uptime: later())))
        let results = try await temporary.store.commit(
            [memory.item(opened), memory.item(event(.clear)), snapshot],
            at: noon
        )
        #expect(results.last?.position.committed == 1)
        #expect(try await temporary.store.openTickets(of: "a").isEmpty)
    }

    @Test func whatCannotBeUnderstoodIsKept() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        let item = journal.item(.unreadable(text: "OPEN 1 key=?", LineError(.field, "bad-field", field: "key")))
        let results = try await temporary.store.commit([item, item], at: noon)
        #expect(results.map(\.outcome) == [.rejected(LineError(.field, "bad-field", field: "key")), .duplicate])
        #expect(
            try await temporary.store.deadLetters(limit: 10)
                == [
                    DeadLetter(
                        stream: item.stream,
                        number: 1,
                        at: noon,
                        line: "OPEN 1 key=?",
                        code: 550,
                        word: "bad-field"
                    )
                ]
        )
    }

    @Test(arguments: [0, 1, 6, 7, 13])
    func aPoisonedBatchHoldsUpNobody(_ place: Int) async throws {
        let temporary = try await TemporaryStore(hosts: ["a", "b"])
        var journals = [Journal("a"), Journal("b")]
        var batch = (0..<14).map { index in
            journals[index % 2].item(event(.open, of: Component(.ups, "rack\(index)")))
        }
        batch[place].item.content = .event(event(.open, of: Component(.ups, "poison"), .warning, .nan))
        let results = try await temporary.store.commit(batch, at: noon)
        #expect(results[place].outcome == .rejected(LineError(.field, "refused-row")))
        #expect(results.map(\.position.committed) == batch.map(\.item.number))
        #expect(try await temporary.store.tickets(TicketFilter()).count == 13)
        let letters = try await temporary.store.deadLetters(limit: 10)
        #expect(letters.map(\.number) == [batch[place].item.number])
        #expect(letters.first?.line.contains("key=ups/poison/ups.on-battery") == true)
        #expect(try await temporary.store.commit(batch, at: noon).allSatisfy { $0.outcome == .duplicate })
    }

    @Test func anUnknownHostHoldsUpNobody() async throws {
        let temporary = try await TemporaryStore()
        var (known, unknown) = (Journal("a"), Journal("nobody"))
        let batch = [unknown.item(event(.open)), known.item(event(.open)), unknown.item(.gap)]
        let results = try await temporary.store.commit(batch, at: noon)
        #expect(results[0].outcome == .rejected(LineError(.field, "unknown-host")))
        #expect(results[2].outcome == .rejected(LineError(.field, "unknown-host")))
        #expect(try await temporary.store.tickets(TicketFilter()).count == 1)
    }

    @Test func twoDeskProcessesApplyEachNumberOnce() async throws {
        let temporary = try await TemporaryStore()
        let other = try DeskDatabase.open(path: temporary.path)
        var journal = Journal("a")
        let items = (0..<60).map { _ in journal.item(event(.open)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in [temporary.store, other] {
                group.addTask {
                    for item in items { _ = try await store.commit([item], at: noon) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await other.openTickets(of: "a").map(\.count) == [60])
        #expect(try await temporary.store.position(of: journal.stream)?.committed == 60)
        try other.close()
    }

    @Test func aFullDiskChangesNothingAndPasses() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        _ = try await temporary.store.commit([journal.item(event(.open))], at: noon)
        let pool = try temporary.pool
        try await pool.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let batch = (0..<500).map { journal.item(event(.open, of: Component(.ups, "rack-\($0)"))) }
        let error = await #expect(throws: DeskError.self) { try await temporary.store.commit(batch, at: noon) }
        #expect(error?.code == .storageFull)
        #expect(error?.isTemporary == true)
        #expect(try await temporary.store.position(of: journal.stream)?.committed == 1)
        #expect(try await temporary.store.deadLetters(limit: 1).isEmpty)
        try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        let results = try await temporary.store.commit(batch, at: noon)
        #expect(results.last?.position.committed == 501)
    }

    @Test func aStoreThatAnotherProcessHoldsIsBusy() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        try await temporary.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 0") }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: temporary.path, configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let item = journal.item(event(.open))
        let error = await #expect(throws: DeskError.self) { try await temporary.store.commit([item], at: noon) }
        #expect(error?.code == .busy)
        try other.inDatabase { try $0.execute(sql: "COMMIT") }
        #expect(try await temporary.store.commit([item], at: noon).first?.position.committed == 1)
        try other.close()
    }
}
