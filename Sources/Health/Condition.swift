/// An open condition: a fault that stands on a component.
package struct Condition: Hashable, Sendable {
    package var since: Timestamp
    package var severity: Severity
    /// The last value read, and the limit that it broke.
    package var value: Double
    package var limit: Double?
    /// The value that the desk was told last.
    package var reported: Double
    package var count: Int

    package init(since: Timestamp, severity: Severity, value: Double, limit: Double?, reported: Double, count: Int) {
        self.since = since
        self.severity = severity
        self.value = value
        self.limit = limit
        self.reported = reported
        self.count = count
    }
}

/// Where one rule stands on one component: the state machine between assessments and events.
///
///     quiet --breach--> holding --hold passed--> open --fine--> releasing --release passed--> quiet
///                         |  \--not a breach--> quiet     ^---breach or between---/
///
/// Only `open` and what leaves it must survive a crash; `holding` and `releasing` start anew after one, and count in uptime.
package struct RuleState: Hashable, Sendable {
    package enum Phase: Hashable, Sendable {
        case quiet
        /// Bad since this uptime, not yet for the hold time.
        case holding(since: Double)
        case open
        /// Good since this uptime, not yet for the release time.
        case releasing(since: Double)
    }

    package private(set) var phase: Phase
    /// The open condition, also while it is releasing.
    package private(set) var condition: Condition?

    package init() {
        phase = .quiet
    }

    /// The state that a stored condition stands in.
    package init(open condition: Condition) {
        self.phase = .open
        self.condition = condition
    }

    /// Takes one assessment and returns the event that it causes, if any.
    package mutating func take(
        _ assessment: Assessment,
        of rule: Rule,
        on component: Component,
        name: String,
        at now: Moment
    ) -> Event? {
        let key = ConditionKey(component, rule.id)
        func event(_ kind: Event.Kind, _ condition: Condition) -> Event {
            Event(
                kind,
                key,
                severity: condition.severity,
                value: condition.value,
                limit: condition.limit,
                unit: rule.quantity.unit,
                count: condition.count,
                name: name,
                at: now
            )
        }
        switch assessment {
        case .unknown: return nil
        case .breach(let finding):
            if condition != nil {
                return worsen(finding, rule: rule).map { event(.update, $0) }
            }
            return open(finding, rule: rule, at: now).map { event(.open, $0) }
        case .between(let value):
            if condition != nil {
                phase = .open
                condition?.value = value
            } else {
                phase = .quiet
            }
            return nil
        case .fine(let value):
            return clear(value, rule: rule, at: now).map { event(.clear, $0) }
        }
    }

    private mutating func open(_ finding: Finding, rule: Rule, at now: Moment) -> Condition? {
        var since = now.uptime
        if case .holding(let start) = phase { since = start }
        guard now.uptime - since >= rule.hold else {
            phase = .holding(since: since)
            return nil
        }
        let opened = Condition(
            since: now.time,
            severity: finding.severity,
            value: finding.value,
            limit: finding.limit,
            reported: finding.value,
            count: 1
        )
        phase = .open
        condition = opened
        return opened
    }

    /// Keeps the condition open; returns it when it became bad enough to be told again.
    private mutating func worsen(_ finding: Finding, rule: Rule) -> Condition? {
        guard var now = condition else { return nil }
        phase = .open
        let isWorse =
            finding.severity > now.severity
            || (rule.isWorse(finding.value, than: now.reported)
                && (finding.value - now.reported).magnitude >= rule.step)
        now.value = finding.value
        now.limit = finding.limit
        if isWorse {
            now.severity = max(now.severity, finding.severity)
            now.reported = finding.value
            now.count = max(now.count, now.count &+ 1)
        }
        condition = now
        return isWorse ? now : nil
    }

    private mutating func clear(_ value: Double, rule: Rule, at now: Moment) -> Condition? {
        guard var cleared = condition else {
            phase = .quiet
            return nil
        }
        var since = now.uptime
        if case .releasing(let start) = phase { since = start }
        cleared.value = value
        guard now.uptime - since >= rule.release else {
            phase = .releasing(since: since)
            condition = cleared
            return nil
        }
        phase = .quiet
        condition = nil
        return cleared
    }
}
