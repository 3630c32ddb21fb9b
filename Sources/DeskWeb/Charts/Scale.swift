/// An axis: from where to where it goes, and which round numbers stand at it.
struct Scale: Hashable {
    let low: Double
    let high: Double
    let ticks: [Double]

    /// Spans all values; from 0 on where that is not far.
    init?(spanning values: [Double]) {
        let finite = values.filter { $0.magnitude < 1e15 }
        guard finite.count == values.count, var low = finite.min(), var high = finite.max() else { return nil }
        if low > 0, low <= high - low { low = 0 }
        if low == high {
            let margin = max(1, low.magnitude / 10)
            (low, high) = (low - (low == 0 ? 0 : margin), high + margin)
        }
        let step = Self.step((high - low) / 4)
        self.low = (low / step).rounded(.down) * step
        self.high = (high / step).rounded(.up) * step
        let (first, last) = ((self.low / step).rounded(), (self.high / step).rounded())
        ticks = (0...Int(min(last - first, 10))).map { (first + Double($0)) * step }
    }

    /// Where a value stands: 0 at the low end, 1 at the high one.
    func place(of value: Double) -> Double { (value - low) / (high - low) }

    /// The least of 1, 2 and 5 times a power of ten that is no less.
    private static func step(_ least: Double) -> Double {
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        while power > least, power > 1e-6 { power /= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= least } ?? power * 10
    }
}
