import Health

extension LogEntry.Kind {
    /// The stable name of the kind, as the log stores it.
    package var name: String {
        switch self {
        case .opened: "opened"
        case .occurred: "occurred"
        case .updated: "updated"
        case .refreshed: "refreshed"
        case .recovered: "recovered"
        case .reopened: "reopened"
        case .noted: "noted"
        case .moved: "moved"
        case .passed: "passed"
        case .closed: "closed"
        case .accepted: "accepted"
        }
    }

    /// What an entry of this kind says, as the log stores it.
    ///
    /// Times are milliseconds since the epoch.
    package var payload: Fields {
        var fields = Fields()
        switch self {
        case .opened(let opening):
            fields["host"] = opening.host
            fields["hostname"] = opening.hostName
            fields["key"] = opening.key
            fields["rule"] = opening.rule
            fields["component"] = opening.component
            fields.set(opening.measure)
            fields["since"] = String(opening.since.milliseconds)
        case .occurred(let measure), .updated(let measure), .refreshed(let measure), .reopened(let measure):
            fields.set(measure)
        case .recovered(let value): fields["value"] = String(value)
        case .noted(let text): fields["text"] = text
        case .moved(let state, let reason):
            fields["state"] = state.rawValue
            fields["reason"] = reason
        case .passed(let tier, let reason):
            fields["tier"] = String(tier)
            fields["reason"] = reason
        case .closed(let reason): fields["reason"] = reason
        case .accepted(let bound): fields["until"] = bound?.description
        }
        return fields
    }

    /// Reads an entry as the log stores it; nil when a field is missing or of a form that this program does not know.
    package init?(name: String, payload fields: Fields) {
        let kind: Self? =
            switch name {
            case "opened": fields.opening.map(Self.opened)
            case "occurred": fields.measure.map(Self.occurred)
            case "updated": fields.measure.map(Self.updated)
            case "refreshed": fields.measure.map(Self.refreshed)
            case "reopened": fields.measure.map(Self.reopened)
            case "recovered": fields["value"].flatMap(Double.init).map(Self.recovered)
            case "noted": fields["text"].map(Self.noted)
            case "closed": fields["reason"].map { .closed(reason: $0) }
            case "accepted": Self.accepted(fields)
            case "moved": Self.moved(fields)
            case "passed": Self.passed(fields)
            default: nil
            }
        guard let kind else { return nil }
        self = kind
    }

    private static func accepted(_ fields: Fields) -> Self? {
        guard let text = fields["until"] else { return .accepted(until: nil) }
        return Bound(text).map { .accepted(until: $0) }
    }

    private static func moved(_ fields: Fields) -> Self? {
        guard let state = fields["state"].flatMap(Ticket.State.init(rawValue:)), let reason = fields["reason"]
        else { return nil }
        return .moved(to: state, reason: reason)
    }

    private static func passed(_ fields: Fields) -> Self? {
        guard let tier = fields["tier"].flatMap({ Int($0) }), let reason = fields["reason"] else { return nil }
        return .passed(toTier: tier, reason: reason)
    }
}

extension LogEntry {
    /// Words that a search should find; nil when the entry holds none.
    ///
    /// Why the desk closes a ticket by itself says nothing of this one.
    package var prose: String? {
        switch kind {
        case .noted(let text): text
        case .moved(_, let reason), .passed(_, let reason), .closed(let reason): author == .desk ? nil : reason
        case .opened, .occurred, .updated, .refreshed, .recovered, .reopened, .accepted: nil
        }
    }

    /// What the entry says beside its kind's name, as the log stores it.
    package var payload: Fields {
        var fields = kind.payload
        fields["boot"] = seenAt?.boot
        fields["up"] = seenAt.map { String($0.uptime) }
        return fields
    }
}

extension HostInstant {
    /// Reads what the log stores; nil when the entry is of no event.
    package init?(payload fields: Fields) {
        guard let boot = fields["boot"], let uptime = fields["up"].flatMap(Double.init) else { return nil }
        self.init(boot: boot, uptime: uptime)
    }
}

extension Fields {
    fileprivate mutating func set(_ measure: Measure) {
        self["severity"] = measure.severity.rawValue
        self["value"] = String(measure.value)
        self["limit"] = measure.limit.map { String($0) }
        self["unit"] = measure.unit.rawValue
    }

    fileprivate var measure: Measure? {
        guard let severity = self["severity"].flatMap(Severity.init(rawValue:)),
            let value = self["value"].flatMap(Double.init),
            let unit = self["unit"].flatMap(Unit.init(rawValue:))
        else { return nil }
        return Measure(severity: severity, value: value, limit: self["limit"].flatMap(Double.init), unit: unit)
    }

    fileprivate var opening: Opening? {
        guard let host = self["host"], let hostName = self["hostname"], let key = self["key"], let rule = self["rule"],
            let component = self["component"], let measure, let since = self["since"].flatMap({ Int64($0) })
        else { return nil }
        return Opening(
            host: host,
            hostName: hostName,
            key: key,
            rule: rule,
            component: component,
            measure: measure,
            since: Timestamp(milliseconds: since)
        )
    }
}
