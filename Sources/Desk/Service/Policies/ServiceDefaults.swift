package import Health

/// What a new desk promises until it says otherwise.
package enum ServiceDefaults {
    /// Monday to Friday, 8:30 to 12:00 and 13:00 to 17:00, without holidays.
    package static func office(zone: CivilZone, validFrom: Timestamp) throws(ServiceError) -> BusinessCalendar {
        let day = [DaySpan(510, 720), DaySpan(780, 1020)]
        return try BusinessCalendar(
            id: VersionName(id: "office", version: 1),
            name: "Office hours",
            validFrom: validFrom,
            zone: zone,
            hours: [.monday: day, .tuesday: day, .wednesday: day, .thursday: day, .friday: day]
        )
    }

    package static func always(validFrom: Timestamp) throws(ServiceError) -> BusinessCalendar {
        try .always(id: VersionName(id: "24x7", version: 1), name: "24 x 7", validFrom: validFrom)
    }

    /// P1 30 min and 4 h at any hour; in office hours P2 1 h and 8 h, P3 4 h and 3 days, P4 1 day and 10 days.
    package static func policy(validFrom: Timestamp) throws(ServiceError) -> ServicePolicy {
        let hour = 3600
        return try ServicePolicy(
            id: VersionName(id: policyName, version: 1),
            name: "Standard",
            validFrom: validFrom,
            targets: [
                .p1: ServiceTarget(response: hour / 2, resolution: 4 * hour, calendar: "24x7"),
                .p2: ServiceTarget(response: hour, resolution: 8 * hour, calendar: "office"),
                .p3: ServiceTarget(response: 4 * hour, resolution: 3 * workingDay, calendar: "office"),
                .p4: ServiceTarget(response: workingDay, resolution: 10 * workingDay, calendar: "office"),
            ],
            pausing: [.requester, .supplier, .parts, .approval, .appointment]
        )
    }

    /// The policy that serves an organisation until another one is chosen.
    package static let policyName = "standard"

    /// Seconds of a day of `office`.
    package static let workingDay = 27_000
}
