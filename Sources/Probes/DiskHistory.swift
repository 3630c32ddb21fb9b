package import Health

/// How one counter of a disk moved on this host: the day and value of each change, at most two a day.
///
/// Text form, as probes' memory keeps it: `DAY:VALUE DAY:VALUE …`, days since 1970, oldest first.
package struct DiskHistory: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package let day: Int
        package let value: Double
    }

    /// The first step stays, so that a forecast has a long line to go by.
    static let limit = 32

    package private(set) var steps: [Step]

    /// The kept history; what cannot be understood is left out.
    package init(_ text: String?) {
        steps = (text ?? "").split(separator: " ").suffix(Self.limit).compactMap { step in
            let parts = step.split(separator: ":")
            guard parts.count == 2, let day = Int(parts[0]), day.magnitude <= 10_000_000,
                let value = Double(parts[1]), value.isFinite
            else { return nil }
            return Step(day: day, value: value)
        }
    }

    var text: String { steps.map { "\($0.day):\($0.value)" }.joined(separator: " ") }

    /// Takes a value; `growing` counters that went back were reset, and begin anew.
    mutating func note(_ value: Double, on day: Int, growing: Bool) {
        if let last = steps.last {
            guard value != last.value else { return }
            // A reset, or a clock that was put back.
            if (growing && value < last.value) || day < last.day { steps = [] }
        }
        if steps.suffix(2).count == 2, steps.suffix(2).allSatisfy({ $0.day == day }) { steps.removeLast() }
        if steps.count >= Self.limit { steps.remove(at: 1) }
        steps.append(Step(day: day, value: value))
    }

    /// The value at `count` moments, evenly spread from the first step to the last.
    package func values(_ count: Int) -> [Double] {
        guard let first = steps.first, let last = steps.last, last.day > first.day, count > 1 else {
            return steps.map(\.value)
        }
        let cells = min(count, last.day - first.day + 1)
        return (0..<cells).compactMap { base(first.day + (last.day - first.day) * $0 / (cells - 1))?.value }
    }

    /// By how much it grew within the last `days`, of what was seen.
    func added(within days: Int, of day: Int) -> Double {
        guard let last = steps.last, let base = base(day &- days) else { return 0 }
        return last.value - base.value
    }

    /// Days until the value reaches `end` if it goes on as over the last year; nil while it was seen for less than 30 days, or
    /// moved by less than 2.
    func daysLeft(until end: Double, from day: Int) -> Double? {
        guard let last = steps.last, let base = base(day &- 365), day - base.day >= 30 else { return nil }
        let moved = last.value - base.value
        guard moved.magnitude >= 2, (end - last.value).sign == moved.sign || end == last.value else { return nil }
        return ((end - last.value) / moved * Double(day - base.day)).rounded(.down)
    }

    /// The value that held on `day`, or the first that was seen.
    private func base(_ day: Int) -> Step? { steps.last { $0.day <= day } ?? steps.first }
}

extension DiskHistory {
    /// The counters whose history is kept, and whether they only grow.
    static let kept: [(quantity: Quantity, growing: Bool)] = [
        (.interfaceErrors, true), (.percentageUsed, true), (.availableSpare, false), (.reallocatedSectors, true),
        (.pendingSectors, false), (.reportedUncorrectable, true), (.mediaErrors, true), (.uncorrectedErrors, true),
    ]

    /// How a quantity moved, in the text form of its history.
    package static func history(of quantity: Quantity) -> Quantity { Quantity("history-of-\(quantity.name)", .text) }

    /// What follows from the history of a disk together with what was read now.
    static func readings(_ histories: [Quantity: DiskHistory], with readings: [Reading], on day: Int) -> [Reading] {
        func number(_ quantity: Quantity) -> Double? { readings.first { $0.quantity == quantity }?.value.number }
        let threshold = number(.availableSpareThreshold) ?? 0
        let moved = kept.compactMap { quantity, _ in
            histories[quantity].flatMap { $0.steps.count > 1 ? Reading(history(of: quantity), .text($0.text)) : nil }
        }
        return moved
            + [
                histories[.interfaceErrors].map { Reading(.interfaceErrorsAdded, $0.added(within: 7, of: day)) },
                histories[.percentageUsed]?.daysLeft(until: 100, from: day).map { Reading(.wearDaysLeft, $0) },
                histories[.availableSpare]?.daysLeft(until: threshold, from: day).map { Reading(.spareDaysLeft, $0) },
            ].compactMap(\.self)
    }
}
