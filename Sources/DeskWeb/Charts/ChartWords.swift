import Desk
import Health
import Report

/// What a chart says in words: to who does not see it, on paper, and in the table behind it.
struct ChartWords {
    private let chart: Chart
    private let unit: Unit
    private let figures: Figures

    init(_ chart: Chart, in unit: Unit, _ figures: Figures) {
        self.chart = chart
        self.unit = unit
        self.figures = figures
    }

    /// From when to when, the first, last, lowest and highest value, and the thresholds.
    var summary: String {
        let points = chart.points
        let values = points.map(\.value)
        let shown = [values.first, values.last, values.min(), values.max()].map { value in
            value.map { figures.quantity($0, unit) } ?? "-"
        }
        let first = points.first.map { figures.date($0.at) } ?? "-"
        let last = points.last.map { figures.date($0.at) } ?? "-"
        let days = Words(
            en: first == last ? first : "From \(first) to \(last)",
            fr: first == last ? first : "Du \(first) au \(last)"
        )
        let course = Words(
            en: "\(days.en): first \(shown[0]), last \(shown[1]), lowest \(shown[2]), highest \(shown[3])",
            fr:
                "\(days.fr)\u{A0}: d'abord \(shown[0]), enfin \(shown[1]), au plus bas \(shown[2]), au plus haut \(shown[3])"
        )
        let limits = chart.thresholds.map { "\($0.name[figures.language]) \(figures.quantity($0.value, unit))" }
        let semicolon = figures.language == .fr ? "\u{A0}; " : "; "
        return ([course[figures.language]] + limits).joined(separator: semicolon) + "."
    }

    /// When it reaches a threshold if it goes on like this; nil where nothing can be said.
    var forecast: String? {
        chart.forecast.map { forecast in
            let (value, date) = (figures.quantity(forecast.threshold.value, unit), figures.date(forecast.at))
            let name = forecast.threshold.name
            return Words(
                en: "If it goes on like this, it reaches \(value) (\(name.en)) about \(date).",
                fr: "À ce rythme, il atteint \(value) (\(name.fr)) vers le \(date)."
            )[figures.language]
        }
    }

    /// The table behind the picture, newest first.
    var table: Values {
        let listing = Listing<Chart.Point>([
            Column("at", Words(en: "WHEN", fr: "QUAND")) { [figures] point in
                point.isDaily ? .text(figures.date(point.at)) : .time(point.at)
            },
            Column("value", Words(en: "VALUE", fr: "VALEUR"), alignment: .right, unit: unit) { .number($0.value) },
            Column("source", Words(en: "FROM", fr: "SOURCE")) { [figures] point in
                .text(point.isDaily ? Self.daily[figures.language] : Self.told[figures.language])
            },
        ])
        return TableValues.make(listing, chart.points.reversed(), figures)
    }

    private static let daily = Words(en: "the day's last", fr: "dernière du jour")
    private static let told = Words(en: "this ticket", fr: "ce billet")
}
