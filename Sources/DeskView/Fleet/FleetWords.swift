package import Desk
package import Health
package import Report

extension HostVerdict {
    /// The word for one host.
    package var words: Words {
        switch self {
        case .failing: Verdict.failing.words
        case .watch: Verdict.watch.words
        case .silent: Words(en: "silent", fr: "silencieux")
        case .unknown: Verdict.unknown.words
        case .notWatched: Words(en: "not watched wholly", fr: "surveillé en partie")
        case .good: Verdict.good.words
        }
    }

    /// The words for so many hosts, behind their number.
    package func words(count: Int) -> Words {
        guard self != .watch else { return Words(en: "to watch", fr: "à surveiller") }
        return switch self {
        case .failing where count > 1: Words(en: "failing", fr: "défaillants")
        case .unknown where count > 1: Words(en: "unknown", fr: "inconnus")
        case .notWatched where count > 1: Words(en: "not watched wholly", fr: "surveillés en partie")
        case .good where count > 1: Words(en: "good", fr: "bons")
        default: words
        }
    }

    /// The colour in which listings show it.
    package var colour: Colour {
        switch self {
        case .failing: .red
        case .watch, .silent, .unknown, .notWatched: .yellow
        case .good: .green
        }
    }
}

extension FleetGrouping {
    package var words: Words {
        switch self {
        case .site: Words(en: "site", fr: "site")
        case .model: Words(en: "model of disk", fr: "modèle de disque")
        case .firmware: Words(en: "firmware of disk", fr: "micrologiciel de disque")
        case .fault: Words(en: "fault", fr: "anomalie")
        }
    }
}

extension Fleet {
    /// How many there are, and how many are not well: `812 hosts: 9 failing, 31 to watch`.
    package func summary(_ figures: Figures) -> String {
        let all = figures.number(Double(members.count))
        let hosts =
            switch (figures.language, members.count) {
            case (.en, 1): "1 host"
            case (.en, _): "\(all) hosts"
            case (.fr, 0...1): "\(all) poste"
            case (.fr, _): "\(all) postes"
            }
        guard !members.isEmpty else { return hosts }
        return hosts + figures.colon + Self.text(of: counts, figures)
    }

    /// How many are not well; that all are good where none is.
    package static func text(of counts: [HostVerdict: Int], _ figures: Figures) -> String {
        let unwell = HostVerdict.allCases.filter { $0 != .good }.compactMap { verdict in
            counts[verdict].map { "\(figures.number(Double($0))) \(verdict.words(count: $0)[figures.language])" }
        }
        guard unwell.isEmpty else { return unwell.joined(separator: ", ") }
        let isOne = counts.values.reduce(0, +) == 1
        return (isOne ? HostVerdict.good.words : Words(en: "all good", fr: "tous bons"))[figures.language]
    }
}
