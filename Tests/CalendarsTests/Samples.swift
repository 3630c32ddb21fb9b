import Calendars
import Health

/// The text of a calendar file around the lines of its events.
func calendar(_ events: [String]...) -> [UInt8] {
    let lines = events.flatMap { ["BEGIN:VEVENT"] + $0 + ["END:VEVENT"] }
    return Array((["BEGIN:VCALENDAR", "VERSION:2.0"] + lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n").utf8)
}

/// The days of a file, each as `2026-12-25 Noël`.
func days(_ bytes: [UInt8], _ years: ClosedRange<Int> = 2026...2026) throws -> [String] {
    try CalendarFile(bytes, years: years).days.map { "\($0.date) \($0.name)" }
}
