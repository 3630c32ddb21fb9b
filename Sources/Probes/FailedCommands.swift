/// How many commands to a disk the kernel saw fail at a moment, and how many a second as a rule, ours not among them.
///
/// Text form, as the probe's memory keeps it: `BOOT COUNT UPTIME [RATE]`.
struct FailedCommands: Hashable {
    let boot: String
    let count: Double
    /// Seconds since the machine started.
    let uptime: Double
    /// Nil until there was a time to learn it from.
    let rate: Double?

    /// Other monitors' commands count too, where the answer is in error bytes: so many times the rule says nothing yet.
    private static let tolerance = 3.0
    /// No more than so many a second are usual, 40 in ten minutes: a disk that fails since the machine started is no usual disk.
    private static let mostUsual = 40.0 / 600
    /// For how many seconds failures are told.
    private static let window = 600.0

    init(boot: String, count: Double, uptime: Double, rate: Double? = nil) {
        (self.boot, self.count, self.uptime, self.rate) = (boot, count, uptime, rate)
    }

    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: " ")
        guard (3...4).contains(parts.count), let count = Double(parts[1]), let uptime = Double(parts[2]) else {
            return nil
        }
        self.init(boot: String(parts[0]), count: count, uptime: uptime, rate: parts.count == 4 ? Double(parts[3]) : nil)
    }

    var text: String { "\(boot) \(count) \(uptime)" + (rate.map { " \($0)" } ?? "") }

    /// What failed since, in ten minutes, beyond the rule, which moves with it; nil for both where there is nothing to compare with:
    /// after a restart, and when the disk was plugged in anew and counts from 0.
    func since(_ now: Double, at uptime: Double, boot: String) -> (beyond: Double?, rate: Double?) {
        let span = uptime - self.uptime
        guard boot == self.boot, now >= count, span > 0 else { return (nil, nil) }
        let seen = (now - count) / span
        guard let rate else { return (nil, min(seen, Self.mostUsual)) }
        let beyond = max(0, seen - Self.tolerance * rate) * min(span, Self.window)
        return (beyond.rounded(), min(rate + (seen - rate) / 4, Self.mostUsual))
    }
}
