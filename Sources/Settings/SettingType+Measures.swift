extension SettingType<Double> {
    /// Seconds, written with a unit: `30 s`, `10 min`, `1.5 h`, `14 d`.
    package static func duration(_ range: ClosedRange<Double>) -> SettingType {
        let units = Measure(
            noun: "a duration",
            units: [("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)],
            names: "s, min, h or d",
            example: "10 min"
        )
        return measure(units, range)
    }

    /// Bytes, written with a unit: `16 KiB`, `500 MB`.
    package static func size(_ range: ClosedRange<Double>) -> SettingType {
        let units = Measure(
            noun: "a size",
            units: [
                ("B", 1), ("kB", 1e3), ("KiB", 1024), ("MB", 1e6), ("MiB", 1_048_576), ("GB", 1e9),
                ("GiB", 1_073_741_824),
            ],
            names: "B, kB, MB, GB, KiB, MiB or GiB",
            example: "64 MiB"
        )
        return measure(units, range)
    }

    private static func measure(_ measure: Measure, _ range: ClosedRange<Double>) -> SettingType {
        let bounds = "from \(measure.format(range.lowerBound)) to \(measure.format(range.upperBound))"
        return SettingType(
            allowed: "\(measure.noun) \(bounds)",
            parse: { text throws(Misfit) in
                guard let value = measure.parse(text) else {
                    throw Misfit(
                        "not \(measure.noun); write a number with \(measure.names), such as \(measure.example)"
                    )
                }
                guard range.contains(value) else { throw Misfit("out of range; write \(measure.noun) \(bounds)") }
                return value
            },
            format: measure.format
        )
    }
}

/// Numbers with units, smallest unit first.
private struct Measure: Sendable {
    let noun: String
    let units: [(name: String, factor: Double)]
    let names: String
    let example: String

    /// The number in the smallest unit; nil without a unit, for a sign, an exponent or anything else that is no plain
    /// number.
    @Sendable func parse(_ text: String) -> Double? {
        let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
        let name = trimmed(text[digits.endIndex...])
        guard let first = digits.first, first != ".", digits.last != ".", let number = Double(digits),
            let unit = units.first(where: { $0.name == name })
        else { return nil }
        return number * unit.factor
    }

    /// The value in the largest unit in which it is a whole number.
    @Sendable func format(_ value: Double) -> String {
        let whole = units.last { value >= $0.factor && (value / $0.factor).rounded() * $0.factor == value }
        guard let whole, value < 9e15 else { return "\(value) \(units[0].name)" }
        return "\(Int64(value / whole.factor)) \(whole.name)"
    }
}
