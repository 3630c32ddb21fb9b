/// Numbers, durations and times as a reader of one language writes them.
package struct Figures: Sendable {
    package let language: Language
    /// Where the reader's clock is.
    private let zone: Zone

    package init(_ language: Language, zone: Zone = .utc) {
        self.language = language
        self.zone = zone
    }

    /// A number with at most one decimal, its thousands grouped.
    ///
    /// `12,043.5` in English; in French a decimal comma, and narrow no-break spaces between the groups.
    package func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 9e14 else { return String(value) }
        let tenths = Int64((value.magnitude * 10).rounded())
        let sign = value < 0 && tenths > 0 ? "-" : ""
        let fraction = tenths % 10 == 0 ? "" : (language == .fr ? "," : ".") + String(tenths % 10)
        return sign + grouped(tenths / 10) + fraction
    }

    /// A number with its unit: `38 °C`, `3 %`, `1.2 TB`; seconds as a duration, flags as yes or no.
    package func quantity(_ value: Double, _ unit: Unit) -> String {
        switch unit {
        case .count, .text: number(value)
        case .flag: yesOrNo(value != 0)
        case .seconds: duration(value)
        case .bytes: bytes(value)
        case .days: number(value) + space + day
        case .percent, .celsius, .hours, .volts: number(value) + space + unit.rawValue
        }
    }

    package func yesOrNo(_ isSo: Bool) -> String {
        isSo ? Words(en: "yes", fr: "oui")[language] : Words(en: "no", fr: "non")[language]
    }

    /// A duration in its largest unit, rounded down: `45 s`, `2 min`, `3 h`, and days from 48 hours on.
    package func duration(_ seconds: Double) -> String {
        let steps: [(below: Double, divisor: Double, unit: String)] = [
            (60, 1, "s"), (3600, 60, "min"), (172_800, 3600, "h"), (.infinity, 86_400, day),
        ]
        let step = steps.first { seconds.magnitude < $0.below } ?? (.infinity, 86_400, day)
        return number((seconds / step.divisor).rounded(.towardZero)) + space + step.unit
    }

    /// How long before `now` something was, as in `2 min ago`.
    ///
    /// Times ahead of the clock by more than a minute give `in 3 h`.
    package func age(of time: Timestamp, at now: Timestamp) -> String {
        let seconds = now.seconds(since: time)
        switch (seconds, language) {
        case (-60...1, .en): return "just now"
        case (-60...1, .fr): return "à l'instant"
        case (..<0, .en): return "in \(duration(-seconds))"
        case (..<0, .fr): return "dans \(duration(-seconds))"
        case (_, .en): return "\(duration(seconds)) ago"
        case (_, .fr): return "il y a \(duration(seconds))"
        }
    }

    /// A point of time to the minute, with the offset of its own date: `2026-11-23 22:00 +01:00`, or `2026-11-23 21:00 UTC`.
    package func time(_ time: Timestamp) -> String {
        let text = zone.local(time).description
        let minutes = zone.offset(time) / 60
        let offset = [minutes.magnitude / 60, minutes.magnitude % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        let suffix = minutes == 0 ? "UTC" : (minutes < 0 ? "-" : "+") + offset.joined(separator: ":")
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) \(suffix)"
    }

    /// A day, as in `2026-11-23`.
    package func date(_ time: Timestamp) -> String { String(zone.local(time).description.prefix(10)) }

    /// What stands between a name and what is said of it.
    package var colon: String { language == .fr ? "\u{A0}: " : ": " }

    /// What stands between a number and its unit: in French never the end of a line.
    private var space: String { language == .fr ? "\u{A0}" : " " }

    private var day: String { language == .fr ? "j" : "d" }

    private func grouped(_ value: Int64) -> String {
        let digits = Array(String(value))
        let separator = language == .fr ? "\u{202F}" : ","
        return digits.enumerated().reduce(into: "") { text, digit in
            let left = digits.count - digit.offset
            if digit.offset > 0, left.isMultiple(of: 3) { text += separator }
            text.append(digit.element)
        }
    }

    private func bytes(_ value: Double) -> String {
        let symbol = language == .fr ? "o" : "B"
        let prefixes = ["", "k", "M", "G", "T", "P", "E"]
        var value = value
        var index = 0
        while value.magnitude >= 1000, index < prefixes.count - 1 {
            value /= 1000
            index += 1
        }
        return number(value) + space + prefixes[index] + symbol
    }
}
