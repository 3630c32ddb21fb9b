import Desk
import DeskView
import Health
import Report

extension HostVerdict {
    /// As shape, colour and word.
    func badge(_ language: Language) -> Values { ["shape": shape, "class": style, "text": words[language]] }

    private var shape: String {
        switch self {
        case .failing: "◆"
        case .watch: "◇"
        case .silent: "–"
        case .unknown: "?"
        case .notWatched: "○"
        case .good: "●"
        }
    }

    /// The name that the style sheet knows.
    var style: String {
        switch self {
        case .failing: "critical"
        case .watch: "warning"
        case .silent, .unknown, .notWatched: "quieter"
        case .good: "well"
        }
    }
}

/// How many hosts of a group have each verdict: a bar beside the numbers, which are told in words too.
struct FleetBar {
    /// Units of the drawing that the longest bar takes.
    private static let width = 100.0

    /// The bar of a group, beside that of the largest one.
    static func values(_ counts: [HostVerdict: Int], of largest: Int) -> [Values] {
        var start = 0.0
        return HostVerdict.allCases.compactMap { verdict in
            guard let count = counts[verdict], largest > 0 else { return nil }
            let length = width * Double(count) / Double(largest)
            defer { start += length }
            return ["x": text(start), "width": text(length), "class": verdict.style]
        }
    }

    private static func text(_ length: Double) -> String { String((length * 100).rounded() / 100) }
}

extension HostVerdict {
    /// A component's verdict with its own word.
    static func badge(of entry: HealthReport.Entry, _ language: Language) -> Values {
        var badge = HostVerdict(entry.verdict).badge(language)
        badge["text"] = entry.words[language]
        return badge
    }
}
