package import Desk
import FoundationEssentials

/// The clocks of a ticket, found by looking at every minute: as simple as can be, and nothing of it is shared with the desk's own.
package struct ClockOracle {
    /// What a calendar says, as tables for the oracle alone.
    package struct Week {
        let zone: OracleZone
        /// By ISO weekday, 1 to 7.
        let spans: [Int: [DaySpan]]
        /// Days since 1970.
        let holidays: Set<Int>

        package init(zone: OracleZone, spans: [Int: [DaySpan]], holidays: Set<Int>) {
            self.zone = zone
            self.spans = spans
            self.holidays = holidays
        }

        func isWorking(_ minute: Int) -> Bool {
            let local = minute + zone.offset(minute)
            let day = local / 1440
            guard !holidays.contains(day) else { return false }
            return spans[(day + 3) % 7 + 1, default: []].contains { $0.start <= local % 1440 && local % 1440 < $0.end }
        }
    }

    /// What is agreed, by priority; a response and a solution within minutes.
    package struct Terms {
        let weeks: [Priority: Week]
        let response: [Priority: Int]
        let resolution: [Priority: Int]
        let pausing: Set<PendingReason>

        package init(
            weeks: [Priority: Week],
            response: [Priority: Int],
            resolution: [Priority: Int],
            pausing: Set<PendingReason>
        ) {
            self.weeks = weeks
            self.response = response
            self.resolution = resolution
            self.pausing = pausing
        }
    }

    package enum Happening {
        case agreed(Terms)
        case prioritised(Priority)
        case started, responded, paused(PendingReason), resumed, solved, reopened, closed
    }

    package struct Clock: Equatable {
        package fileprivate(set) var used = 0
        package fileprivate(set) var target: Int?
        package fileprivate(set) var isRunning = false
        fileprivate var hasEnded = false
        /// The minute at whose beginning the share of the target was used up.
        package private(set) var warned: Int?
        package private(set) var breached: Int?

        fileprivate mutating func measure(_ minute: Int) {
            guard !hasEnded else { return }
            if let target, used * 4 >= target * 3 { warned = warned ?? minute } else { warned = nil }
            if let target, used >= target { breached = breached ?? minute } else { breached = nil }
        }
    }

    package private(set) var response = Clock()
    package private(set) var resolution = Clock()
    private var terms: Terms?
    private var priority: Priority?
    /// By which it counts now.
    private var week: Week?
    private var isOpen = false
    private var isStarted = false
    private var isSolved = false
    private var isAnswered = false
    private var pending: PendingReason?

    package init() {}

    package mutating func take(_ happening: Happening, at minute: Int) {
        switch happening {
        case .agreed(let new): terms = new
        case .prioritised(let new): priority = new
        case .started where !isStarted: (isStarted, isOpen) = (true, true)
        case .responded where isStarted: isAnswered = true
        case .paused(let reason) where isOpen: pending = reason
        case .resumed: pending = nil
        case .solved where isOpen: (isOpen, isSolved, isAnswered, pending) = (false, true, true, nil)
        case .closed where isOpen: (isOpen, pending) = (false, nil)
        case .reopened where isStarted && !isOpen: (isOpen, isSolved) = (true, false)
        default: break
        }
        week = priority.flatMap { terms?.weeks[$0] }
        let isBound = isOpen && terms != nil && priority != nil
        let isPaused = pending.map { terms?.pausing.contains($0) ?? false } ?? false
        response.hasEnded = isStarted && (isAnswered || !isOpen)
        resolution.hasEnded = isStarted && !isOpen
        response.isRunning = isBound && !response.hasEnded
        resolution.isRunning = isBound && !isPaused
        if !response.hasEnded { response.target = priority.flatMap { terms?.response[$0] } }
        if !resolution.hasEnded { resolution.target = priority.flatMap { terms?.resolution[$0] } }
        response.measure(minute)
        resolution.measure(minute)
    }

    /// Lets a minute pass.
    package mutating func pass(_ minute: Int) {
        guard response.isRunning || resolution.isRunning, let week, week.isWorking(minute) else { return }
        if response.isRunning { response.used += 1 }
        if resolution.isRunning { resolution.used += 1 }
        response.measure(minute + 1)
        resolution.measure(minute + 1)
    }
}

/// Foundation's offsets of one zone from 2026 to 2028, a quarter of an hour apart, in minutes.
package struct OracleZone {
    package let name: String
    private let offsets: [Int]

    package init(_ name: String) {
        self.name = name
        let zone = TimeZone(identifier: name) ?? .gmt
        offsets = (0..<(1096 * 96)).map { quarter in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double((Self.first + quarter * 15) * 60))) / 60
        }
    }

    /// Minutes since 1970, of 2026-01-01.
    static let first = 20_454 * 1440

    func offset(_ minute: Int) -> Int { offsets[(minute - Self.first) / 15] }
}
