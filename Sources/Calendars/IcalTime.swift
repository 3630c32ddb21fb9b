import CIcal
import Health

/// Days to and from libical's broken-down times.
enum IcalTime {
    /// The day of a time, checked: libical takes the 99th of the 13th month.
    static func read(_ time: icaltimetype) throws(CalendarFileError) -> CalendarEvent.Time {
        guard let date = unsafe CivilDate(year: Int(time.year), month: Int(time.month), day: Int(time.day)) else {
            let shown = unsafe "\(time.year)-\(time.month)-\(time.day)"
            throw CalendarFileError(
                .badDate,
                en: "the date \(shown) is none of the years 1 to 9999",
                fr: "la date \(shown) n'est pas des années 1 à 9999"
            )
        }
        let isMidnight = unsafe time.hour == 0 && time.minute == 0 && time.second == 0 && icaltime_is_utc(time) == 0
        return CalendarEvent.Time(date: date, isWholeDay: unsafe time.is_date != 0 || isMidnight)
    }

    static func written(_ date: CivilDate) -> icaltimetype {
        var time = unsafe icaltime_null_time()
        unsafe time.year = Int32(clamping: date.year)
        unsafe time.month = Int32(clamping: date.month)
        unsafe time.day = Int32(clamping: date.day)
        unsafe time.is_date = 1
        return unsafe time
    }
}
