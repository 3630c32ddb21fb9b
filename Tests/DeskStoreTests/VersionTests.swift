import Desk
import DeskTestSupport
import Health
import Synchronization
import Testing

@testable import DeskStore

/// Versions of policies and calendars that become valid later, and tickets that are bound to newer ones.
///
/// `noon` is a Monday in UTC.
struct VersionTests {
    private static let root = DeskDatabase.scope
    private static let day = 86_400.0

    /// A desk that works from 8 to 18 UTC, and promises a response in 4 h and a solution in 10 h.
    private static func desk() async throws -> TemporaryStore {
        let temporary = try await TemporaryStore()
        let start = Timestamp(milliseconds: 1)
        try await temporary.store.add(calendar(1, until: 18, from: start), by: root, at: noon)
        try await temporary.store.add(policy("standard", 2, resolution: 10, from: start), by: root, at: noon)
        return temporary
    }

    private static func calendar(_ version: Int, until hour: Int, from start: Timestamp) throws -> BusinessCalendar {
        try calendar(version, DaySpan(8 * 60, hour * 60), from: start)
    }

    private static func calendar(_ version: Int, _ span: DaySpan, from start: Timestamp) throws -> BusinessCalendar {
        try BusinessCalendar(
            id: VersionName(id: "desk", version: version),
            name: "desk",
            validFrom: start,
            zone: .utc,
            hours: Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [span]) })
        )
    }

    private static func policy(_ id: String, _ version: Int, resolution hours: Int, from start: Timestamp) throws
        -> ServicePolicy
    {
        let target = ServiceTarget(response: 4 * 3600, resolution: hours * 3600, calendar: "desk")
        return try ServicePolicy(
            id: VersionName(id: id, version: version),
            name: id,
            validFrom: start,
            targets: Dictionary(uniqueKeysWithValues: Priority.allCases.map { ($0, target) }),
            pausing: [.requester]
        )
    }

    private static func file(
        _ store: DeskDatabase,
        of organisation: OrganisationID = .first,
        at time: Timestamp = noon
    ) async throws -> TicketRecord {
        try await store.file(Filing(.incident, organisation: organisation, title: Prose("x")), by: root, at: time)
    }

    private static func apply(
        _ store: DeskDatabase,
        to organisation: OrganisationID? = nil,
        by scope: Scope = root,
        at time: Timestamp
    ) async throws(DeskError) -> Int {
        try await store.applyPolicies(to: organisation, by: scope, at: time, onProgress: { _ in })
    }

    private static func name(_ policy: String, _ calendar: String) throws -> AgreementName {
        AgreementName(policy: try #require(VersionName(policy)), calendars: [try #require(VersionName(calendar))])
    }

    /// What progress was told.
    private final class Told: Sendable {
        private let counts = Mutex<[Int]>([])

        var all: [Int] { counts.withLock { $0 } }

        func add(_ count: Int) { counts.withLock { $0.append(count) } }
    }

    // MARK: - Later versions

    @Test func aVersionOfLaterBindsFromItsDayOn() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let tomorrow = noon.advanced(by: Self.day)
        try await store.add(Self.policy("standard", 3, resolution: 20, from: tomorrow), by: Self.root, at: noon)
        try await store.add(Self.calendar(2, until: 20, from: tomorrow), by: Self.root, at: noon)
        let before = try await Self.file(store, at: tomorrow.advanced(by: -0.001))
        #expect(before.log.agreement == (try Self.name("standard@2", "desk@1")))
        let after = try await Self.file(store, at: tomorrow)
        #expect(after.log.agreement == (try Self.name("standard@3", "desk@2")))
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func aPolicyOfLaterIsCheckedOnEachDayAfterIt() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let (month, third) = (noon.advanced(by: 30 * Self.day), noon.advanced(by: 90 * Self.day))
        // A minute a day: ten years have 43 hours of it.
        let minute = DaySpan(8 * 60, 8 * 60 + 1)
        try await store.add(Self.calendar(2, minute, from: third), by: Self.root, at: noon)
        let error = await #expect(throws: DeskError.self) {
            try await store.add(Self.policy("gold", 1, resolution: 60, from: month), by: Self.root, at: noon)
        }
        #expect(error?.code == .badText)
        #expect(error?.message.en.contains("gold cannot be kept from \(third)") == true, "\(error?.message.en ?? "")")
        #expect(error?.message.en.contains("desk@2") == true, "\(error?.message.en ?? "")")
        #expect(try await store.book().policyNames.map(\.description) == ["standard@1", "standard@2"])
        try await store.add(Self.policy("gold", 1, resolution: 40, from: month), by: Self.root, at: noon)
        // It is there, and serves nobody before its day.
        let early = await #expect(throws: DeskError.self) {
            try await store.serve(.first, by: "gold", scope: Self.root, at: month.advanced(by: -0.001))
        }
        #expect(early?.code == .badText)
        try await store.serve(.first, by: "gold", scope: Self.root, at: month)
    }

    /// A calendar of later is looked at with every policy that counts by it then, also with one of later.
    @Test func aCalendarThatBreaksAPolicyLaterIsRefused() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let month = noon.advanced(by: 30 * Self.day)
        try await store.add(Self.policy("gold", 1, resolution: 60, from: month), by: Self.root, at: noon)
        for start in [noon, month.advanced(by: -Self.day), month, month.advanced(by: Self.day)] {
            let error = await #expect(throws: DeskError.self) {
                let minute = DaySpan(8 * 60, 8 * 60 + 1)
                try await store.add(Self.calendar(2, minute, from: start), by: Self.root, at: noon)
            }
            let instant = max(start, month)
            #expect(
                error?.message.en.contains("gold cannot be kept from \(instant)") == true,
                "\(error?.message.en ?? "")"
            )
        }
        #expect(try await store.book().calendarNames.contains { $0.id == "desk" && $0.version == 2 } == false)
        try await store.add(Self.calendar(2, until: 12, from: month), by: Self.root, at: noon)
    }

    // MARK: - Newer versions for open tickets

    @Test func anOpenTicketIsBoundAnewAndKeepsWhatItUsed() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let number = try await Self.file(store).ticket.number
        let bound = try #require(try await store.ticket(number)?.ticket.deadlines)
        #expect(bound.responseBy == noon.advanced(by: 4 * 3600))
        #expect(bound.resolutionBy == noon.advanced(by: Self.day), "6 h until 18:00, and 4 h from 8:00")
        try await store.add(Self.calendar(2, until: 20, from: noon.advanced(by: 3600)), by: Self.root, at: noon)
        let two = noon.advanced(by: 7200)
        #expect(try await Self.apply(store, at: noon.advanced(by: 3599)) == 0, "it is not valid yet")
        #expect(try await Self.apply(store, at: two) == 1)
        let record = try #require(try await store.ticket(number))
        #expect(record.log.last?.kind == .agreed(try Self.name("standard@2", "desk@2")))
        #expect(record.log.last?.author == .desk)
        #expect(record.ticket.state == .new, "nobody has worked on it")
        #expect(record.ticket.deadlines.responseBy == noon.advanced(by: 4 * 3600))
        #expect(
            record.ticket.deadlines.resolutionBy == noon.advanced(by: 22 * 3600),
            "8 h: until 20:00, and 2 h from 8:00"
        )
        let clock = ServiceClock(log: record.log, book: try await store.book())
        #expect(clock.resolution.used(at: two) == 7_200_000)
        let intervals = clock.resolution.intervals(until: noon.advanced(by: 3 * 3600))
        #expect(intervals.map(\.calendar?.description) == ["desk@1", "desk@2"])
        #expect(intervals.map(\.counted) == [7_200_000, 3_600_000])
        #expect(try await store.check(isRepairing: false) == [])
    }

    /// An hour of the old calendar that the new one does not have stays counted.
    @Test func thePastKeepsItsVersion() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let number = try await Self.file(store).ticket.number
        let evening = noon.advanced(by: 5 * 3600)
        // From now on nobody works after 13:00.
        try await store.add(Self.calendar(2, until: 13, from: evening), by: Self.root, at: noon)
        #expect(try await Self.apply(store, at: evening) == 1)
        let record = try #require(try await store.ticket(number))
        let clock = ServiceClock(log: record.log, book: try await store.book())
        #expect(clock.resolution.used(at: evening) == 5 * 3_600_000)
        #expect(clock.response.breach.at == noon.advanced(by: 4 * 3600), "it was late before")
        #expect(record.ticket.deadlines.resolutionBy == noon.advanced(by: 25 * 3600), "5 h, from 8:00 to 13:00")
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func whatIsBoundSoAlreadyIsLeftAsItIs() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let numbers = [
            try await Self.file(store).ticket.number, try await Self.file(store).ticket.number,
            try await Self.file(store).ticket.number,
        ]
        try await store.perform(.solve(cause: "x", solution: "y"), on: numbers[1], at: noon)
        try await store.perform(.close(reason: "x"), on: numbers[2], at: noon)
        let closed = try #require(try await store.ticket(numbers[2]))
        #expect(try await Self.apply(store, at: noon) == 0)
        try await store.add(Self.policy("standard", 3, resolution: 20, from: noon), by: Self.root, at: noon)
        #expect(try await Self.apply(store, at: noon) == 2, "what is solved is not closed")
        let once = try await store.ticket(numbers[0])
        #expect(try await Self.apply(store, at: noon.advanced(by: 60)) == 0)
        #expect(try await store.ticket(numbers[0]) == once)
        #expect(try await store.ticket(numbers[2]) == closed)
        let entries = try await store.administration(limit: 99, in: Self.root).filter { $0.action == "policy-applied" }
        #expect(entries.map { $0.details["tickets"] } == ["2"])
        #expect(entries.map(\.author) == [.local("operator")])
        #expect(try await store.check(isRepairing: false) == [])
    }

    /// A ticket of a time at which nothing was promised.
    @Test func whatHasNoAgreementGetsOne() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let filed = try await Self.file(store, at: Timestamp(milliseconds: -1))
        #expect(filed.log.agreement == nil && filed.ticket.deadlines == Deadlines())
        #expect(try await Self.apply(store, at: noon) == 1)
        let deadlines = try await store.ticket(filed.ticket.number)?.ticket.deadlines
        #expect(deadlines?.responseBy == noon.advanced(by: 4 * 3600), "from now on")
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func manyAreBoundAFewInATransaction() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        var journal = Journal("a")
        let arrivals = (1...501).map { number in
            journal.item(event(.open, "disk.wear", of: Component(.disk, "S\(number)")))
        }
        _ = try await store.commit(arrivals, at: noon)
        try await store.add(Self.policy("standard", 3, resolution: 20, from: noon), by: Self.root, at: noon)
        let told = Told()
        let count = try await store.applyPolicies(to: .first, by: Self.root, at: noon) { told.add($0) }
        #expect(count == 501)
        #expect(told.all == [500, 501, 501])
        #expect(try await store.tickets().allSatisfy { $0.state == .new && !$0.isTouched }, "nobody has worked on them")
        let entries = try await store.administration(limit: 99, in: Self.root).filter { $0.action == "policy-applied" }
        #expect(entries.map { $0.details["tickets"] } == ["1", "500"])
        #expect(entries.allSatisfy { $0.details["organisation"] == "1" })
        #expect(try await Self.apply(store, at: noon) == 0)
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func anAdministratorBindsTheirOwnTicketsAlone() async throws {
        let temporary = try await Self.desk()
        let store = temporary.store
        let theirs = try await store.addOrganisation("theirs", by: Self.root, at: noon).id
        let (own, foreign) = (try await Self.file(store), try await Self.file(store, of: theirs))
        try await store.add(Self.policy("standard", 3, resolution: 20, from: noon), by: Self.root, at: noon)
        func scope(_ role: Role) -> Scope {
            let roles = [Membership(role, in: .first), Membership(.technician, in: theirs)]
            return Scope(Account(person: PersonID(1), login: "marie", memberships: roles, madeAt: noon))
        }
        for (scope, organisation) in [(scope(.supervisor), nil), (scope(.administrator), theirs)] {
            let error = await #expect(throws: DeskError.self) {
                _ = try await Self.apply(store, to: organisation, by: scope, at: noon)
            }
            #expect(error?.code == .notAllowed)
        }
        #expect(try await Self.apply(store, by: scope(.administrator), at: noon) == 1)
        #expect(try await store.ticket(own.ticket.number)?.log.agreement?.policy.description == "standard@3")
        #expect(try await store.ticket(foreign.ticket.number)?.log == foreign.log)
        let unknown = await #expect(throws: DeskError.self) {
            _ = try await Self.apply(store, to: OrganisationID(99), at: noon)
        }
        #expect(unknown?.code == .unknownOrganisation)
    }
}
