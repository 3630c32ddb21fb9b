import Desk
import DeskTestSupport
import Health

/// What the entries of one log say to its clocks, by the rules in words: nothing of it is shared with the desk's own reading.
struct ClockReader {
    let terms: (AgreementName) -> ClockOracle.Terms?
    /// The marks that were told: the clock's name and the share.
    private(set) var told: Set<[String]> = []
    private var requester: PersonID?
    private var isOfMachine = false
    private var isRated = false
    /// Steps from the top of impact and urgency.
    private var (impact, urgency) = (0, 0)

    init(terms: @escaping (AgreementName) -> ClockOracle.Terms?) {
        self.terms = terms
    }

    mutating func read(_ entry: LogEntry) -> [ClockOracle.Happening] {
        switch entry.kind {
        case .opened(let opening):
            isOfMachine = true
            (impact, urgency) = (Self.steps(opening.impact), Self.steps(opening.measure.severity))
            return begin(opening.agreement)
        case .filed(let filing):
            (requester, isRated) = (filing.requester, true)
            (impact, urgency) = (Self.steps(filing.impact), Self.steps(filing.urgency))
            return begin(filing.agreement)
        case .updated(let measure), .refreshed(let measure): return [rate(measure)]
        case .occurred(let measure), .reopened(let measure): return [rate(measure), .reopened]
        case .rated(let newImpact, let newUrgency):
            (impact, urgency, isRated) = (Self.steps(newImpact), Self.steps(newUrgency), true)
            return [.prioritised(priority)]
        case .assigned(let person): return isOfMachine && person != nil ? [.responded] : []
        case .replied: return isTheDesks(entry.author) ? [.responded] : []
        case .moved(let move):
            guard move.state == .open else { return [.paused(move.waitsFor ?? .other)] }
            return [.reopened, .resumed]
        case .solved: return [.solved]
        case .disputed: return [.reopened]
        case .closed: return [.closed]
        case .warned(let clock, let share):
            told.insert([clock.rawValue, String(share)])
            return []
        default: return []
        }
    }

    private func begin(_ agreement: AgreementName?) -> [ClockOracle.Happening] {
        [agreement.flatMap(terms).map(ClockOracle.Happening.agreed), .prioritised(priority), .started].compactMap { $0 }
    }

    /// A machine's severity is how urgent it is, until a person says otherwise.
    private mutating func rate(_ measure: Measure) -> ClockOracle.Happening {
        if !isRated { urgency = Self.steps(measure.severity) }
        return .prioritised(priority)
    }

    private func isTheDesks(_ author: Author) -> Bool {
        switch author {
        case .agent, .desk: false
        case .person(let id): id != requester
        case .local, .other: true
        }
    }

    private var priority: Priority { [.p1, .p2, .p3, .p4, .p4][impact + urgency] }

    private static func steps(_ impact: Impact) -> Int { impact == .high ? 0 : impact == .medium ? 1 : 2 }
    private static func steps(_ urgency: Urgency) -> Int { urgency == .high ? 0 : urgency == .medium ? 1 : 2 }
    private static func steps(_ severity: Severity) -> Int { severity == .critical ? 0 : severity == .warning ? 1 : 2 }
}
