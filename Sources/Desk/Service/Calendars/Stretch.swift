package import Health

/// A stretch of time by a calendar, and why it counts or not.
package struct Stretch: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case working
        /// Between two spans of one day: lunch.
        case rest
        /// Nights and days without hours.
        case outsideHours
        case holiday(String)
    }

    package let from: Timestamp
    package internal(set) var to: Timestamp
    package let kind: Kind
}

extension BusinessCalendar {
    /// All of the time between two instants, in order and without a hole; neighbours are of different kinds.
    package func stretches(from: Timestamp, to: Timestamp) -> [Stretch] {
        var stretches: [Stretch] = []
        for part in zone.parts(from: from, to: to) {
            for (span, kind) in kinds(on: part.day) {
                let (start, end) = part.clip(span)
                guard start < end else { continue }
                let until = Timestamp(milliseconds: end)
                if let last = stretches.last, last.kind == kind {
                    stretches[stretches.count - 1].to = until
                } else {
                    stretches.append(Stretch(from: Timestamp(milliseconds: start), to: until, kind: kind))
                }
            }
        }
        return stretches
    }

    /// What a whole day is made of.
    private func kinds(on day: Int) -> [(DaySpan, Stretch.Kind)] {
        let spans = usualSpans(on: day)
        guard let first = spans.first, let last = spans.last else { return [(.wholeDay, .outsideHours)] }
        if let name = holiday(on: day) { return [(.wholeDay, .holiday(name))] }
        var kinds: [(DaySpan, Stretch.Kind)] = [(DaySpan(0, first.start), .outsideHours)]
        for (index, span) in spans.enumerated() {
            if index > 0 { kinds.append((DaySpan(spans[index - 1].end, span.start), .rest)) }
            kinds.append((span, .working))
        }
        kinds.append((DaySpan(last.end, 1440), .outsideHours))
        return kinds
    }
}
