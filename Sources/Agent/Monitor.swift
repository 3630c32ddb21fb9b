package import Health
package import Journal
package import Logging
import Synchronization

/// Judges what probes observe and makes every change durable before anything else is told of it.
///
/// Its calls block on the journal; probes' threads make them.
package final class Monitor: Sendable {
    /// What is known now, for reports and the link.
    package struct View: Sendable {
        /// The latest observation of each component, in the order in which components were first seen.
        package var observations: [Observation] = []
        /// Components that were read since the agent started.
        package var fresh: Set<Component> = []
    }

    private struct State {
        var rules: [ConditionKey: RuleState] = [:]
        var stored: [ConditionKey: StoredCondition] = [:]
        var view = View()
    }

    private let journal: Journal
    private let log: Logger
    private let state: Mutex<State>
    /// Told after a change is durable: the journal's last number and the components whose fact is new.
    private let notify: Mutex<(@Sendable (_ last: UInt64, _ changed: [Component]) -> Void)?>

    /// Takes up the conditions that the journal holds open.
    package init(journal: Journal, log: Logger) throws {
        let stored = try journal.openConditions()
        self.journal = journal
        self.log = log
        self.state = Mutex(State(rules: stored.mapValues { RuleState(open: $0.condition) }, stored: stored))
        self.notify = Mutex(nil)
    }

    package var view: View { state.withLock { $0.view } }

    /// The conditions that are open, with what a report shows of them.
    package var conditions: [(key: ConditionKey, condition: Condition, unit: Unit, name: String)] {
        let stored = state.withLock { $0.stored }
        return stored.map { ($0.key, $0.value.condition, $0.value.unit, $0.value.name) }
            .sorted { ($0.condition.since, $0.key.description) < ($1.condition.since, $1.key.description) }
    }

    /// The state of components as reports and the desk see it.
    func facts(of observations: [Observation]) -> [Fact] {
        let open = Dictionary(grouping: conditions) { $0.key.component }
        return observations.map { Fact($0, open: (open[$0.component] ?? []).map(\.condition.severity)) }
    }

    func onChange(_ body: @escaping @Sendable (_ last: UInt64, _ changed: [Component]) -> Void) {
        notify.withLock { $0 = body }
    }

    /// Judges the observations of one poll.
    /// - Parameters:
    ///   - observations: what the probe saw.
    ///   - memory: the probe's memory, when it changed.
    ///   - now: the moment of the poll.
    package func take(
        _ observations: [Observation],
        memory: (probe: String, values: [String: String])?,
        at now: Moment
    ) {
        let (last, changed) = state.withLock { state in
            var change = Journal.Change()
            change.memory = memory
            var rules = state.rules
            for observation in observations {
                judge(observation, rules: &rules, change: &change, at: now)
            }
            let last = write(change, stored: state.stored, at: now)
            state.rules = rules
            for key in change.cleared.keys {
                state.stored[key] = nil
            }
            state.stored.merge(change.open) { $1 }
            var changed = Set(change.events.map(\.key.component))
            for observation in observations {
                if state.view.update(observation) { changed.insert(observation.component) }
            }
            return (last, observations.map(\.component).filter { changed.contains($0) })
        }
        if let last { notify.withLock { $0 }?(last, changed) }
    }

    /// Judges an observation that no report shows (a test), and returns the journal's last number.
    func takeUnseen(_ observation: Observation, at now: Moment) -> UInt64 {
        let last = state.withLock { state in
            var change = Journal.Change()
            judge(observation, rules: &state.rules, change: &change, at: now)
            return write(change, stored: state.stored, at: now) ?? 0
        }
        notify.withLock { $0 }?(last, [])
        return last
    }

    /// Takes over what the desk holds open for us.
    func adopt(_ standing: Standing) throws {
        try journal.adopt(standing)
        state.withLock { state in
            guard state.stored[standing.key] == nil else { return }
            let condition = Condition(
                since: standing.since,
                severity: standing.severity,
                value: standing.value,
                limit: standing.limit,
                reported: standing.value,
                count: 1
            )
            state.rules[standing.key] = RuleState(open: condition)
            state.stored[standing.key] = StoredCondition(condition: condition, unit: standing.unit, name: standing.name)
        }
    }

    private func judge(
        _ observation: Observation,
        rules: inout [ConditionKey: RuleState],
        change: inout Journal.Change,
        at now: Moment
    ) {
        for rule in Catalogue.rules(for: observation.component.kind) {
            let key = ConditionKey(observation.component, rule.id)
            var ruleState = rules[key] ?? RuleState()
            let before = ruleState.condition
            let event = ruleState.take(
                rule.assess(observation),
                of: rule,
                on: observation.component,
                name: observation.name,
                at: now
            )
            rules[key] = ruleState.phase == .quiet ? nil : ruleState
            guard let event else { continue }
            change.events.append(event)
            let unit = rule.quantity.unit
            if let condition = ruleState.condition {
                change.open[key] = StoredCondition(condition: condition, unit: unit, name: observation.name)
            } else if let before {
                change.cleared[key] = StoredCondition(condition: before, unit: unit, name: observation.name)
            }
        }
    }

    /// Writes a change; when the journal cannot be written, in memory under a new id, so that its tickets still get out.
    private func write(_ change: Journal.Change, stored: [ConditionKey: StoredCondition], at now: Moment) -> UInt64? {
        do {
            return try journal.record(change, at: now.time)
        } catch {
            log.error("the journal cannot be written; going on in memory", metadata: ["reason": "\(error)"])
        }
        do {
            try journal.becomeVolatile(open: stored)
            return try journal.record(change, at: now.time)
        } catch {
            log.critical("events are lost: not even memory holds them", metadata: ["reason": "\(error)"])
            return nil
        }
    }
}

extension Monitor.View {
    /// Takes the latest observation of a component, and tells whether the desk should be told of it at once: when it is
    /// new, or can be read no more, or again.
    ///
    /// Values that only move go with the daily facts and with events.
    fileprivate mutating func update(_ observation: Observation) -> Bool {
        if observation.state == .read { fresh.insert(observation.component) }
        guard let index = observations.firstIndex(where: { $0.component == observation.component }) else {
            observations.append(observation)
            return true
        }
        let old = observations[index]
        var new = observation
        if case .asleep = observation.state, !old.readings.isEmpty {
            // What was read before it fell asleep is still the best that is known; its age is shown.
            new.readings = old.readings
            new.readAt = old.readAt
        }
        observations[index] = new
        return old.state != new.state || old.name != new.name
            || old.readings.filter { $0.quantity.unit == .text } != new.readings.filter { $0.quantity.unit == .text }
    }
}
