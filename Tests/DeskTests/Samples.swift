import Desk
import Health
import Synchronization

/// A time of a Monday, 2026-11-23T12:00:00Z.
let noon = Timestamp(seconds: 1_795_435_200)

func measure(_ severity: Severity = .warning, _ value: Double = 1, limit: Double? = 1, _ unit: Unit = .count) -> Measure
{
    Measure(severity: severity, value: value, limit: limit, unit: unit)
}

func opening(_ rule: RuleID = "ups.on-battery", _ measure: Measure = measure()) -> Opening {
    Opening(
        host: "7b0f",
        hostName: "ws-17",
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
    return Signal(event, host: "7b0f", hostName: "ws-17")
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
    return Signal(standing, host: "7b0f", hostName: "ws-17")
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

    mutating func handle(_ handling: Handling) throws {
        guard let latest else { return }
        append(Step(.person("operator"), try handling.entry(on: latest)))
    }

    private mutating func append(_ step: Step, seenAt: HostInstant? = nil) {
        if case .opened = step.kind { logs.append([]) }
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
