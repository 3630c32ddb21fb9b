import ArgumentParser

/// A span of time as a person types it: `180`, `45 s`, `3min`, `12 h`, `1 d`; a bare number is seconds.
struct Span: Hashable, ExpressibleByArgument {
    /// Above 0 and at most ten years.
    let seconds: Double

    init(seconds: Double) {
        self.seconds = seconds
    }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = argument.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Double(digits), let factor = Self.factors[String(unit)] else { return nil }
        let seconds = number * factor
        guard seconds > 0, seconds <= 3650 * 86_400 else { return nil }
        self.init(seconds: seconds)
    }

    private static let factors: [String: Double] = ["": 1, "s": 1, "min": 60, "h": 3600, "d": 86_400]

    var defaultValueDescription: String {
        let unit = ["d", "h", "min"].first { unit in
            Self.factors[unit].map { seconds.truncatingRemainder(dividingBy: $0) == 0 } ?? false
        }
        return "\(Int(seconds / (unit.flatMap { Self.factors[$0] } ?? 1)))\(unit ?? "s")"
    }
}
