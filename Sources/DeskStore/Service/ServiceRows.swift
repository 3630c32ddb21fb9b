import Desk
import FoundationEssentials
import Health

enum PolicyColumn: Int, Columns {
    case id, version, name, validFrom, targets, pausing

    static let table = "policy"
    static let names = makeNames()
}

enum CalendarColumn: Int, Columns {
    case id, version, name, validFrom, zone, hours, holidays

    static let table = "calendar"
    static let names = makeNames()
}

/// Policies and calendars as rows: versions are added, never changed.
enum ServiceRows {
    /// All versions that can be read here: one of a zone that this machine does not know keeps no other from being used.
    static func book(_ connection: any SQLConnection) throws -> ServiceBook {
        let zones = ZoneCache()
        return try ServiceBook(policies: try policies(connection), calendars: try calendars(zones, connection))
    }

    /// How many versions there are: with none added, a book that was read is still whole.
    static func count(_ connection: any SQLConnection) throws -> Int {
        try connection.first("SELECT \(countTerm)", [])?.value(0, "count") ?? 0
    }

    static let countTerm = "(SELECT count(*) FROM policy) + (SELECT count(*) FROM calendar)"

    static func put(_ policy: ServicePolicy, _ connection: any SQLConnection) throws {
        let targets = Priority.allCases.reduce(into: Fields()) { fields, priority in
            fields[priority.rawValue] = policy.targets[priority].map { target in
                "\(target.response ?? 0) \(target.resolution ?? 0) \(target.calendar)"
            }
        }
        try connection.run(
            PolicyColumn.makeInsert(),
            [
                .text(policy.id.id), SQLValue(policy.id.version), .text(policy.name), SQLValue(policy.validFrom),
                .text(targets.description), .text(policy.pausing.map(\.word).sorted().joined(separator: " ")),
            ]
        )
    }

    static func put(_ calendar: BusinessCalendar, _ connection: any SQLConnection) throws {
        let hours = Weekday.allCases.reduce(into: Fields()) { fields, day in
            let spans = calendar.hours[day]?.map(\.description).joined(separator: " ")
            fields[String(day.rawValue)] = spans
        }
        let holidays = calendar.holidays.reduce(into: Fields()) { $0[$1.date.description] = $1.name }
        try connection.run(
            CalendarColumn.makeInsert(),
            [
                .text(calendar.id.id), SQLValue(calendar.id.version), .text(calendar.name),
                SQLValue(calendar.validFrom), .text(calendar.zone.identifier), .text(hours.description),
                .text(holidays.description),
            ]
        )
    }

    /// What an organisation promises at a time; nil where its policy is not valid yet.
    static func agreement(
        of organisation: OrganisationID,
        _ book: ServiceBook,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> AgreementName? {
        let sql = "SELECT policy FROM organisation WHERE id = ?"
        guard let row = try connection.first(sql, [SQLValue(organisation)]) else { return nil }
        return try? AgreementName(book.agreement(policy: try row.value(0, "policy"), at: now))
    }

    /// What a new desk promises, in the zone of its machine.
    static func addDefaults(_ connection: any SQLConnection) throws {
        let start = Timestamp(milliseconds: 0)
        let zone = (try? CivilZone(identifier: TimeZone.current.identifier)) ?? .utc
        try put(try ServiceDefaults.office(zone: zone, validFrom: start), connection)
        try put(try ServiceDefaults.always(validFrom: start), connection)
        try put(try ServiceDefaults.policy(validFrom: start), connection)
    }
}

// MARK: - Reading

/// Zones that were read: each costs a millisecond.
private final class ZoneCache {
    private var zones: [String: CivilZone] = [:]

    func zone(_ identifier: String) throws -> CivilZone {
        if let known = zones[identifier] { return known }
        let zone = try CivilZone(identifier: identifier)
        zones[identifier] = zone
        return zone
    }
}

extension ServiceRows {
    private static func policies(_ connection: any SQLConnection) throws -> [ServicePolicy] {
        try connection.all(PolicyColumn.makeSelect(), []).compactMap { try? policy($0) }
    }

    private static func policy(_ row: SQLRow) throws -> ServicePolicy {
        let targets = try row.read(PolicyColumn.targets) { Fields($0) }
        let pausing: String = try row.value(PolicyColumn.pausing)
        return try ServicePolicy(
            id: try VersionName(id: try row.value(PolicyColumn.id), version: try row.value(PolicyColumn.version)),
            name: try row.value(PolicyColumn.name),
            validFrom: try row.value(PolicyColumn.validFrom),
            targets: Priority.allCases.reduce(into: [:]) { all, priority in
                all[priority] = targets[priority.rawValue].flatMap(target)
            },
            pausing: Set(pausing.split(separator: " ").compactMap { PendingReason($0) })
        )
    }

    /// Seconds to the response and to the resolution, 0 for none, and the calendar.
    private static func target(_ text: String) -> ServiceTarget? {
        let parts = text.split(separator: " ")
        guard parts.count == 3, let response = Int(parts[0]), let resolution = Int(parts[1]) else { return nil }
        return ServiceTarget(
            response: response == 0 ? nil : response,
            resolution: resolution == 0 ? nil : resolution,
            calendar: String(parts[2])
        )
    }

    private static func calendars(_ zones: ZoneCache, _ connection: any SQLConnection) throws -> [BusinessCalendar] {
        try connection.all(CalendarColumn.makeSelect(), []).compactMap { try? calendar($0, zones) }
    }

    private static func calendar(_ row: SQLRow, _ zones: ZoneCache) throws -> BusinessCalendar {
        let hours = try row.read(CalendarColumn.hours) { Fields($0) }
        let holidays = try row.read(CalendarColumn.holidays) { Fields($0) }
        return try BusinessCalendar(
            id: try VersionName(id: try row.value(CalendarColumn.id), version: try row.value(CalendarColumn.version)),
            name: try row.value(CalendarColumn.name),
            validFrom: try row.value(CalendarColumn.validFrom),
            zone: try zones.zone(try row.value(CalendarColumn.zone)),
            hours: Weekday.allCases.reduce(into: [:]) { week, day in
                week[day] = hours[String(day.rawValue)]?.split(separator: " ").compactMap { DaySpan($0) }
            },
            holidays: holidays.all.compactMap { field in CivilDate(field.name).map { Holiday($0, field.value) } }
        )
    }
}
