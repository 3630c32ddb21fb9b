extension LogEntry.Kind {
    /// The words that the entry names.
    package var prose: [Prose] {
        var all: [Prose] = []
        _ = mapProse { prose in
            all.append(prose)
            return prose
        }
        return all
    }

    /// The words of which a person who searches may know.
    package var words: [String] { prose.compactMap(\.text) }

    /// The entry with other words in the place of its own: those that were stored, or read.
    package func mapProse<Failure>(_ transform: (Prose) throws(Failure) -> Prose) throws(Failure) -> Self {
        switch self {
        case .filed(var filing):
            filing.title = try transform(filing.title)
            filing.description = try filing.description.map(transform)
            filing.checklist = try filing.checklist.map(transform)
            return .filed(filing)
        case .noted(var note):
            note.text = try transform(note.text)
            return .noted(note)
        case .replied(let text): return .replied(try transform(text))
        case .disputed(let text): return .disputed(try transform(text))
        case .moved(var move):
            move.text = try move.text.map(transform)
            return .moved(move)
        case .passed(var pass):
            pass.reason = try pass.reason.map(transform)
            pass.tried = try pass.tried.map(transform)
            pass.found = try pass.found.map(transform)
            return .passed(pass)
        case .reached(var support):
            support.consent = try transform(support.consent)
            return .reached(support)
        case .solved(var solution):
            solution.cause = try transform(solution.cause)
            solution.solution = try transform(solution.solution)
            return .solved(solution)
        case .closed(var closing):
            closing.text = try closing.text.map(transform)
            return .closed(closing)
        case .opened, .occurred, .updated, .refreshed, .recovered, .reopened, .accepted, .remarked, .assigned,
            .categorised, .rated, .linked, .unlinked, .timed, .left, .checked, .agreed, .warned, .unknown:
            return self
        }
    }
}
