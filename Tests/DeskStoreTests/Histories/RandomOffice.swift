import Desk
import DeskStore
import DeskTestSupport
import Health

/// Two calendars with lunch in zones that change their clocks, and two versions of a policy, for the desk and for the oracle.
///
/// P1 and P2 are served by the one that works every day, also at night; P3 and P4 by the one of weekdays, whose hours change.
struct RandomOffice {
    /// Minutes since 1970 from which the second versions hold.
    let change: Int
    private let policies: [Int: Promise]
    private let weeks: [VersionName: ClockOracle.Week]

    private struct Promise {
        let response: [Priority: Int]
        let resolution: [Priority: Int]
        let pausing: Set<PendingReason>
    }

    private static let zones = ["america": OracleZone("America/Toronto"), "europe": OracleZone("Europe/Paris")]
    private static let calendars: [Priority: String] = [.p1: "america", .p2: "america", .p3: "europe", .p4: "europe"]

    /// Makes both, and has the store keep them.
    init(_ store: DeskDatabase, from start: Int, changingAt change: Int) async throws {
        self.change = change
        policies = [
            2: Promise(
                response: [.p1: 20, .p2: 60, .p3: 120, .p4: 240],
                resolution: [.p1: 120, .p2: 480, .p3: 960],
                pausing: [.requester, .parts]
            ),
            3: Promise(
                response: [.p1: 40, .p2: 60, .p3: 100],
                resolution: [.p1: 180, .p2: 360, .p3: 600, .p4: 1200],
                pausing: [.parts, .colleague]
            ),
        ]
        let night = [DaySpan(0, 100), DaySpan(170, 600), DaySpan(660, 1440)]
        let (early, late) = ([DaySpan(510, 720), DaySpan(780, 1020)], [DaySpan(600, 735), DaySpan(795, 1140)])
        let versions: [(id: String, version: Int, days: Int, spans: [DaySpan], holidays: [Int])] = [
            ("america", 1, 7, night, []), ("europe", 1, 5, early, [start / 1440 + 3]), ("europe", 2, 5, late, []),
        ]
        var weeks: [VersionName: ClockOracle.Week] = [:]
        for (id, version, days, spans, holidays) in versions {
            guard let zone = Self.zones[id] else { continue }
            let name = try VersionName(id: id, version: version)
            weeks[name] = ClockOracle.Week(
                zone: zone,
                spans: Dictionary(uniqueKeysWithValues: (1...days).map { ($0, spans) }),
                holidays: Set(holidays)
            )
            let calendar = try BusinessCalendar(
                id: name,
                name: id,
                validFrom: version == 1 ? Timestamp(milliseconds: 0) : Self.time(change),
                zone: CivilZone(identifier: zone.name),
                hours: Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(days).map { ($0, spans) }),
                holidays: holidays.map { Holiday(CivilDate(days: $0), "Feast") }
            )
            try await store.add(calendar, by: DeskDatabase.scope, at: Self.time(start))
        }
        self.weeks = weeks
        for (version, promise) in policies.sorted(by: { $0.key < $1.key }) {
            let policy = try ServicePolicy(
                id: VersionName(id: "standard", version: version),
                name: "standard",
                validFrom: Self.time(version == 2 ? start : change),
                targets: Dictionary(uniqueKeysWithValues: Priority.allCases.map { ($0, Self.target($0, promise)) }),
                pausing: promise.pausing
            )
            try await store.add(policy, by: DeskDatabase.scope, at: Self.time(start))
        }
    }

    private static func target(_ priority: Priority, _ promise: Promise) -> ServiceTarget {
        ServiceTarget(
            response: promise.response[priority].map { $0 * 60 },
            resolution: promise.resolution[priority].map { $0 * 60 },
            calendar: calendars[priority] ?? ""
        )
    }

    static func time(_ minute: Int) -> Timestamp { Timestamp(seconds: Int64(minute) * 60) }

    /// The versions to which a ticket of that minute is to be bound.
    func versions(at minute: Int) -> [String] {
        minute < change ? ["standard@2", "america@1", "europe@1"] : ["standard@3", "america@1", "europe@2"]
    }

    func terms(_ name: AgreementName) -> ClockOracle.Terms? {
        guard let promise = policies[name.policy.version] else { return nil }
        return ClockOracle.Terms(
            weeks: Self.calendars.compactMapValues { id in
                name.calendars.first { $0.id == id }.flatMap { weeks[$0] }
            },
            response: promise.response,
            resolution: promise.resolution,
            pausing: promise.pausing
        )
    }
}
