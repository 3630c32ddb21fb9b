import Desk
import Health
import TestSupport
import Testing

struct PolicyTests {
    @Test func theMatrix() {
        let rows = Impact.allCases.map { impact in Urgency.allCases.map { Priority(impact, $0).rawValue } }
        #expect(rows == [["p1", "p2", "p3"], ["p2", "p3", "p4"], ["p3", "p4", "p4"]])
        #expect(Priority.allCases.sorted() == Priority.allCases)
    }

    @Test(
        arguments: [
            (nil, 60, nil), (60, nil, nil), (nil, nil, nil), (60, 60, nil),
            (0, 60, ServiceError.badTarget(.p1, .response, seconds: 0)),
            (-10, 60, .badTarget(.p1, .response, seconds: -60)),
            (10, 0, .badTarget(.p1, .resolution, seconds: 0)),
            (10, 10_000_000_000, .badTarget(.p1, .resolution, seconds: 60_000_000_000)),
            (61, 60, .responseAfterResolution(.p1)),
        ] as [(Int?, Int?, ServiceError?)]
    )
    func targets(response: Int?, resolution: Int?, expected: ServiceError?) {
        do {
            _ = try policy(response, resolution)
            #expect(expected == nil)
        } catch {
            #expect(error as? ServiceError == expected)
        }
    }

    @Test func everyPriorityHasATarget() throws {
        let name = try VersionName(id: "a", version: 1)
        #expect(throws: ServiceError.noTarget(.p1)) {
            try ServicePolicy(id: name, name: "", validFrom: longAgo, targets: [:], pausing: [])
        }
    }

    @Test func agreements() throws {
        let office = try weekdays("08:30-08:31")
        #expect(throws: ServiceError.missingCalendar("office")) { try Agreement(policy(10, 20), []) }
        #expect(throws: ServiceError.cannotBeMet(.p2, .resolution, calendar: office.id)) {
            try Agreement(policy(10, 3000), [office])
        }
        let agreement = try Agreement(policy(10, 20), [office, weekdays("08:00-09:00", id: "other")])
        #expect(agreement.calendarNames == [office.id])
        #expect(agreement.calendar(for: .p1) == office)
    }

    /// A book remembers its last answer, but only until another version is valid.
    @Test func whatABookRemembersIsWhatItFinds() throws {
        var random = Seeded(16)
        func hour() -> Timestamp { Timestamp(seconds: Int64(random.below(100)) * 3600) }
        let usual = try policy(10, 20)
        let policies = try (1...5).map { version in
            try ServicePolicy(
                id: VersionName(id: "standard", version: version),
                name: "",
                validFrom: hour(),
                targets: usual.targets,
                pausing: []
            )
        }
        let calendars = try (1...5).map { try weekdays("08:00-18:00", version: $0, validFrom: hour()) }
        let book = try ServiceBook(policies: policies, calendars: calendars)
        for _ in 0..<300 {
            let time = hour()
            let fresh = try ServiceBook(policies: policies, calendars: calendars)
            let found = try? fresh.agreement(policy: "standard", at: time)
            #expect((try? book.agreement(policy: "standard", at: time)) == found, "\(time)")
        }
        let last = Timestamp(milliseconds: .max)
        #expect(try book.agreement(policy: "standard", at: last) == book.agreement(policy: "standard", at: last))
    }

    @Test func theDefaultIsKept() throws {
        let zone = try CivilZone(identifier: "America/Toronto")
        let policy = try ServiceDefaults.policy(validFrom: longAgo)
        let office = try ServiceDefaults.office(zone: zone, validFrom: longAgo)
        let agreement = try Agreement(policy, [office, ServiceDefaults.always(validFrom: longAgo)])
        // Monday 9:00 in Toronto.
        let start = try instant("2026-11-23T14:00:00Z")
        let expected = [
            ("p1", "2026-11-23T14:30:00Z", "2026-11-23T18:00:00Z"),
            ("p2", "2026-11-23T15:00:00Z", "2026-11-24T14:30:00Z"),
            ("p3", "2026-11-23T19:00:00Z", "2026-11-26T14:00:00Z"),
            ("p4", "2026-11-24T14:00:00Z", "2026-12-07T14:00:00Z"),
        ]
        for (raw, response, resolution) in expected {
            let priority = try #require(Priority(rawValue: raw))
            let clock = ServiceClock([
                ClockEvent(start, .agreed(agreement)), ClockEvent(start, .prioritised(priority)),
                ClockEvent(start, .started),
            ])
            #expect(clock.response.breach.at == Timestamp(response), "\(raw)")
            #expect(clock.resolution.breach.at == Timestamp(resolution), "\(raw)")
        }
        #expect(
            office.workingMilliseconds(from: start, to: start.advanced(by: 86_400)) == 1000
                * Int64(ServiceDefaults.workingDay)
        )
    }

    @Test func theBookFindsVersions() throws {
        let later = try instant("2026-06-01T00:00:00Z")
        let calendars = [try weekdays("08:00-12:00"), try weekdays("08:00-16:00", version: 2, validFrom: later)]
        let book = try ServiceBook(policies: [policy(10, 20)], calendars: calendars)
        let standard = try VersionName(id: "standard", version: 1)
        #expect(
            try book.agreement(policy: "standard", at: try instant("2026-05-31T23:59:59Z")).calendar(for: .p1)
                == calendars[0]
        )
        #expect(try book.agreement(policy: "standard", at: later).calendar(for: .p1) == calendars[1])
        #expect(try book.agreement(standard, [calendars[0].id]).calendarNames == [calendars[0].id])
        #expect(throws: ServiceError.noVersion(of: "none", at: later)) { try book.agreement(policy: "none", at: later) }
        #expect(throws: ServiceError.noVersion(of: "standard", at: Timestamp(milliseconds: -1))) {
            try book.agreement(policy: "standard", at: Timestamp(milliseconds: -1))
        }
        let missing = try VersionName(id: "office", version: 3)
        #expect(throws: ServiceError.missingVersion(missing)) { try book.agreement(standard, [missing]) }
        #expect(throws: ServiceError.duplicateVersion(calendars[0].id)) {
            try ServiceBook(policies: [], calendars: [calendars[0], calendars[0]])
        }
    }

    @Test(arguments: ["office@3", "a.b_c-d@999999"])
    func names(_ text: String) { #expect(VersionName(text)?.description == text) }

    @Test(arguments: [
        "", "@1", "office", "office@", "office@0", "office@01", "office@1000000", "Office@1", "a b@1", "a@+1", "é@1",
    ])
    func noNames(_ text: String) { #expect(VersionName(text) == nil) }
}
