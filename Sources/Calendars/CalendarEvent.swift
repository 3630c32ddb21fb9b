import Health

/// One VEVENT as libical reads it, before its recurrences are expanded.
struct CalendarEvent: Hashable, Sendable {
    /// A DATE, or the wall clock of a DATE-TIME, whose zone is not looked at.
    struct Time: Hashable, Sendable {
        let date: CivilDate
        /// Whether it is a DATE, or a midnight that is not one of UTC.
        let isWholeDay: Bool
    }

    var uid = ""
    var summary = ""
    var isCancelled = false
    var start: Time?
    /// The end, which does not belong to it.
    var end: Time?
    /// Of DURATION; nil without one, and when it is no number of whole days.
    var durationDays: Int?
    var rules: [String] = []
    var extraDates: [CivilDate] = []
    var exceptions: Set<CivilDate> = []
    /// The day of the series that this event stands for.
    var replaces: CivilDate?

    /// How many days each occurrence takes; nil when it does not fill whole days.
    var length: Int? {
        guard let start, start.isWholeDay else { return nil }
        guard let end else { return durationDays ?? 1 }
        guard end.isWholeDay else { return nil }
        // A file that gives the same day for both means that day.
        return max(1, end.date.days - start.date.days)
    }
}
