import DeskTestSupport
import Desk
import Health
import Synchronization

/// A time of a Monday, 2026-11-23T12:00:00Z.
let noon = Timestamp(seconds: 1_795_435_200)

/// The host whose events these are.
let reporter = ReportingHost(id: "7b0f", name: "ws-17")

func measure(_ severity: Severity = .warning, _ value: Double = 1, limit: Double? = 1, _ unit: Unit = .count) -> Measure
{
    Measure(severity: severity, value: value, limit: limit, unit: unit)
}

func opening(_ rule: RuleID = "ups.on-battery", _ measure: Measure = measure()) -> Opening {
    Opening(
        from: reporter,
        key: ConditionKey(Component(.ups, "rack1"), rule),
        component: "Smart-UPS 750",
        measure: measure,
        since: noon
    )
}

func event(
    _ kind: Event.Kind,
    _ rule: RuleID = "ups.on-battery",
    _ severity: Severity = .warning,
    _ value: Double = 1
) -> Signal {
    let event = Event(
        kind,
        ConditionKey(Component(.ups, "rack1"), rule),
        severity: severity,
        value: value,
        limit: 1,
        unit: .count,
        name: "Smart-UPS 750",
        at: Moment(time: noon, uptime: later(), boot: "b")
    )
    return Signal(event, from: reporter)
}

func standing(
    _ state: Standing.State,
    _ rule: RuleID = "ups.on-battery",
    _ severity: Severity = .warning,
    _ value: Double = 1
) -> Signal? {
    let standing = Standing(
        key: ConditionKey(Component(.ups, "rack1"), rule),
        state: state,
        severity: severity,
        value: value,
        limit: 1,
        unit: .count,
        since: noon,
        name: "Smart-UPS 750"
    )
    return Signal(standing, from: reporter)
}

/// A log that grows by the workflow's own decisions: the ticket of one key.
struct Story {
    private(set) var logs: [[LogEntry]] = []
    var now = noon

    var latest: Ticket? { logs.last.flatMap { Ticket(log: $0) } }

    mutating func take(_ signal: Signal?) {
        guard let signal else { return }
        for step in Workflow.steps(for: signal, latest: latest, at: now) {
            append(step, seenAt: step.author == .agent ? signal.seenAt : nil)
        }
    }

    /// A person does something to the newest ticket.
    mutating func handle(_ action: Action, by author: Author = .local("operator")) throws {
        guard let latest, let log = logs.last else { return }
        for kind in try Decision.entries(for: action, on: latest, log: log, at: now) { append(Step(author, kind)) }
    }

    /// A person files a matter.
    mutating func file(_ filing: Filing, by author: Author = .local("operator")) {
        append(Step(author, .filed(filing)))
    }

    private mutating func append(_ step: Step, seenAt: HostInstant? = nil) {
        switch step.kind {
        case .opened, .filed: logs.append([])
        default: break
        }
        let number = Int64(logs.count)
        let entry = LogEntry(ticket: number, at: now, author: step.author, seenAt: seenAt, kind: step.kind)
        logs[logs.count - 1].append(entry)
    }
}

private let uptime = Mutex(60.0)

/// An uptime after all that were given out before: a host sees its events one after the other.
func later() -> Double {
    uptime.withLock { uptime in
        uptime += 1
        return uptime
    }
}
