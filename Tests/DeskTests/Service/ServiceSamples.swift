import Desk
import Health
import Testing

/// A point of time that a test writes itself.
func instant(_ text: String) throws -> Timestamp { try #require(Timestamp(text), "\(text)") }

let longAgo = Timestamp(milliseconds: 0)

/// A calendar of Monday to Friday; spans as `08:30-12:00 13:00-17:00`, holidays as `2026-12-25`.
func weekdays(
    _ spans: String,
    zone: String = "UTC",
    holidays: [String] = [],
    id: String = "office",
    version: Int = 1,
    validFrom: Timestamp = longAgo
) throws -> BusinessCalendar {
    let day = try spans.split(separator: " ").map { try #require(DaySpan($0)) }
    return try BusinessCalendar(
        id: VersionName(id: id, version: version),
        name: id,
        validFrom: validFrom,
        zone: CivilZone(identifier: zone),
        hours: [.monday: day, .tuesday: day, .wednesday: day, .thursday: day, .friday: day],
        holidays: holidays.map { Holiday(try #require(CivilDate($0)), "Feast") }
    )
}

/// The same spans on all seven days.
func everyDay(_ spans: String, zone: String) throws -> BusinessCalendar {
    let day = try spans.split(separator: " ").map { try #require(DaySpan($0)) }
    return try BusinessCalendar(
        id: VersionName(id: "office", version: 1),
        name: "office",
        validFrom: longAgo,
        zone: CivilZone(identifier: zone),
        hours: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, day) })
    )
}

/// A policy with the same targets, in minutes, for every priority but P1, which has a tenth.
func policy(_ response: Int?, _ resolution: Int?, calendar: String = "office", version: Int = 1) throws
    -> ServicePolicy
{
    let usual = ServiceTarget(
        response: response.map { $0 * 60 },
        resolution: resolution.map { $0 * 60 },
        calendar: calendar
    )
    let tenth = ServiceTarget(
        response: response.map { $0 * 6 },
        resolution: resolution.map { $0 * 6 },
        calendar: calendar
    )
    return try ServicePolicy(
        id: VersionName(id: "standard", version: version),
        name: "Standard",
        validFrom: longAgo,
        targets: [.p1: tenth, .p2: usual, .p3: usual, .p4: usual],
        pausing: [.requester, .parts]
    )
}

extension BusinessCalendar {
    /// Working minutes, of which a test knows that they are whole.
    func minutes(_ from: Timestamp, _ to: Timestamp) -> Double {
        Double(workingMilliseconds(from: from, to: to)) / 60_000
    }
}
