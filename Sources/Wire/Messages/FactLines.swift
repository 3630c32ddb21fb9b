package import Health

extension Fact {
    /// The fact as a program on the same host keeps or tells it: the line that a desk gets, and a line for each reading with a vendor's
    /// own scale.
    package var lines: [Line] {
        [Line(self)]
            + readings.compactMap { reading in
                guard let scale = reading.scale else { return nil }
                return Line("READING").with("quantity", reading.quantity.name).with("value", reading.value.number)
                    .with("unit", reading.quantity.unit.rawValue).with("current", scale.current)
                    .with("worst", scale.worst).with("threshold", scale.threshold)
                    .with("raw", scale.raw.map { String($0) }).with("flags", scale.flags.map { String($0) })
                    .with("name", scale.name).with("text", scale.text)
            }
    }

    /// Reads these lines.
    package init(_ lines: some Sequence<Line>) throws(LineError) {
        var facts: [Fact] = []
        for line in lines {
            if line.verb == "FACT" { facts.append(try line.fact()) } else { try facts.add(line) }
        }
        guard facts.count == 1 else { throw LineError(.sequence, "unexpected") }
        self = facts[0]
    }
}

extension [Fact] {
    /// Adds the reading of a `READING` line to the fact that it follows.
    mutating func add(_ line: Line) throws(LineError) {
        guard let last = indices.last else { throw LineError(.sequence, "unexpected") }
        self[last].readings.append(try Self.reading(line))
    }

    private static func reading(_ line: Line) throws(LineError) -> Reading {
        let fields = FieldReader(line: line)
        let quantity = Quantity(try fields.text("quantity"), line["unit"].flatMap { Unit(rawValue: $0) } ?? .count)
        let scale = Reading.Scale(
            current: try fields.required("current") { Int($0) },
            worst: try fields.required("worst") { Int($0) },
            threshold: try fields.optional("threshold") { Int($0) },
            raw: try fields.optional("raw") { UInt64($0) },
            flags: try fields.optional("flags") { UInt16($0) },
            name: line["name"],
            text: line["text"]
        )
        let number = try fields.optional("value", Number.parse)
        return Reading(quantity, number.map { .number($0) } ?? .text(scale.text ?? ""), scale: scale)
    }
}
