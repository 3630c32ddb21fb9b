package import Health

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
        case .accepted: "accepted"
        case .remarked: "remarked"
        case .filed: "filed"
        case .noted: "noted"
        case .replied: "replied"
        case .moved: "moved"
        case .passed: "passed"
        case .assigned: "assigned"
        case .categorised: "categorised"
        case .rated: "rated"
        case .linked: "linked"
        case .unlinked: "unlinked"
        case .timed: "timed"
        case .reached: "reached"
        case .left: "left"
        case .checked: "checked"
        case .solved: "solved"
        case .disputed: "disputed"
        case .closed: "closed"
        case .agreed: "agreed"
        case .warned: "warned"
        case .unknown(let name, _): name
        }
    }

    /// What an entry of this kind says, as the log stores it.
    ///
    /// Times are milliseconds since the epoch.
    package var payload: Fields {
        var fields = Fields()
        switch self {
        case .opened(let opening): fields.set(opening)
        case .occurred(let measure), .updated(let measure), .refreshed(let measure), .reopened(let measure):
            fields.set(measure)
        case .recovered(let value): fields["value"] = String(value)
        case .accepted(let bound): fields["until"] = bound?.description
        case .remarked(let remark): fields.set(remark)
        case .filed(let filing): fields.set(filing)
        case .noted(let note):
            fields.set(note.text, as: "text")
            fields["service"] = note.service?.word
        case .replied(let text), .disputed(let text): fields.set(text, as: "text")
        case .moved(let move): fields.set(move)
        case .passed(let pass):
            fields["tier"] = String(pass.tier)
            fields.set(pass.reason, as: "text")
            fields.set(pass.tried, as: "tried")
            fields.set(pass.found, as: "found")
        case .assigned(let person): fields["to"] = person?.description
        case .categorised(let category): fields["category"] = category.word
        case .rated(let impact, let urgency):
            fields["impact"] = impact.rawValue
            fields["urgency"] = urgency.rawValue
        case .linked(let ticket, let link):
            fields["ticket"] = String(ticket)
            fields["link"] = link.word
        case .unlinked(let ticket): fields["ticket"] = String(ticket)
        case .timed(let minutes): fields["minutes"] = String(minutes)
        case .reached(let support): fields.set(support)
        case .left(let end): fields.set(end)
        case .checked(let item, let isDone):
            fields["item"] = String(item)
            fields["done"] = isDone ? "yes" : "no"
        case .solved(let solution):
            fields.set(solution.cause, as: "cause")
            fields.set(solution.solution, as: "solution")
        case .closed(let closing):
            fields["reason"] = closing.reason?.word
            fields.set(closing.text, as: "text")
        case .agreed(let agreement): fields.agreement = agreement
        case .warned(let clock, let share):
            fields["clock"] = clock.rawValue
            fields["share"] = String(share)
        case .unknown(_, let all): fields = all
        }
        return fields
    }

    /// Reads an entry as the log stores it.
    ///
    /// A name, or a form of its fields, that this program does not know gives `unknown`, which keeps both.
    package init(name: String, payload fields: Fields) {
        self = Self.known(name, fields) ?? .unknown(name: name, fields)
    }

    private static func known(_ name: String, _ fields: Fields) -> Self? {
        switch name {
        case "opened": fields.opening.map(Self.opened)
        case "occurred": fields.measure.map(Self.occurred)
        case "updated": fields.measure.map(Self.updated)
        case "refreshed": fields.measure.map(Self.refreshed)
        case "reopened": fields.measure.map(Self.reopened)
        case "recovered": fields["value"].flatMap(Double.init).map(Self.recovered)
        case "accepted": accepted(fields)
        case "remarked": fields.remark.map(Self.remarked)
        case "filed": fields.filing.map(Self.filed)
        case "noted":
            fields.prose("text").map { .noted(Note($0, service: fields["service"].flatMap { CustomerService($0) })) }
        case "replied": fields.prose("text").map(Self.replied)
        case "disputed": fields.prose("text").map(Self.disputed)
        case "moved": fields.move.map(Self.moved)
        case "passed": fields.pass.map(Self.passed)
        case "assigned": assigned(fields)
        case "categorised": fields["category"].flatMap { Category($0) }.map(Self.categorised)
        case "rated": rated(fields)
        case "linked": linked(fields)
        case "unlinked": fields["ticket"].flatMap { Int64($0) }.map { .unlinked(ticket: $0) }
        case "timed": fields["minutes"].flatMap { Int($0) }.map { .timed(minutes: $0) }
        case "reached": fields.support.map(Self.reached)
        case "left": fields.supportEnd.map(Self.left)
        case "checked": fields["item"].flatMap { Int($0) }.map { .checked(item: $0, isDone: fields["done"] == "yes") }
        case "solved": solved(fields)
        case "closed": .closed(Closing(fields["reason"].flatMap { ClosingReason($0) }, text: fields.prose("text")))
        case "agreed": fields.agreement.map(Self.agreed)
        case "warned": warned(fields)
        default: nil
        }
    }

    private static func warned(_ fields: Fields) -> Self? {
        guard let clock = fields["clock"].flatMap(ClockName.init(rawValue:)),
            let share = fields["share"].flatMap({ Int($0) })
        else { return nil }
        return .warned(clock, share: share)
    }

    private static func accepted(_ fields: Fields) -> Self? {
        guard let text = fields["until"] else { return .accepted(until: nil) }
        return Bound(text).map { .accepted(until: $0) }
    }

    private static func assigned(_ fields: Fields) -> Self? {
        guard let text = fields["to"] else { return .assigned(nil) }
        return PersonID(text).map { .assigned($0) }
    }

    private static func rated(_ fields: Fields) -> Self? {
        guard let impact = fields["impact"].flatMap(Impact.init(rawValue:)),
            let urgency = fields["urgency"].flatMap(Urgency.init(rawValue:))
        else { return nil }
        return .rated(impact, urgency)
    }

    private static func linked(_ fields: Fields) -> Self? {
        guard let ticket = fields["ticket"].flatMap({ Int64($0) }), let link = fields["link"].flatMap({ Link($0) })
        else { return nil }
        return .linked(ticket: ticket, link)
    }

    private static func solved(_ fields: Fields) -> Self? {
        guard let cause = fields.prose("cause"), let solution = fields.prose("solution") else { return nil }
        return .solved(Solution(cause: cause, solution: solution))
    }
}

extension LogEntry {
    /// What the entry says beside its kind's name, as the log stores it.
    package var payload: Fields {
        var fields = kind.payload
        guard let seenAt else { return fields }
        fields["boot"] = seenAt.boot
        fields["up"] = String(seenAt.uptime)
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
