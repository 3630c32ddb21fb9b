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
    package var lines: [Line] {
        let head = Line("HOST").with("name", host).with("time", time.description)
        let components = facts.flatMap(\.lines)
        let open = conditions.map {
            Line(verb: "CONDITION", words: [], fields: Line($0.standing).with("ticket", $0.ticket).fields)
        }
        let quiet = accepted.map {
            Line("ACCEPTED").with("key", $0.key.description).with("until", $0.bound.description)
        }
        return [head] + components + open + quiet
    }

    /// Reads an answer; what only the agent's release knows is passed over.
    package init(_ lines: [Line]) throws(LineError) {
        guard let head = lines.first, head.verb == "HOST" else { throw LineError(.syntax, "no-report") }
        let fields = FieldReader(line: head)
        self.init(host: try fields.text("name"), time: try fields.timestamp("time"), facts: [], conditions: [])
        for line in lines.dropFirst() {
            switch line.verb {
            case "FACT": facts.append(try line.fact())
            case "READING": try facts.add(line)
            case "CONDITION":
                let ticket = try FieldReader(line: line).optional("ticket") { Int64($0) }
                conditions.append(OpenCondition(standing: try line.standing(), ticket: ticket))
            case "ACCEPTED":
                let fields = FieldReader(line: line)
                let key = try fields.required("key") { ConditionKey($0) }
                accepted.append(Accepted(key: key, until: try fields.required("until") { Bound($0) }))
            default: continue
            }
        }
    }
}
