import Health
import Probes
import Report

extension HealthReport.Entry {
    /// What moved on this host, a line each: a row of blocks, from when to when, and when it ends if it goes on so.
    func moved(_ figures: Figures) -> [String] {
        let histories = readings.compactMap { reading -> (name: String, history: DiskHistory)? in
            guard reading.quantity.isHistory, case .text(let text) = reading.value else { return nil }
            return (String(reading.quantity.name.dropFirst(Quantity.historyPrefix.count)), DiskHistory(text))
        }
        return histories.compactMap { line($0.name, $0.history, figures) }
            + [
                forecast(.wearDaysLeft, Words(en: "endurance used up", fr: "endurance consommée"), figures),
                forecast(.spareDaysLeft, Words(en: "spare blocks used up", fr: "réserve épuisée"), figures),
            ]
            .compactMap(\.self)
    }

    private func line(_ name: String, _ history: DiskHistory, _ figures: Figures) -> String? {
        guard let first = history.steps.first, let last = history.steps.last else { return nil }
        let unit = readings.first { $0.quantity.name == name }?.quantity.unit ?? .count
        let values = "\(figures.quantity(first.value, unit)) → \(figures.quantity(last.value, unit))"
        let (from, to) = (Timestamp(seconds: Int64(first.day) * 86_400), Timestamp(seconds: Int64(last.day) * 86_400))
        let days = "\(figures.date(from)) – \(figures.date(to))"
        let words = Quantity(name).words(in: figures.language).printable
        return words + figures.colon + Sparkline.text(history.values(24)) + "  \(values), \(days)"
    }

    private func forecast(_ quantity: Quantity, _ words: Words, _ figures: Figures) -> String? {
        guard let days = readings.first(where: { $0.quantity == quantity })?.value.number, let readAt else {
            return nil
        }
        let date = readAt.advanced(by: days * 86_400)
        return words[figures.language] + figures.colon + figures.date(date) + ", " + figures.quantity(days, .days)
    }
}

extension Quantity {
    fileprivate static let historyPrefix = DiskHistory.history(of: Quantity("")).name

    /// Whether it tells how another quantity moved.
    var isHistory: Bool { name.hasPrefix(Self.historyPrefix) }
}
