package import Health

/// Working time as people speak of it: in hours and minutes, for a day of it is not one of the calendar's.
package enum WorkingTime {
    package static func text(_ seconds: Double, _ figures: Figures) -> String {
        let minutes = Int(min(max(seconds / 60, 0), 1e9).rounded(.down))
        guard minutes > 0 else { return figures.duration(max(0, seconds)) }
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        let parts = [
            hours > 0 ? figures.quantity(Double(hours), .hours) : nil,
            rest > 0 ? figures.duration(Double(rest) * 60) : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: " ")
    }
}
