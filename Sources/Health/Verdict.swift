/// What a report says of a component, in one word.
///
/// `good` never means that it will not fail.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case good
    case watch
    case failing
    case unknown
    case notWatched = "not watched"
    case asleep
    case notApplicable = "not applicable"
}

extension Verdict {
    /// What to say of a component, given how its last poll went (nil: it was never polled) and what is open on it.
    ///
    /// An open condition outweighs the poll: a failing disk that sleeps is still failing.
    package static func of(_ state: Observation.State?, open severities: some Sequence<Severity>) -> Verdict {
        switch (severities.max(), state) {
        case (.critical?, _): .failing
        case (.warning?, _): .watch
        case (_, .read?): .good
        case (_, .notWatched?): .notWatched
        case (_, .asleep?): .asleep
        case (_, .notApplicable?): .notApplicable
        case (_, nil): .unknown
        }
    }
}
