import Desk
import Health
import TestSupport
import Testing

struct FleetTests {
    private static let calendar = WorkCalendar(zone: .utc)

    private static func host(
        _ id: String,
        _ hostClass: HostClass = .laptop,
        seen: Double = 60,
        site: SiteID? = nil
    ) -> EnrolledHost {
        EnrolledHost(
            id: id,
            name: "ws-\(id)",
            hostClass: hostClass,
            enrolledAt: noon.advanced(by: -90 * 86_400),
            lastSeen: noon.advanced(by: -seen),
            site: site
        )
    }

    private static func part(_ host: String, _ verdict: Verdict, _ component: String = "disk/1") -> UnwellPart {
        UnwellPart(host: host, component: component, name: component, verdict: verdict)
    }

    /// A ticket of a condition of a host, open since a time before noon.
    private static func ticket(
        _ host: String,
        _ rule: RuleID = "ups.on-battery",
        _ severity: Severity = .warning,
        number: Int64 = 1,
        ago: Double = 60
    ) throws -> Ticket {
        let opening = Opening(
            from: ReportingHost(id: host, name: "ws-\(host)"),
            key: ConditionKey(Component(.ups, "u"), rule),
            component: "UPS",
            measure: measure(severity),
            since: noon.advanced(by: -ago)
        )
        let entry = LogEntry(sequence: number, ticket: number, at: noon, author: .agent, kind: .opened(opening))
        return try #require(Ticket(first: entry))
    }

    private static func fleet(
        _ hosts: [EnrolledHost],
        parts: [UnwellPart] = [],
        tickets: [Ticket] = []
    ) -> Fleet {
        Fleet(hosts, parts: parts, tickets: tickets, at: noon, calendar: calendar)
    }

    @Test func aHostIsTheWorstThatIsTrueOfIt() throws {
        let hosts = ["a", "b", "c", "d", "e"].map { Self.host($0) }
        let parts = [
            Self.part("a", .watch), Self.part("a", .failing, "disk/2"), Self.part("b", .notWatched),
            Self.part("b", .unknown, "disk/2"), Self.part("c", .other("brittle")),
        ]
        let fleet = Self.fleet(hosts, parts: parts, tickets: [try Self.ticket("d")])
        #expect(fleet.members.map(\.host.id) == ["a", "d", "b", "c", "e"])
        #expect(fleet.members.map(\.verdict) == [.failing, .watch, .unknown, .notWatched, .good])
        #expect(fleet.members.first?.parts.map(\.component) == ["disk/2", "disk/1"])
        #expect(fleet.counts == [.failing: 1, .watch: 1, .unknown: 1, .notWatched: 1, .good: 1])
    }

    @Test func silenceIsByClassOrByTheTicketOfIt() throws {
        let week = 7 * 86_400.0
        let hosts = [
            Self.host("always", .alwaysOn, seen: 7200), Self.host("brief", .alwaysOn, seen: 600),
            Self.host("laptop", seen: week), Self.host("virtual", .virtual, seen: 9 * week),
            Self.host("told", seen: week),
        ]
        let tickets = [try Self.ticket("told", "host.silent", .critical)]
        let fleet = Self.fleet(hosts, parts: [Self.part("laptop", .failing)], tickets: tickets)
        let silent = fleet.members.filter(\.isSilent).map(\.host.id)
        #expect(silent == ["always", "told"])
        // That it is silent is all that its ticket says.
        #expect(fleet.counts == [.failing: 1, .silent: 2, .good: 2])
        #expect(fleet.members.allSatisfy { $0.faults.isEmpty })
    }

    @Test func whoHasToldNothingIsUnknownAndWhoIsRetiredIsNoneOfThem() {
        var fresh = Self.host("fresh")
        fresh.lastSeen = fresh.enrolledAt
        fresh.enrolledAt = noon
        fresh.lastSeen = noon
        var retired = Self.host("retired")
        retired.retiredAt = noon
        #expect(Self.fleet([fresh, retired]).counts == [.unknown: 1])
        #expect(Self.fleet([]).members.isEmpty)
    }

    @Test func whatIsAcceptedOrRecoveredMakesNobodyIll() throws {
        func changed(_ host: String, _ change: (inout HostCondition) -> Void) throws -> Ticket {
            var ticket = try Self.ticket(host)
            var condition = try #require(ticket.condition)
            change(&condition)
            ticket.subject = .condition(condition)
            return ticket
        }
        let accepted = try changed("a") { $0.accepted = Bound("value > 9") }
        let recovered = try changed("b") { $0.isRecovered = true }
        let fleet = Self.fleet([Self.host("a"), Self.host("b")], tickets: [accepted, recovered])
        #expect(fleet.counts == [.good: 2])
        #expect(fleet.members.map(\.faults.count) == [1, 0] && fleet.members.map(\.openTickets) == [1, 1])
    }

    @Test func faultsAreTheWorstFirstAndThenTheOldest() throws {
        let tickets = [
            try Self.ticket("a", number: 1), try Self.ticket("a", "ups.low-battery", .critical, number: 2),
            try Self.ticket("a", number: 3, ago: 9000),
        ]
        #expect(Self.fleet([Self.host("a")], tickets: tickets).members.first?.faults.map(\.number) == [2, 3, 1])
    }

    @Test func groupsStandByBadnessAndThenBySize() throws {
        let hosts = [
            Self.host("a", site: SiteID(1)), Self.host("b", site: SiteID(2)), Self.host("c", site: SiteID(2)),
            Self.host("d"),
        ]
        let fleet = Self.fleet(hosts, parts: [Self.part("a", .failing)], tickets: [try Self.ticket("c")])
        let sites = fleet.groups(by: .site)
        #expect(sites.map(\.key) == ["1", "2", ""])
        #expect(sites.map(\.counts) == [[.failing: 1], [.watch: 1, .good: 1], [.good: 1]])
        let faults = fleet.groups(by: .fault)
        #expect(faults.map(\.key) == ["ups.on-battery"] && faults.first?.verdicts == ["c": .watch])
    }

    /// A model is not blamed for what else is wrong with its host.
    @Test func aModelIsAsItsDisksAre() {
        let hosts = [Self.host("a"), Self.host("b"), Self.host("silent", .alwaysOn, seen: 86_400)]
        let fleet = Self.fleet(hosts, parts: [Self.part("a", .failing)])
        let disks = [
            DiskModel(host: "a", model: "X", firmware: "1", verdict: .good),
            DiskModel(host: "a", model: "X", firmware: "2", verdict: .watch),
            DiskModel(host: "b", model: "X", firmware: "1", verdict: .asleep),
            DiskModel(host: "silent", model: "Y", verdict: .good),
            DiskModel(host: "foreign", model: "Z", verdict: .failing),
        ]
        let models = fleet.groups(by: .model, disks: disks)
        #expect(models.map(\.key) == ["X", "Y"])
        #expect(models.map(\.verdicts) == [["a": .watch, "b": .good], ["silent": .silent]])
        #expect(fleet.groups(by: .firmware, disks: disks).map(\.key) == ["X 2", "Y", "X 1"])
    }
}
