package import Health
import Journal
package import Logging
import Synchronization

/// Judges what probes observe and makes every change durable before anything else is told of it.
///
/// Its calls block on the journal; probes' threads make them.
package final class Monitor: Sendable {
    private struct State {
        var rules: [ConditionKey: RuleState] = [:]
        var stored: [ConditionKey: StoredCondition] = [:]
        var view: MonitorView
        /// The latest observation of each component that no report shows.
        var unseen: [Component: Observation] = [:]
    }

    private let journal: JournalKeeper
    private let log: Logger
    private let state: Mutex<State>
    /// Told after a change is durable: the journal's last number and the components whose fact is new.
    private let notify: Mutex<(@Sendable (_ last: UInt64, _ changed: [Component]) -> Void)?>

    /// Takes up the conditions that the journal holds open, and what it has `seen`.
    package init(journal: JournalKeeper, log: Logger, seen: [Fact] = []) {
        let stored = journal.summary.open
        self.journal = journal
        self.log = log
        let rules = stored.mapValues { RuleState(open: $0.condition) }
        self.state = Mutex(State(rules: rules, stored: stored, view: MonitorView(seen)))
        self.notify = Mutex(nil)
    }

    package var view: MonitorView { state.withLock { $0.view } }

    /// The conditions that are open, with what a report shows of them.
    package var conditions: [(key: ConditionKey, condition: Condition, unit: Unit, name: String)] {
        let stored = state.withLock { $0.stored }
        return stored.map { ($0.key, $0.value.condition, $0.value.unit, $0.value.name) }
            .sorted { ($0.condition.since, $0.key.description) < ($1.condition.since, $1.key.description) }
    }

    /// An open condition with the value of the last poll, of which the desk may not have been told.
    func condition(_ key: ConditionKey) -> Condition? { state.withLock { $0.rules[key]?.condition } }

    /// What a person accepts, whether it is open now or not.
    var accepted: [ConditionKey: Acceptance] { journal.summary.accepted }

    /// The state of components as reports and the desk see it: what a person accepts makes none of them bad.
    func facts(of observations: [Observation]) -> [Fact] {
        let accepted = accepted
        let open = Dictionary(grouping: conditions.filter { accepted[$0.key] == nil }) { $0.key.component }
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
        var judgement = judge(observations, at: now)
        judgement.change.memory = memory
        let isWritten = !judgement.change.isEmpty
        judgement.change.seen = state.withLock { $0.view.toKeep(with: observations, isWritten: isWritten) }
        let last = settle(judgement, at: now)?.number
        let moved = state.withLock { state in
            observations.filter { state.view.update($0) }.map(\.component)
        }
        let changed = Set(moved + judgement.change.events.map(\.key.component))
        guard last != nil || !changed.isEmpty else { return }
        notify.withLock { $0 }?(last ?? 0, observations.map(\.component).filter { changed.contains($0) })
    }

    /// Says of what a probe watches that it is to be read, or that nobody reads it; returns what waits to be read.
    func expect(_ kind: Component.Kind, isWatched: Bool, at now: Timestamp) -> [Observation] {
        let (changed, waiting) = state.withLock { state in
            (state.view.expect(kind, isWatched: isWatched, at: now), state.view.waiting(of: kind))
        }
        if !changed.isEmpty { notify.withLock { $0 }?(0, changed) }
        return waiting
    }

    /// Writes down what was seen last, before the agent ends.
    func keep(at now: Moment) {
        var change = Journal.Change()
        change.seen = state.withLock { $0.view.toKeep(with: [], isWritten: true) }
        _ = settle(Judgement(change: change), at: now)
    }

    /// Judges an observation that no report shows (a test), and returns where its event stands in which journal; nil when it caused none.
    func takeUnseen(_ observation: Observation, at now: Moment) -> JournalPlace? {
        state.withLock { $0.unseen[observation.component] = observation }
        let place = settle(judge([observation], at: now), at: now)
        if let place { notify.withLock { $0 }?(place.number, []) }
        return place
    }

    /// Notes a person's word, and tells of it; false when it could not be noted.
    func note(_ event: Event, at now: Moment) -> Bool {
        var change = Journal.Change()
        change.events = [event]
        guard let place = write(change, at: now) else { return false }
        notify.withLock { $0 }?(place.number, [event.key.component])
        return true
    }

    /// Takes over what the desk holds open for us; what no probe will read again is judged at once.
    func adopt(_ standing: Standing, at now: Moment) throws {
        guard let stored = try journal.perform({ try $0.adopt(standing) }) else { return }
        state.withLock { state in
            guard state.stored[standing.key] == nil else { return }
            state.rules[standing.key] = RuleState(open: stored.condition)
            state.stored[standing.key] = stored
        }
        if let known = state.withLock({ $0.unseen[standing.key.component] }) { _ = takeUnseen(known, at: now) }
    }

    /// What rules think of some observations: where they would stand, and what that changes.
    private struct Judgement {
        var change = Journal.Change()
        var rules: [ConditionKey: RuleState] = [:]
    }

    private func judge(_ observations: [Observation], at now: Moment) -> Judgement {
        let rules = state.withLock { $0.rules }
        let accepted = accepted
        var judgement = Judgement()
        for observation in observations {
            for rule in Catalogue.rules(for: observation.component.kind) {
                let key = ConditionKey(observation.component, rule.id)
                let before = rules[key] ?? RuleState()
                judge(observation, rule, from: before, accepted: accepted[key]?.bound, at: now, into: &judgement)
            }
        }
        return judgement
    }

    private func judge(
        _ observation: Observation,
        _ rule: Rule,
        from before: RuleState,
        accepted bound: Bound?,
        at now: Moment,
        into judgement: inout Judgement
    ) {
        let key = ConditionKey(observation.component, rule.id)
        var after = judgement.rules[key] ?? before
        let open = after.condition
        let assessment = rule.assess(observation)
        let event = after.take(
            assessment,
            of: rule,
            on: observation.component,
            name: observation.name,
            accepted: bound,
            at: now
        )
        // What stays as it is is not written back: the desk's word (`adopt`) may come meanwhile.
        if after != before { judgement.rules[key] = after }
        guard let event else { return }
        judgement.change.events.append(event)
        if event.kind != .clear, bound?.isBroken(by: event.value) ?? false { judgement.change.outgrown.insert(key) }
        if let condition = after.condition ?? open {
            let stored = StoredCondition(condition: condition, unit: rule.quantity.unit, name: observation.name)
            judgement.change.open[key] = after.condition == nil ? nil : stored
            judgement.change.cleared[key] = after.condition == nil ? stored : nil
        }
    }

    /// Makes a judgement durable, and then ours; returns the journal's last place when it was written to.
    ///
    /// One that cannot be noted is not ours either, so that the next poll judges from where we were and tries again.
    ///
    /// No lock is held while the disk works: a component is judged by its own probe alone, one poll after the other, so a probe
    /// whose write hangs keeps no other waiting.
    private func settle(_ judgement: Judgement, at now: Moment) -> JournalPlace? {
        let change = judgement.change
        let last = change.isEmpty ? nil : write(change, at: now)
        guard change.isEmpty || last != nil else { return nil }
        state.withLock { state in
            for (key, rule) in judgement.rules {
                state.rules[key] = rule.phase == .quiet ? nil : rule
            }
            for key in change.cleared.keys {
                state.stored[key] = nil
            }
            state.stored.merge(change.open) { $1 }
            if let seen = change.seen { state.view.note(kept: seen) }
        }
        for event in change.events { log(event) }
        return last
    }

    /// A condition that opens or closes is said once; what it does between is in reports and tickets.
    private func log(_ event: Event) {
        let what: Logger.Message
        switch event.kind {
        case .open: what = "a condition has opened"
        case .clear: what = "a condition has closed"
        case .update, .accept: return
        }
        let summary = Catalogue.summary(
            of: event.key.rule,
            value: event.value,
            limit: event.limit,
            unit: event.unit,
            in: .en
        )
        log.log(
            level: event.kind == .open ? event.severity.level : .notice,
            what,
            metadata: [
                "key": "\(event.key)", "name": "\(event.name)", "severity": "\(event.severity.rawValue)",
                "summary": "\(summary)",
            ]
        )
    }

    private func write(_ change: Journal.Change, at now: Moment) -> JournalPlace? {
        do {
            return try journal.perform { journal in
                let number = try journal.record(change, at: now.time)
                return JournalPlace(journal: journal.summary.id, number: number)
            }
        } catch {
            log.critical(
                "events cannot be noted, not even in memory; they are tried again",
                metadata: ["reason": "\(error)"]
            )
            return nil
        }
    }
}

extension Severity {
    /// How loudly a condition of this severity is logged.
    fileprivate var level: Logger.Level {
        switch self {
        case .info: .notice
        case .warning: .warning
        case .critical: .error
        }
    }
}

/// A number in one journal; another journal has other numbers.
struct JournalPlace: Hashable, Sendable {
    var journal: String
    var number: UInt64
}
