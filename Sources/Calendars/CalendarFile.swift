package import Health

/// A day that an iCalendar file names.
package struct NamedDay: Hashable, Sendable {
    package let date: CivilDate
    /// The SUMMARY of its event: one line of at most 200 characters.
    package let name: String
}

/// The all-day events of an iCalendar file (RFC 5545), read by libical: a list of holidays.
///
/// Events with hours are left out and counted; so are cancelled ones. Zones are not looked at: an event that lasts from midnight to
/// midnight of any clock but UTC's takes the days that it names.
package struct CalendarFile: Hashable, Sendable {
    /// In the order of their dates, each name once a day.
    package let days: [NamedDay]
    /// How many events were left out because they have hours.
    package let leftOut: Int

    package static let mostBytes = 1 << 20
    package static let mostEvents = 5000
    package static let mostRules = 200
    package static let mostDays = 50_000

    /// Reads the bytes of a file; of events that recur, the days of these years (of 1 to 9999, at most a hundred) are given.
    package init(_ bytes: [UInt8], years: ClosedRange<Int>) throws(CalendarFileError) {
        guard let first = CivilDate(year: years.lowerBound, month: 1, day: 1),
            let last = CivilDate(year: years.upperBound, month: 12, day: 31), last.days - first.days < 36_600
        else {
            throw CalendarFileError(
                .badDate,
                en: "the years \(years.lowerBound) to \(years.upperBound) are not a hundred",
                fr: "les années \(years.lowerBound) à \(years.upperBound) dépassent la centaine"
            )
        }
        let events = try EventReader.events(of: bytes)
        var expansion = Expansion(first...last, replaced: events.map(\.event))
        for (event, line) in events {
            do { try expansion.add(event) } catch { throw error.at(line: line) }
        }
        days = expansion.days
        leftOut = expansion.leftOut
    }
}
