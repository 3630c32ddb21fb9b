/// Where one rule stands on one component: the state machine between assessments and events.
///
///     quiet --breach--> holding --hold passed--> open --fine--> releasing --release passed--> quiet
///                         |  \--not a breach--> quiet     ^---breach or between---/
///
/// Only `open` and what leaves it must survive a crash; `holding` and `releasing` start anew after one. Both count while
/// the machine is awake: what was seen before it slept and once after has not lasted.
package struct RuleState: Hashable, Sendable {
    package enum Phase: Hashable, Sendable {
        case quiet
        /// Bad since this time awake, not yet for the hold time.
        case holding(since: Double)
        case open
        /// Good since this time awake, not yet for the release time.
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
    ///
    /// A value beyond what a person `accepted` is told at once, however little worse it is.
    package mutating func take(
        _ assessment: Assessment,
        of rule: Rule,
        on component: Component,
        name: String,
        accepted bound: Bound? = nil,
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
                return worsen(finding, rule: rule, accepted: bound).map { event(.update, $0) }
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
        var since = now.awake
        if case .holding(let start) = phase { since = start }
        guard now.awake - since >= rule.hold else {
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
    private mutating func worsen(_ finding: Finding, rule: Rule, accepted bound: Bound?) -> Condition? {
        guard var now = condition else { return nil }
        phase = .open
        let isWorse =
            finding.severity > now.severity || bound?.isBroken(by: finding.value) ?? false
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
        var since = now.awake
        if case .releasing(let start) = phase { since = start }
        cleared.value = value
        guard now.awake - since >= rule.release else {
            phase = .releasing(since: since)
            condition = cleared
            return nil
        }
        phase = .quiet
        condition = nil
        return cleared
    }
}
