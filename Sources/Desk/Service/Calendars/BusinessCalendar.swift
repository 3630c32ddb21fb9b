package import Health

/// A day on which nobody works.
package struct Holiday: Hashable, Sendable {
    package let date: CivilDate
    package let name: String

    package init(_ date: CivilDate, _ name: String) {
        self.date = date
        self.name = name
    }
}

/// When people work: one version of the hours of a week, in a zone, less the holidays.
package struct BusinessCalendar: Hashable, Sendable {
    package let id: VersionName
    package let name: String
    /// From when on a ticket may be bound to this version.
    package let validFrom: Timestamp
    package let zone: CivilZone
    /// Monday first; each day's spans in the order of its clock.
    private let week: [[DaySpan]]
    private let holidayNames: [Int: String]

    /// Spans may come in any order; of two holidays on one day the first gives the name.
    package init(
        id: VersionName,
        name: String,
        validFrom: Timestamp,
        zone: CivilZone,
        hours: [Weekday: [DaySpan]],
        holidays: [Holiday] = []
    ) throws(ServiceError) {
        var week: [[DaySpan]] = []
        for weekday in Weekday.allCases {
            let spans = (hours[weekday] ?? []).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
            for span in spans where !span.isWithinOneDay { throw .badSpan(weekday, span) }
            for (span, next) in zip(spans, spans.dropFirst()) where next.start < span.end {
                throw .overlappingSpans(weekday, span, next)
            }
            week.append(spans)
        }
        guard week.contains(where: { !$0.isEmpty }) else { throw .noWorkingTime }
        self.id = id
        self.name = name
        self.validFrom = validFrom
        self.zone = zone
        self.week = week
        self.holidayNames = Dictionary(holidays.map { ($0.date.days, $0.name) }) { first, _ in first }
    }

    /// All hours of all days.
    package static func always(
        id: VersionName,
        name: String,
        validFrom: Timestamp,
        zone: CivilZone = .utc
    ) throws(ServiceError) -> BusinessCalendar {
        let hours = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [DaySpan.wholeDay]) })
        return try BusinessCalendar(id: id, name: name, validFrom: validFrom, zone: zone, hours: hours)
    }

    /// The spans of each weekday that has any.
    package var hours: [Weekday: [DaySpan]] {
        Dictionary(uniqueKeysWithValues: zip(Weekday.allCases, week)).filter { !$0.value.isEmpty }
    }

    /// In the order of their dates.
    package var holidays: [Holiday] {
        holidayNames.map { Holiday(CivilDate(days: $0.key), $0.value) }.sorted { $0.date < $1.date }
    }

    /// Days of a year that may be holidays: more leave no time in which anything could be promised.
    package static let mostHolidays = 200

    /// Refuses a calendar with a year of holidays; one that was added before such was refused goes on being read.
    package func checkHolidays() throws(ServiceError) {
        let years = Dictionary(grouping: holidayNames.keys) { CivilDate(days: $0).year }
        let full = years.filter { $0.value.count > Self.mostHolidays }
        guard let (year, days) = full.min(by: { $0.key < $1.key }) else { return }
        throw .tooManyHolidays(year: year, count: days.count)
    }

    /// The hours of a day of the week, whether or not it is a holiday; days count from 1970-01-01.
    func usualSpans(on day: Int) -> [DaySpan] { week[((day % 7) + 10) % 7] }

    /// The name of the holiday that takes the hours of a day.
    func holiday(on day: Int) -> String? { holidayNames.isEmpty ? nil : holidayNames[day] }

    /// The hours that are worked on a day.
    func spans(on day: Int) -> [DaySpan] {
        let spans = usualSpans(on: day)
        return spans.isEmpty || holiday(on: day) == nil ? spans : []
    }
}
