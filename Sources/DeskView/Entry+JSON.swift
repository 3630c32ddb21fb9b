import Desk
import Health
import Report

extension LogEntry {
    /// Where it stands, when, who, which kind of entry, and what it says.
    var json: JSON {
        let start = [
            JSON.Member("sequence", .number(Double(sequence))),
            JSON.Member("at", .string(at.description)),
            JSON.Member("author", .string(author.description)),
            JSON.Member("kind", .string(kind.name)),
        ]
        return .object(start + kind.members)
    }
}

extension LogEntry.Kind {
    fileprivate var members: [JSON.Member] {
        switch self {
        case .opened(let opening): opening.measure.members
        case .occurred(let measure), .updated(let measure), .refreshed(let measure), .reopened(let measure):
            measure.members
        case .recovered(let value): [JSON.Member("value", .number(value))]
        default: payload.all.flatMap(member)
        }
    }

    /// A field as it stands in the log; words in place of their ids, `null` where they were blanked.
    private func member(_ name: String, _ value: String) -> [JSON.Member] {
        guard let words = words(namedBy: value) else { return [JSON.Member(name, .string(value))] }
        return [JSON.Member(name, words.text.map(JSON.string) ?? .null)]
    }

    private func words(namedBy value: String) -> Prose? {
        prose.first { "\($0.id):\($0.hash)" == value }
    }
}

extension Measure {
    fileprivate var members: [JSON.Member] {
        [
            JSON.Member("severity", .string(severity.rawValue)),
            JSON.Member("value", .number(value)),
            JSON.Member("limit", limit.map(JSON.number) ?? .null),
            JSON.Member("unit", .string(unit.rawValue)),
        ]
    }
}
