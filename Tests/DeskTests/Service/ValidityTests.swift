import Desk
import Health
import Testing

/// Versions that become valid later.
struct ValidityTests {
    private static let millisecond = 0.001

    @Test func aPolicyIsLookedAtWhereverAVersionBegins() throws {
        let (june, july) = (try instant("2026-06-01T00:00:00Z"), try instant("2026-07-01T00:00:00Z"))
        let short = try weekdays("08:30-08:31", version: 2, validFrom: june)
        let calendars = [try weekdays("08:00-16:00"), short, try weekdays("08:00-12:00", version: 3, validFrom: july)]
        let book = try ServiceBook(policies: [policy(10, 3000)], calendars: calendars)
        let fault = try #require(book.fault(ofPolicy: "standard", from: longAgo))
        #expect(fault.at == june)
        #expect(fault.error == .cannotBeMet(.p2, .resolution, calendar: short.id))
        for start in [june, june.advanced(by: Self.millisecond), july.advanced(by: -Self.millisecond)] {
            #expect(book.fault(ofPolicy: "standard", from: start)?.at == start)
        }
        #expect(book.fault(ofPolicy: "standard", from: july)?.at == nil)
    }

    @Test func aCalendarThatBeginsAfterItsPolicyIsMissing() throws {
        let (june, july) = (try instant("2026-06-01T00:00:00Z"), try instant("2026-07-01T00:00:00Z"))
        let early = try ServicePolicy(
            id: VersionName(id: "early", version: 1),
            name: "early",
            validFrom: june,
            targets: policy(10, 20).targets,
            pausing: []
        )
        let book = try ServiceBook(policies: [early], calendars: [weekdays("08:00-12:00", validFrom: july)])
        #expect(book.fault(ofPolicy: "early", from: june)?.error == .noVersion(of: "office", at: june))
        #expect(book.fault(ofPolicy: "early", from: july)?.at == nil)
        #expect(book.fault(ofPolicy: "early", from: longAgo)?.error == .noVersion(of: "early", at: longAgo))
        #expect(book.starts == ["early": june])
    }

    /// The version that became valid last holds, to the millisecond.
    @Test func aVersionHoldsFromItsInstantOn() throws {
        let june = try instant("2026-06-01T00:00:00Z")
        let calendars = [try weekdays("08:00-12:00"), try weekdays("08:00-16:00", version: 2, validFrom: june)]
        let book = try ServiceBook(policies: [policy(10, 20)], calendars: calendars)
        func version(_ time: Timestamp) throws -> Int? {
            try book.agreement(policy: "standard", at: time).calendarNames.first?.version
        }
        #expect(try version(june.advanced(by: -Self.millisecond)) == 1)
        #expect(try version(june) == 2)
    }
}
