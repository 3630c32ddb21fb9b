import Health

/// A time as mail writes it, `Mon, 23 Nov 2026 21:00:00 +0000` (RFC 5322, section 3.3).
enum MailDate {
    static func text(_ time: Timestamp) -> String {
        let fields = time.description.split { "-T:.Z".contains($0) }
        guard fields.count >= 6, let month = Int(fields[1]), months.indices.contains(month - 1) else { return "" }
        let clock = fields[3...5].joined(separator: ":")
        return "\(weekdays[time.weekday - 1]), \(fields[2]) \(months[month - 1]) \(fields[0]) \(clock) +0000"
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
