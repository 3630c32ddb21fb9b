import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// The queue, who takes from it, and what clocks ask for.
///
/// `noon` is a Monday in UTC.
struct QueueTests {
    private static let root = DeskDatabase.scope

    /// A desk that works from 8 to 18 UTC, with a technician at tier 1 who may have two tickets at once.
    private struct Office {
        let temporary: TemporaryStore
        let marie: Account

        var store: DeskDatabase { temporary.store }

        init() async throws {
            temporary = try await TemporaryStore()
            let store = temporary.store
            let day = [DaySpan(8 * 60, 18 * 60)]
            let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, day) })
            let office = try BusinessCalendar(
                id: VersionName(id: "office", version: 2),
                name: "office",
                validFrom: Timestamp(milliseconds: 1),
                zone: .utc,
                hours: week
            )
            try await store.add(office, by: root, at: noon)
            let person = Person(id: PersonID(0), organisation: .first, name: "Marie")
            let id = try await store.add([person], by: root, at: noon)[0].id
            marie = Account(
                person: id,
                login: "marie",
                memberships: [Membership(.technician, in: .first, tier: 1)],
                workLimit: 2,
                madeAt: noon
            )
            try await store.save(marie, by: root, at: noon)
        }

        @discardableResult
        func file(_ title: String, _ impact: Impact, _ urgency: Urgency, at time: Timestamp = noon) async throws
            -> Int64
        {
            let filing = Filing(.incident, organisation: .first, title: Prose(title), impact: impact, urgency: urgency)
            return try await store.file(filing, by: root, at: time).ticket.number
        }

        func working(_ filter: QueueFilter = QueueFilter()) async throws -> [Int64] {
            try await store.queue(filter, in: root).working.map(\.number)
        }
    }

    @Test func whatBreachesFirstStandsFirst() async throws {
        let office = try await Office()
        // P4: 7.5 h to the response; P1: 30 min; P3: 4 h.
        let (p4, p1, p3) = (
            try await office.file("slow", .low, .low), try await office.file("down", .high, .high),
            try await office.file("stuck", .medium, .medium)
        )
        #expect(try await office.working() == [p1, p3, p4])
        let ticket = try #require(try await office.store.ticket(p1)?.ticket)
        #expect(ticket.deadlines.responseBy == noon.advanced(by: 1800))
        #expect(ticket.deadlines.resolutionBy == noon.advanced(by: 4 * 3600))
        #expect(ticket.deadlines.warning?.at == noon.advanced(by: 1350))
        // Answered, it has until the solution; what waits for the requester stands apart.
        try await office.store.perform(.reply(Prose("on it")), on: p1, at: noon)
        #expect(try await office.working() == [p1, p3, p4])
        try await office.store.perform(.reply(Prose("on it")), on: p3, at: noon)
        try await office.store.perform(.wait(for: .requester, nil, until: noon.advanced(by: 60)), on: p3, at: noon)
        let queue = try await office.store.queue(QueueFilter(), in: Self.root)
        #expect(queue.working.map(\.number) == [p1, p4])
        #expect(queue.waiting.map(\.number) == [p3])
        #expect(try await office.store.check(isRepairing: false) == [])
    }

    /// A day's end: 4 h of P3's response begin at 16:00, and end at 10:00 of the next day.
    @Test func nightsDoNotCount() async throws {
        let office = try await Office()
        let number = try await office.file("stuck", .medium, .medium, at: noon.advanced(by: 4 * 3600))
        let deadline = try await office.store.ticket(number)?.ticket.deadlines.responseBy
        #expect(deadline == noon.advanced(by: 22 * 3600))
    }

    @Test func aMachinesTicketIsAnsweredWhenItIsTaken() async throws {
        let office = try await Office()
        var journal = Journal("a")
        _ = try await office.store.commit([journal.item(event(.open))], at: noon)
        let opened = try #require(try await office.store.ticket(1)?.ticket)
        #expect(opened.priority == .p4)
        #expect(opened.deadlines.responseBy != nil)
        try await office.store.perform(.assign(office.marie.person), on: 1, at: noon)
        let taken = try #require(try await office.store.ticket(1)?.ticket)
        #expect(taken.deadlines.responseBy == nil)
        #expect(taken.deadlines.resolutionBy == opened.deadlines.resolutionBy)
        // It gets worse: a new priority keeps the time that was used.
        _ = try await office.store.commit(
            [journal.item(event(.update, "ups.on-battery", .critical, 9))],
            at: noon.advanced(by: 3600)
        )
        let worse = try #require(try await office.store.ticket(1)?.ticket)
        #expect(worse.priority == .p3)
        #expect(try #require(worse.deadlines.resolutionBy) < (try #require(taken.deadlines.resolutionBy)))
        #expect(try await office.store.check(isRepairing: false) == [])
    }

    @Test func nextTakesTheTopAndNoMoreThanTheLimit() async throws {
        let office = try await Office()
        let (slow, down) = (try await office.file("slow", .low, .low), try await office.file("down", .high, .high))
        try await office.file("third", .low, .low, at: noon.advanced(by: 1))
        let taken = [
            try await office.store.takeNext(for: office.marie, by: Self.root, at: noon)?.ticket.number,
            try await office.store.takeNext(for: office.marie, by: Self.root, at: noon)?.ticket.number,
        ]
        #expect(taken == [down, slow])
        let error = await #expect(throws: DeskError.self) {
            try await office.store.takeNext(for: office.marie, by: Self.root, at: noon)
        }
        #expect(error?.code == .notAllowed)
        try await office.store.perform(.solve(cause: "x", solution: "y"), on: slow, at: noon)
        #expect(try await office.store.takeNext(for: office.marie, by: Self.root, at: noon) != nil)
        #expect(try await office.working(QueueFilter(assignee: office.marie.person)).count == 2)
        #expect(try await office.working(QueueFilter(isUnassigned: true)).isEmpty)
    }

    @Test func ofTwoTakersEachHasAnother() async throws {
        let office = try await Office()
        for title in ["one", "two"] { try await office.file(title, .low, .low) }
        let other = try DeskDatabase.open(path: office.temporary.path)
        defer { try? other.close() }
        let (marie, store) = (office.marie, office.store)
        let taken = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for store in [store, other] {
                group.addTask { try await store.takeNext(for: marie, by: Self.root, at: noon)?.ticket.number }
            }
            return try await group.reduce(into: Set<Int64?>()) { $0.insert($1) }
        }
        #expect(taken == [1, 2])
    }

    @Test func whatIsDueIsDoneOnce() async throws {
        let office = try await Office()
        let number = try await office.file("down", .high, .high)
        let other = try await office.file("later", .low, .low)
        try await office.store.perform(.wait(for: .parts, nil, until: noon.advanced(by: 3600)), on: other, at: noon)
        #expect(try await office.store.performDue(at: noon.advanced(by: 1349)).isEmpty)
        let near = try await office.store.performDue(at: noon.advanced(by: 1350))
        #expect(near.map(\.ticket.number) == [number])
        #expect(near.first?.log.last?.kind == .warned(.response, share: 75))
        #expect(try await office.store.performDue(at: noon.advanced(by: 1799)).isEmpty)
        let late = try await office.store.performDue(at: noon.advanced(by: 1800))
        #expect(late.first?.log.last?.kind == .warned(.response, share: 100))
        let woken = try await office.store.performDue(at: noon.advanced(by: 3600))
        #expect(woken.map(\.ticket.number) == [other])
        #expect(woken.first?.ticket.state == .open)
        #expect(try await office.store.performDue(at: noon.advanced(by: 3600)).isEmpty)
        // The desk was away for days: each mark is told once all the same.
        var kinds: [LogEntry.Kind] = []
        while case let some = try await office.store.performDue(at: noon.advanced(by: 90 * 86_400)), !some.isEmpty {
            kinds += some.flatMap(\.log).map(\.kind)
        }
        #expect(kinds.count == 6, "\(kinds)")
        #expect(try await office.store.check(isRepairing: false) == [])
    }

    @Test func aNewVersionBindsNewTicketsAlone() async throws {
        let office = try await Office()
        let before = try await office.file("before", .low, .low)
        let always = ServiceTarget(response: 60, resolution: 120, calendar: "24x7")
        let targets = Dictionary(uniqueKeysWithValues: Priority.allCases.map { ($0, always) })
        let policy = try ServicePolicy(
            id: VersionName(id: "standard", version: 2),
            name: "standard",
            validFrom: noon,
            targets: targets,
            pausing: []
        )
        try await office.store.add(policy, by: Self.root, at: noon)
        let after = try await office.file("after", .low, .low)
        let tickets = try await office.store.tickets().map { ($0.number, $0.deadlines.responseBy) }
        #expect(tickets.first { $0.0 == after }?.1 == noon.advanced(by: 60))
        #expect(tickets.first { $0.0 == before }?.1 != noon.advanced(by: 60))
        #expect(try await office.store.check(isRepairing: false) == [])
        let again = await #expect(throws: DeskError.self) {
            try await office.store.add(policy, by: Self.root, at: noon)
        }
        #expect(again?.code == .nameTaken)
    }

    @Test func whatCannotBeKeptIsRefused() async throws {
        let office = try await Office()
        let target = ServiceTarget(response: 60, resolution: 120, calendar: "moon")
        let policy = try ServicePolicy(
            id: VersionName(id: "moon", version: 1),
            name: "moon",
            validFrom: noon,
            targets: Dictionary(uniqueKeysWithValues: Priority.allCases.map { ($0, target) }),
            pausing: []
        )
        let error = await #expect(throws: DeskError.self) {
            try await office.store.add(policy, by: Self.root, at: noon)
        }
        #expect(error?.code == .badText)
        #expect(error?.message.en.contains("'moon'") == true, "\(error?.message.en ?? "")")
        let unknown = await #expect(throws: DeskError.self) {
            try await office.store.serve(.first, by: "moon", scope: Self.root, at: noon)
        }
        #expect(unknown?.code == .badText)
        #expect(try await office.store.book().policyNames.map(\.description) == ["standard@1"])
    }
}
