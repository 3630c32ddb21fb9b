import Health
import Journal

/// Why a condition cannot be accepted, or no more; the words of the control socket's answer.
enum AcceptanceRefusal: String, Error {
    /// Nothing is open by this key.
    case notOpen = "not-open"
    /// The bound is on the side on which the value is good.
    case wrongSide = "wrong-side"
    /// The value is beyond the bound already.
    case alreadyBeyond = "already-beyond"
    /// Nobody accepts it.
    case notAccepted = "not-accepted"
    case journalFailed = "journal-failed"
}

extension Monitor {
    /// Accepts an open condition until its value is beyond a bound: by default until it is worse than now.
    ///
    /// It blocks on the journal.
    /// - Returns: the bound.
    func accept(
        _ key: ConditionKey,
        until bound: Bound?,
        by person: String,
        at now: Moment
    ) throws(AcceptanceRefusal) -> Bound {
        guard let open = condition(key), let rule = Catalogue.rule(key.rule) else { throw .notOpen }
        let bound = bound ?? Bound(rule.direction, open.value)
        guard bound.direction == rule.direction else { throw .wrongSide }
        guard !bound.isBroken(by: open.value) else { throw .alreadyBeyond }
        try tell(Acceptance(until: bound, by: person), of: key, rule, open, at: now)
        return bound
    }

    /// Takes an acceptance back: what still stands is a matter for the desk again.
    ///
    /// It blocks on the journal.
    func withdraw(_ key: ConditionKey, by person: String, at now: Moment) throws(AcceptanceRefusal) {
        guard accepted[key] != nil, let rule = Catalogue.rule(key.rule) else { throw .notAccepted }
        let open = condition(key)
        try tell(Acceptance(until: nil, by: person), of: key, rule, open, at: now)
    }

    private func tell(
        _ acceptance: Acceptance,
        of key: ConditionKey,
        _ rule: Rule,
        _ open: Condition?,
        at now: Moment
    ) throws(AcceptanceRefusal) {
        let seen = view.observations.first { $0.component == key.component }
        let event = Event(
            .accept,
            key,
            severity: open?.severity ?? .info,
            value: open?.value ?? seen?[rule.quantity] ?? 0,
            limit: open?.limit,
            unit: rule.quantity.unit,
            name: seen?.name ?? conditions.first { $0.key == key }?.name ?? "",
            at: now,
            acceptance: acceptance
        )
        guard note(event, at: now) else { throw .journalFailed }
    }
}
