package import Health

extension HealthReport {
    /// The report as `vigie report --json` prints it; names and shapes are stable, summaries are in the language.
    package func json(in language: Language) -> JSON {
        [
            "host": .string(host),
            "time": .string(time.description),
            "components": .array(entries.map(\.json)),
            "conditions": .array(conditions.map { $0.json(in: language) }),
        ]
    }
}

extension HealthReport.Entry {
    fileprivate var json: JSON {
        let members: [JSON.Member?] = [
            JSON.Member("id", .string(component.description)),
            JSON.Member("kind", .string(component.kind.rawValue)),
            JSON.Member("name", .string(name)),
            JSON.Member("verdict", .string(verdict.rawValue)),
            reason.map { JSON.Member("reason", .string($0)) },
            JSON.Member("read_at", readAt.map { .string($0.description) } ?? .null),
            JSON.Member("identity", .object(identity.map { JSON.Member($0.key, .string($0.value)) })),
            JSON.Member("readings", .array(readings.map(\.json))),
        ]
        return .object(members.compactMap { $0 })
    }
}

extension Reading {
    fileprivate var json: JSON {
        var members = [
            JSON.Member("quantity", .string(quantity.name)),
            JSON.Member("value", value.json),
            JSON.Member("unit", .string(quantity.unit.rawValue)),
        ]
        if let scale {
            members.append(JSON.Member("current", .number(Double(scale.current))))
            members.append(JSON.Member("worst", .number(Double(scale.worst))))
        }
        if let threshold = scale?.threshold {
            members.append(JSON.Member("threshold", .number(Double(threshold))))
        }
        return .object(members)
    }
}

extension Value {
    fileprivate var json: JSON {
        switch self {
        case .number(let number): .number(number)
        case .text(let text): .string(text)
        }
    }
}

extension HealthReport.OpenCondition {
    fileprivate func json(in language: Language) -> JSON {
        let members: [JSON.Member?] = [
            JSON.Member("key", .string(key.description)),
            name.isEmpty ? nil : JSON.Member("name", .string(name)),
            JSON.Member("rule", .string(key.rule.description)),
            JSON.Member("severity", .string(severity.rawValue)),
            JSON.Member("since", .string(since.description)),
            JSON.Member("value", .number(value)),
            limit.map { JSON.Member("limit", .number($0)) },
            JSON.Member("unit", .string(unit.rawValue)),
            JSON.Member("summary", .string(summary(in: language))),
            accepted.map { JSON.Member("accepted_until", .string($0.description)) },
            JSON.Member("ticket", ticket.map { .number(Double($0)) } ?? .null),
        ]
        return .object(members.compactMap { $0 })
    }
}
