import Desk
import Health

/// A chart in the units of its picture, as the template takes it: lines, marks and words at their places.
struct ChartDrawing {
    private static let (width, height) = (320.0, 190.0)
    /// What the lines are drawn in; around it stand the words of the axes.
    private static let (left, right, top, bottom) = (60.0, 312.0, 14.0, 160.0)
    /// Days without a value after which nothing is claimed of what was between.
    private static let gap = 15.0 * 86_400
    /// How far apart two lines of words are.
    private static let line = 13.0

    private let chart: Chart
    private let unit: Unit
    private let figures: Figures

    init(_ chart: Chart, in unit: Unit, _ figures: Figures) {
        self.chart = chart
        self.unit = unit
        self.figures = figures
    }

    var values: Values {
        [
            "width": Self.text(Self.width), "height": Self.text(Self.height),
            "left": Self.text(Self.left), "right": Self.text(Self.right), "bottom": Self.text(Self.bottom),
            "label_x": Self.text(Self.left - 6), "date_y": Self.text(Self.bottom + 18),
            "line": path, "dots": daily.count <= 40 ? daily.map(dot) : [], "marks": told.map(mark), "ticks": ticks,
            "limits": limits, "dates": dates, "forecast": (chart.forecast.map(forecast)).orFalse,
        ]
    }

    private var daily: [Chart.Point] { chart.points.filter(\.isDaily) }
    private var told: [Chart.Point] { chart.points.filter { !$0.isDaily } }

    private func x(_ time: Timestamp) -> Double { Self.left + (Self.right - Self.left) * chart.place(of: time) }

    private func y(_ value: Double) -> Double { Self.bottom - (Self.bottom - Self.top) * chart.values.place(of: value) }

    /// A number with at most one decimal, which is as fine as a screen shows.
    private static func text(_ number: Double) -> String {
        let tenths = Int((min(max(number, -1e4), 1e4) * 10).rounded())
        return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(Double(tenths) / 10)"
    }

    private func place(_ point: Chart.Point) -> String { "\(Self.text(x(point.at))) \(Self.text(y(point.value)))" }

    /// The values of the days, or of the ticket where there are no others, joined where none is missing for long.
    private var path: String {
        let points = daily.count > 1 ? daily : chart.points
        return points.indices.map { index in
            let isJoined = index > 0 && points[index].at.seconds(since: points[index - 1].at) < Self.gap
            return (isJoined ? "L" : "M") + place(points[index])
        }
        .joined()
    }

    private func dot(_ point: Chart.Point) -> Values {
        ["x": Self.text(x(point.at)), "y": Self.text(y(point.value))]
    }

    /// A diamond.
    private func mark(_ point: Chart.Point) -> Values { ["path": "M\(place(point))m0-4l4 4-4 4-4-4z"] }

    private var ticks: [Values] {
        chart.values.ticks.map { value in
            let y = y(value)
            return ["y": Self.text(y), "text_y": Self.text(y + 4), "label": figures.quantity(value, unit)]
        }
    }

    /// Each with its name above its line, or below it where another one is in the way.
    private var limits: [Values] {
        var taken = Self.top - Self.line
        return chart.thresholds.reversed().map { threshold in
            let y = y(threshold.value)
            let isFree = y - 4 - taken >= Self.line
            taken = isFree ? y - 4 : y + Self.line
            return [
                "y": Self.text(y), "text_y": Self.text(taken), "text_x": Self.text(Self.left + 4),
                "label": name(threshold),
            ]
        }
    }

    /// The first and the last day.
    private var dates: [Values] {
        let (first, last) = (figures.date(chart.times.lowerBound), figures.date(chart.times.upperBound))
        let start: Values = ["x": Self.text(Self.left), "anchor": "start", "label": first]
        return first == last ? [start] : [start, ["x": Self.text(Self.right), "anchor": "end", "label": last]]
    }

    private func forecast(_ forecast: Chart.Forecast) -> Values {
        let begin = DailyValue(day: forecast.trend.lastDay, value: forecast.trend.level).noon
        let (x, y) = (Self.text(x(forecast.at)), Self.text(y(forecast.threshold.value)))
        return [
            "path": "M\(Self.text(self.x(begin))) \(Self.text(self.y(forecast.trend.level)))L\(x) \(y)",
            "mark": "M\(x) \(y)m0-4l4 4-4 4-4-4z",
        ]
    }

    /// `limit 10 %`.
    func name(_ threshold: Chart.Threshold) -> String {
        "\(threshold.name[figures.language]) \(figures.quantity(threshold.value, unit))"
    }
}
