import Desk
import GRDB
package import Health

extension TicketDatabase {
    package func record(_ facts: [Fact], of host: String) async throws {
        try await write { database in
            for fact in facts {
                try database.run(
                    """
                    INSERT INTO fact (host, component, name, verdict, reason, read_at, identity, readings)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (host, component) DO UPDATE SET
                        name = excluded.name, verdict = excluded.verdict, reason = excluded.reason,
                        read_at = excluded.read_at, identity = excluded.identity, readings = excluded.readings
                    """,
                    [
                        host, fact.component.description, fact.name, fact.verdict.rawValue, fact.reason,
                        fact.readAt.milliseconds, FactText.identity(fact.identity).description,
                        fact.readings.map { FactText.reading($0).description }.joined(separator: "\n"),
                    ]
                )
            }
        }
    }

    package func facts(of host: String) async throws -> [Fact] {
        try await read { database in
            try database.all("SELECT * FROM fact WHERE host = ? ORDER BY component", [host]).map { row in
                let readings: String = try row.value("readings")
                return Fact(
                    component: try row.read("component") { Component($0) },
                    name: try row.value("name"),
                    verdict: try row.read("verdict", Verdict.init(rawValue:)),
                    reason: try row.optional("reason"),
                    readAt: try row.time("read_at"),
                    identity: try row.read("identity") { Fields($0) }.all.map { (key: $0.name, value: $0.value) },
                    readings: readings.split(separator: "\n").compactMap(FactText.reading)
                )
            }
        }
    }
}

/// The lists of a fact as text, one reading a line.
///
/// Control characters are escaped, so that no value can hold a line end.
enum FactText {
    static func identity(_ pairs: [(key: String, value: String)]) -> Fields {
        pairs.reduce(into: Fields()) { $0[$1.key] = $1.value }
    }

    static func reading(_ reading: Reading) -> Fields {
        var fields = Fields()
        fields["quantity"] = reading.quantity.name
        fields["unit"] = reading.quantity.unit.rawValue
        switch reading.value {
        case .number(let number): fields["number"] = String(number)
        case .text(let text): fields["text"] = text
        }
        fields["current"] = reading.scale.map { String($0.current) }
        fields["worst"] = reading.scale.map { String($0.worst) }
        fields["threshold"] = reading.scale?.threshold.map { String($0) }
        return fields
    }

    static func reading(_ line: Substring) -> Reading? {
        guard let fields = Fields(line), let name = fields["quantity"],
            let unit = fields["unit"].flatMap(Unit.init(rawValue:)),
            let value = fields["number"].flatMap(Double.init).map(Value.number) ?? fields["text"].map(Value.text)
        else { return nil }
        var scale: Reading.Scale?
        if let current = fields["current"].flatMap({ Int($0) }), let worst = fields["worst"].flatMap({ Int($0) }) {
            scale = Reading.Scale(current: current, worst: worst, threshold: fields["threshold"].flatMap { Int($0) })
        }
        return Reading(Quantity(name, unit), value, scale: scale)
    }
}
