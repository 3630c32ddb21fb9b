extension Ticket {
    /// Takes the next entry of the log in.
    package mutating func apply(_ entry: LogEntry) {
        updatedAt = entry.at
        if entry.author.isPerson, entry.author != requester.map(Author.person) {
            isTouched = true
            if state == .new { state = .open }
        }
        applyToSubject(entry)
        switch entry.kind {
        case .occurred where state == .resolved: reopen(to: .open)
        case .reopened: reopen(to: isTouched ? .open : .new)
        case .disputed: reopen(to: .open)
        case .moved(let move): take(move)
        case .passed(let pass): tier = pass.tier
        case .assigned(let person): assignee = person
        case .categorised(let category): self.category = category
        case .rated(let impact, let urgency): (self.impact, self.urgency, isRated) = (impact, urgency, true)
        case .timed(let minutes): self.minutes = self.minutes.addingReportingOverflow(minutes).partialValue
        case .solved:
            take(Move(to: .resolved))
            resolvedAt = entry.at
        case .closed:
            take(Move(to: .closed))
            closedAt = entry.at
            closedBy = entry.author
        case .replied where pending == .requester && entry.author == requester.map(Author.person):
            // What it waited for has come.
            take(Move(to: .open))
        case .opened, .occurred, .updated, .refreshed, .recovered, .accepted, .remarked, .filed, .noted, .replied,
            .linked, .unlinked, .reached, .left, .checked, .agreed, .warned, .unknown:
            break
        }
    }

    private mutating func applyToSubject(_ entry: LogEntry) {
        switch subject {
        case .condition(var condition):
            condition.apply(entry)
            subject = .condition(condition)
            if !isRated { urgency = Urgency(condition.measure.severity) }
        case .matter(var matter):
            matter.apply(entry)
            subject = .matter(matter)
        }
    }

    private mutating func take(_ move: Move) {
        state = move.state
        pending = move.state == .pending ? move.waitsFor : nil
        wakesAt = move.state == .pending ? move.until : nil
        if move.state != .closed, move.state != .resolved { resolvedAt = nil }
    }

    private mutating func reopen(to state: State) {
        take(Move(to: state))
        closedAt = nil
        closedBy = nil
    }
}
