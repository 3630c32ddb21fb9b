package import Health

/// A condition that only the desk can see.
///
/// Its ticket has the same key, words and log as one of a host.
package enum DeskCondition: String, Hashable, Sendable, CaseIterable {
    case silent = "host.silent"
    case gap = "host.gap"
    case identity = "host.identity"

    /// What the condition is about: the host as a whole.
    package func key(of host: String) -> ConditionKey {
        ConditionKey(Component(.host, host), RuleID(stringLiteral: rawValue))
    }
}

extension Signal {
    /// The signal of a condition that the desk sees.
    ///
    /// Silence goes on where it stands; each gap or double identity is an occurrence.
    package init(raising condition: DeskCondition, of host: ReportingHost, at now: Timestamp) {
        self.init(condition, kind: condition == .silent ? .standing : .opened, 1, host, now)
    }

    /// The signal that a condition that the desk saw is gone.
    package init(clearing condition: DeskCondition, of host: ReportingHost, at now: Timestamp) {
        self.init(condition, kind: .cleared, 0, host, now)
    }

    private init(_ condition: DeskCondition, kind: Kind, _ value: Double, _ host: ReportingHost, _ now: Timestamp) {
        let key = condition.key(of: host.id)
        self.kind = kind
        self.author = .desk
        self.opening = Opening(
            from: host,
            key: key,
            component: host.name,
            measure: Measure(
                severity: Catalogue.rule(key.rule)?.limits.last?.severity ?? .warning,
                value: value,
                limit: nil,
                unit: .flag
            ),
            since: now
        )
    }
}

extension ConditionKey {
    /// Whether only the desk can see it: no host may tell of it, nor take it back.
    package var isOfTheDesk: Bool { DeskCondition(rawValue: rule.description) != nil }
}
