/// What earlier entries of a ticket say that its row does not.
package struct History {
    private let log: [LogEntry]

    /// The entries of one ticket, oldest first.
    package init(_ log: [LogEntry]) {
        self.log = log
    }

    /// Who had the ticket when it was last at a tier; nil for nobody.
    func assignee(atTier tier: Int) -> PersonID? {
        var (current, assignee, former) = (Ticket.tiers.lowerBound, PersonID?.none, PersonID?.none)
        for entry in log {
            switch entry.kind {
            case .passed(let pass): current = pass.tier
            case .assigned(let person): assignee = person
            default: continue
            }
            if current == tier { former = assignee }
        }
        return former
    }

    /// Work from afar that has not ended, oldest first.
    package var reaches: [(entry: LogEntry, support: Support)] {
        log.reduce(into: []) { open, entry in
            switch entry.kind {
            case .reached(let support): open.append((entry, support))
            case .left(let end): open.removeAll { $0.entry.sequence == end.session }
            default: return
            }
        }
    }

    /// Whether cause and solution are written, and nobody has taken the ticket up again since.
    package var isSolved: Bool {
        let last = log.last { entry in
            switch entry.kind {
            case .solved, .disputed, .reopened, .occurred: true
            case .moved: true
            default: false
            }
        }
        if case .solved = last?.kind { return true }
        return false
    }
}
