package import Health

/// The health report as the agent gives it: the state of each component and the conditions that are open.
package struct ControlReport: Hashable, Sendable {
    /// An open condition with the number of its ticket, once the desk has given one.
    package struct OpenCondition: Hashable, Sendable {
        package var standing: Standing
        package var ticket: Int64?

        package init(standing: Standing, ticket: Int64?) {
            self.standing = standing
            self.ticket = ticket
        }
    }

    package var host: String
    package var time: Timestamp
    package var facts: [Fact]
    package var conditions: [OpenCondition]
    /// What a person accepts beside what is open now, by key.
    package var accepted: [Accepted]

    /// A key whose condition is not open now, and up to where it is accepted.
    package struct Accepted: Hashable, Sendable {
        package var key: ConditionKey
        package var bound: Bound

        package init(key: ConditionKey, until bound: Bound) {
            self.key = key
            self.bound = bound
        }
    }

    package init(
        host: String,
        time: Timestamp,
        facts: [Fact],
        conditions: [OpenCondition],
        accepted: [Accepted] = []
    ) {
        self.host = host
        self.time = time
        self.facts = facts
        self.conditions = conditions
        self.accepted = accepted
    }

    /// The answer to `REPORT`, without its end.
    ///
    /// Readings with a vendor's scale have a line of their own after their component's.
    package var lines: [Line] {
        let head = Line("HOST").with("name", host).with("time", time.description)
        let components = facts.flatMap { fact in
            [Line(fact)]
                + fact.readings.compactMap { reading in
                    guard let scale = reading.scale else { return nil }
                    return Line("READING").with("quantity", reading.quantity.name).with("value", reading.value.number)
                        .with("unit", reading.quantity.unit.rawValue).with("current", scale.current)
                        .with("worst", scale.worst).with("threshold", scale.threshold)
                        .with("raw", scale.raw.map { String($0) }).with("flags", scale.flags.map { String($0) })
                        .with("name", scale.name).with("text", scale.text)
                }
        }
        let open = conditions.map {
            Line(verb: "CONDITION", words: [], fields: Line($0.standing).with("ticket", $0.ticket).fields)
        }
        let quiet = accepted.map {
            Line("ACCEPTED").with("key", $0.key.description).with("until", $0.bound.description)
        }
        return [head] + components + open + quiet
    }

    package init(_ lines: [Line]) throws(LineError) {
        guard let head = lines.first, head.verb == "HOST" else { throw LineError(.syntax, "no-report") }
        let fields = FieldReader(line: head)
        self.init(host: try fields.text("name"), time: try fields.timestamp("time"), facts: [], conditions: [])
        for line in lines.dropFirst() {
            switch line.verb {
            case "FACT": facts.append(try line.fact())
            case "READING":
                guard !facts.isEmpty else { throw LineError(.sequence, "unexpected") }
                facts[facts.count - 1].readings.append(try Self.reading(line))
            case "CONDITION":
                let ticket = try FieldReader(line: line).optional("ticket") { Int64($0) }
                conditions.append(OpenCondition(standing: try line.standing(), ticket: ticket))
            case "ACCEPTED":
                let fields = FieldReader(line: line)
                let key = try fields.required("key") { ConditionKey($0) }
                accepted.append(Accepted(key: key, until: try fields.required("until") { Bound($0) }))
            default: throw LineError(.verb, "unknown-verb")
            }
        }
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
