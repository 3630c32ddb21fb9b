import Desk
import Health

extension TicketRecord {
    /// The values that it was told, oldest first.
    var told: [(at: Timestamp, value: Double)] {
        log.compactMap { entry in
            let value: Double? =
                switch entry.kind {
                case .opened(let opening): opening.measure.value
                case .occurred(let measure), .updated(let measure), .refreshed(let measure), .reopened(let measure):
                    measure.value
                case .recovered(let value): value
                default: nil
                }
            return value.flatMap { $0.isFinite ? (entry.at, $0) : nil }
        }
    }
}

extension HostCondition {
    /// The values at which its rule finds it bad; those that the component tells itself as it told them last.
    ///
    /// The limit that was broken is always among them.
    func thresholds(with fact: Fact?) -> [Chart.Threshold] {
        let limits = knownRule?.limits ?? []
        var thresholds = limits.compactMap { severity, limit -> Chart.Threshold? in
            let value: Double? =
                switch limit {
                case .fixed(let value): value
                case .reported(let quantity): fact?.readings.first { $0.quantity == quantity }?.value.number
                }
            return value.flatMap { $0.isFinite ? Chart.Threshold(value: $0, name: severity.words) : nil }
        }
        if let broken = measure.limit, !thresholds.contains(where: { $0.value == broken }) {
            thresholds.append(Chart.Threshold(value: broken, name: Words(en: "limit", fr: "limite")))
        }
        return thresholds
    }
}
