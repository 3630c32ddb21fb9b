package import Health

/// What is known of the components now, for reports and the link.
package struct MonitorView: Sendable {
    /// The latest observation of each component, in the order in which components were first seen.
    package private(set) var observations: [Observation]
    /// Components that were read since the agent started.
    package private(set) var fresh: Set<Component> = []
    /// What was read of each component last, be it before the agent started.
    private var read: [Component: (readings: [Reading], at: Timestamp)] = [:]
    /// The components of which the journal keeps something.
    private var kept: Set<Component> = []

    /// Components that are kept at most.
    private static let longest = 500

    /// Takes up what was seen before the agent started.
    init(_ seen: [Fact]) {
        observations = seen.map { fact in
            Observation(
                fact.component,
                name: fact.name,
                identity: fact.identity,
                state: .notRead,
                readings: fact.readings,
                readAt: fact.readAt
            )
        }
        for fact in seen where !fact.readings.isEmpty { read[fact.component] = (fact.readings, fact.readAt) }
        kept = Set(seen.map(\.component))
    }

    /// Takes the latest observation of a component, and tells whether the desk should be told of it at once: when it is
    /// new, or can be read no more, or again.
    ///
    /// Values that only move go with the daily facts and with events.
    mutating func update(_ observation: Observation) -> Bool {
        let new = completed(observation)
        if observation.state == .read {
            fresh.insert(observation.component)
            read[observation.component] = (observation.readings, observation.readAt)
        }
        if !new.component.isWhole { observations.removeAll { $0.component == .whole(new.component.kind) } }
        guard let index = observations.firstIndex(where: { $0.component == new.component }) else {
            observations.append(new)
            return true
        }
        let old = observations[index]
        observations[index] = new
        return old.state != new.state || old.name != new.name
            || old.readings.filter { $0.quantity.unit == .text } != new.readings.filter { $0.quantity.unit == .text }
    }

    /// An observation with what was read before, where the component was left alone: that is still the best that is known, and its
    /// age is shown.
    private func completed(_ observation: Observation) -> Observation {
        guard observation.state == .asleep || observation.state == .unused else { return observation }
        var new = observation
        if let last = read[observation.component] {
            let told = Set(observation.readings.map(\.quantity))
            new.readings = last.readings.filter { !told.contains($0.quantity) } + observation.readings
            new.readAt = last.at
        }
        guard observation.state == .unused else { return new }
        switch observations.first(where: { $0.component == observation.component })?.state {
        case .asleep: new.state = .asleep
        case .notApplicable(let reason): new.state = .notApplicable(reason)
        case .read, .unused, .notRead, .notWatched, nil:
            new.state = read[observation.component] == nil ? .notRead : .read
        }
        return new
    }

    /// Says of a kind of component that it is to be read, or that nobody reads it, and returns the components of which that is news.
    ///
    /// What was read in this run of the agent stays as it is until its probe polls again.
    mutating func expect(_ kind: Component.Kind, isWatched: Bool, at now: Timestamp) -> [Component] {
        let off = Observation.State.notWatched(Reason.switchedOff.text)
        let (before, after) = isWatched ? (off, Observation.State.notRead) : (.notRead, off)
        observations.removeAll { $0.component == .whole(kind) && $0.state == before }
        var changed: [Component] = []
        for index in observations.indices
        where observations[index].component.kind == kind && observations[index].state == before {
            let component = observations[index].component
            observations[index].state = after
            observations[index].readings = isWatched ? read[component]?.readings ?? [] : []
            changed.append(component)
        }
        if isWatched, !observations.contains(where: { $0.component.kind == kind }) {
            observations.append(Observation(whole: kind, state: .notRead, readAt: now))
            changed.append(.whole(kind))
        }
        return changed
    }

    /// The components of a kind that are known, or to be known, and were not read yet.
    func waiting(of kind: Component.Kind) -> [Observation] {
        observations.filter { $0.component.kind == kind && $0.state == .notRead }
    }

    /// What the journal is to keep of the components.
    ///
    /// - Parameters:
    ///   - observations: those of a poll that is about to become known.
    ///   - isWritten: whether the journal is written anyway.
    /// - Returns: nil where it is not, and knows something of each: a quiet poll writes nothing.
    func toKeep(with observations: [Observation], isWritten: Bool) -> [Fact]? {
        let isNew = kept.count < Self.longest && observations.contains { $0.isKept && !kept.contains($0.component) }
        guard isWritten || isNew else { return nil }
        var later = self
        for observation in observations { _ = later.update(observation) }
        return later.observations.filter(\.isKept).prefix(Self.longest).map { observation in
            var fact = Fact(observation, open: [])
            if let last = later.read[observation.component] { (fact.readings, fact.readAt) = last }
            return fact
        }
    }

    /// Notes of what the journal keeps something now.
    mutating func note(kept facts: [Fact]) { kept = Set(facts.map(\.component)) }
}

extension Observation {
    /// Whether it is to be known after a restart: what is gone, or has nothing to be read, is not.
    fileprivate var isKept: Bool {
        switch state {
        case .notApplicable: false
        case .notWatched(let reason):
            ![Reason.goneComponent, .notNamed, .switchedOff].map(\.text).contains(reason) && !component.isWhole
        case .read, .asleep, .unused, .notRead: !component.isWhole
        }
    }
}
