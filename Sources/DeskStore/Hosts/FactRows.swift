package import Desk
package import Health

enum FactColumn: Int, Columns {
    case host, component, name, verdict, reason, readAt, identity, readings, model

    static let table = "fact"
    static let names = makeNames()
    static let key: [FactColumn] = [.host, .component]
}

/// The latest state of components as rows.
enum FactRows {
    static let select = FactColumn.makeSelect()
    private static let upsert =
        FactColumn.makeInsert() + " ON CONFLICT (host, component) DO UPDATE SET "
        + FactColumn.allCases.filter { !FactColumn.key.contains($0) }.map { "\($0.name) = excluded.\($0.name)" }
        .joined(separator: ", ")

    static func put(_ fact: Fact, of host: String, _ connection: any SQLConnection) throws {
        try connection.run(upsert, FactColumn.allCases.map { value($0, of: fact, host) })
    }

    private static func value(_ column: FactColumn, of fact: Fact, _ host: String) -> SQLValue {
        switch column {
        case .host: .text(host)
        case .component: .text(fact.component.description)
        case .name: .text(fact.name)
        case .verdict: SQLValue(fact.verdict)
        case .reason: SQLValue(fact.reason)
        case .readAt: SQLValue(fact.readAt)
        case .identity: .text(FactText.identity(fact.identity).description)
        case .readings: .text(fact.readings.map { FactText.reading($0).description }.joined(separator: "\n"))
        case .model: SQLValue(fact.identity.first { $0.key == "model" }?.value)
        }
    }

    static func fact(_ row: SQLRow) throws(DeskError) -> Fact {
        let readings: String = try row.value(FactColumn.readings)
        return Fact(
            component: try row.read(FactColumn.component) { Component($0) },
            name: try row.value(FactColumn.name),
            verdict: try row.read(FactColumn.verdict, Verdict.init(rawValue:)),
            reason: try row.optional(FactColumn.reason),
            readAt: try row.value(FactColumn.readAt),
            identity: try row.read(FactColumn.identity) { Fields($0) }.all.map { (key: $0.name, value: $0.value) },
            readings: readings.split(separator: "\n").compactMap(FactText.reading)
        )
    }
}

extension DeskDatabase {
    package func record(_ facts: [Fact], of host: String, at now: Timestamp) async throws(DeskError) {
        try await write { connection in
            for fact in facts {
                try FactRows.put(fact, of: host, connection)
                try ReadingRows.put(fact, of: host, at: now, connection)
            }
            try ReadingRows.prune(at: now, connection)
        }
    }

    package func facts(of host: String, in scope: Scope) async throws(DeskError) -> [Fact] {
        try await read { connection in
            guard let owner = try HostRows.host(host, connection), scope.sees(owner.organisation) else { return [] }
            return try connection.all("\(FactRows.select) WHERE host = ? ORDER BY component", [.text(host)])
                .map(FactRows.fact)
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
