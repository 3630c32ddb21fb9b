/// What a report says of a component, in one word.
///
/// `good` never means that it will not fail.
package enum Verdict: Hashable, Sendable {
    case good
    case watch
    case failing
    case unknown
    case notWatched
    case asleep
    case notApplicable
    /// A word that only another release knows.
    case other(String)
}

extension Verdict: RawRepresentable {
    private static let known: [Verdict] = [.good, .watch, .failing, .unknown, .notWatched, .asleep, .notApplicable]

    /// The verdict of a word; one that this program does not know is kept as it is.
    package init(rawValue: String) {
        self = Self.known.first { $0.rawValue == rawValue } ?? .other(rawValue)
    }

    /// Whether only another release knows what it means.
    package var isForeign: Bool { if case .other = self { true } else { false } }

    /// The word that JSON and the wire carry.
    package var rawValue: String {
        switch self {
        case .good: "good"
        case .watch: "watch"
        case .failing: "failing"
        case .unknown: "unknown"
        case .notWatched: "not watched"
        case .asleep: "asleep"
        case .notApplicable: "not applicable"
        case .other(let word): word
        }
    }
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
        case (_, .unused?), (_, .notRead?), (_, nil): .unknown
        }
    }
}
