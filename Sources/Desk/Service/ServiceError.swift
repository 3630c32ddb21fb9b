package import Health

/// Why a calendar, a policy or an agreement of both cannot be used.
package enum ServiceError: Error, Hashable, Sendable {
    /// The system's time zones have none of that name.
    case unknownZone(String)
    /// A name or a number of a version that is none.
    case badName(String, Int)
    /// A span that ends before or when it begins, or is not within one day.
    case badSpan(Weekday, DaySpan)
    case overlappingSpans(Weekday, DaySpan, DaySpan)
    /// A calendar in which nobody ever works.
    case noWorkingTime
    /// A year with more holidays than anybody has.
    case tooManyHolidays(year: Int, count: Int)
    /// A priority for which the policy says nothing.
    case noTarget(Priority)
    /// A target of nothing, or of more than ten years.
    case badTarget(Priority, ClockName, seconds: Int)
    /// A response that may come later than the solution.
    case responseAfterResolution(Priority)
    /// The calendar by which a priority counts is not there.
    case missingCalendar(String)
    /// The calendar has less working time in ten years than the target wants.
    case cannotBeMet(Priority, ClockName, calendar: VersionName)
    case missingVersion(VersionName)
    /// No version of it is valid yet at that time.
    case noVersion(of: String, at: Timestamp)
    case duplicateVersion(VersionName)
}

extension ServiceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownZone(let zone):
            "no time zone is named '\(zone.prefix(64))': write one of tzdata, as America/Toronto"
        case .badName(let id, let version):
            "'\(id.prefix(64))', version \(version): a name is 1 to 64 of a-z 0-9 . _ -, a version 1 to 999999"
        case .badSpan(let day, let span):
            "\(day.words.en) \(span): a span ends after it begins and within its day (write a night as two spans)"
        case .overlappingSpans(let day, let first, let second): "\(day.words.en): \(first) and \(second) overlap"
        case .noWorkingTime: "the calendar has no working hours"
        case .tooManyHolidays(let year, let count):
            "\(year) has \(count) holidays; a year has at most \(BusinessCalendar.mostHolidays)"
        case .noTarget(let priority): "the policy says nothing of \(priority.rawValue)"
        case .badTarget(let priority, let clock, let seconds):
            "\(priority.rawValue): a \(clock.rawValue) within \(seconds) s: a target is 1 s to 10 years"
        case .responseAfterResolution(let priority):
            "\(priority.rawValue): the first response may not come later than the solution"
        case .missingCalendar(let id): "the policy counts by calendar '\(id)', which is not there"
        case .cannotBeMet(let priority, let clock, let calendar):
            "\(priority.rawValue): calendar \(calendar) has too few working hours in 10 years for the \(clock.rawValue)"
        case .missingVersion(let name): "there is no \(name)"
        case .noVersion(let id, let time): "no version of '\(id)' is valid at \(time)"
        case .duplicateVersion(let name): "\(name) is there twice"
        }
    }
}
