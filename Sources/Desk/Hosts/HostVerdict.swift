package import Health

/// How a host is, in one word: the worst that is true of it, worst first.
package enum HostVerdict: String, Hashable, Sendable, CaseIterable, Comparable {
    case failing
    case watch
    /// It was not heard for longer than its class permits: what it told last is old.
    case silent
    /// It has told nothing yet, or some of it is still to be read.
    case unknown
    /// What is watched is good, but not all of it is watched.
    case notWatched = "not-watched"
    /// It says nothing of what will be.
    case good

    /// The verdict that one component gives its host.
    package init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .failing: .failing
            case .watch: .watch
            case .unknown: .unknown
            case .notWatched, .other: .notWatched
            case .good, .asleep, .notApplicable: .good
            }
    }

    /// The verdict that an open condition gives its host.
    package init(_ severity: Severity) {
        self =
            switch severity {
            case .critical: .failing
            case .warning: .watch
            case .info: .good
            }
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The worse is the smaller.
    package static func < (left: HostVerdict, right: HostVerdict) -> Bool { left.rank < right.rank }
}
