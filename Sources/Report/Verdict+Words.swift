package import Health

extension Verdict {
    /// The colour in which reports show it.
    package var colour: Colour {
        switch self {
        case .good: .green
        case .watch, .unknown, .notWatched, .other: .yellow
        case .failing: .red
        case .asleep, .notApplicable: .faint
        }
    }

    /// The word for it.
    package var words: Words {
        switch self {
        case .good: Words(en: "good", fr: "bon")
        case .watch: Words(en: "watch", fr: "à surveiller")
        case .failing: Words(en: "failing", fr: "défaillant")
        case .unknown: Words(en: "unknown", fr: "inconnu")
        case .notWatched: Words(en: "not watched", fr: "non surveillé")
        case .asleep: Words(en: "asleep", fr: "en veille")
        case .notApplicable: Words(en: "not applicable", fr: "sans objet")
        case .other(let word): Words(en: word.printable, fr: word.printable)
        }
    }
}

extension HealthReport.Entry {
    /// The word for how it is: of one that waits to be read, that.
    package var words: Words { verdict == .unknown && isUnread ? Reason.notRead.words : verdict.words }
}
