import Health

/// The parts of entries as fields, and back; nil where one is missing or of an unknown form.
extension Fields {
    mutating func set(_ measure: Measure) {
        self["severity"] = measure.severity.rawValue
        self["value"] = String(measure.value)
        self["limit"] = measure.limit.map { String($0) }
        self["unit"] = measure.unit.rawValue
    }

    var measure: Measure? {
        guard let severity = self["severity"].flatMap(Severity.init(rawValue:)),
            let value = self["value"].flatMap(Double.init),
            let unit = self["unit"].flatMap(Unit.init(rawValue:))
        else { return nil }
        return Measure(severity: severity, value: value, limit: self["limit"].flatMap(Double.init), unit: unit)
    }

    mutating func set(_ opening: Opening) {
        self["host"] = opening.host
        self["hostname"] = opening.hostName
        self["key"] = opening.key
        self["rule"] = opening.rule
        self["component"] = opening.component
        set(opening.measure)
        self["since"] = String(opening.since.milliseconds)
        // What most tickets have is not written: entries of before have neither.
        if opening.organisation != .first { self["organisation"] = opening.organisation.description }
        if opening.impact != .low { self["impact"] = opening.impact.rawValue }
        agreement = opening.agreement
    }

    var opening: Opening? {
        guard let host = self["host"], let hostName = self["hostname"], let key = self["key"], let rule = self["rule"],
            let component = self["component"], let measure, let since = time("since")
        else { return nil }
        return Opening(
            host: host,
            hostName: hostName,
            key: key,
            rule: rule,
            component: component,
            measure: measure,
            since: since,
            organisation: self["organisation"].flatMap { OrganisationID($0) } ?? .first,
            impact: self["impact"].flatMap(Impact.init(rawValue:)) ?? .low,
            agreement: agreement
        )
    }

    mutating func set(_ remark: Remark) {
        switch remark {
        case .missing(let first, let last):
            self["what"] = "missing"
            self["first"] = String(first)
            self["last"] = String(last)
        case .replaced(let journal, let other):
            self["what"] = "replaced"
            self["journal"] = journal
            self["by"] = other
        }
    }

    var remark: Remark? {
        switch self["what"] {
        case "missing":
            guard let first = self["first"].flatMap({ UInt64($0) }), let last = self["last"].flatMap({ UInt64($0) })
            else { return nil }
            return .missing(first: first, last: last)
        case "replaced":
            guard let journal = self["journal"], let other = self["by"] else { return nil }
            return .replaced(journal: journal, by: other)
        default: return nil
        }
    }

    mutating func set(_ move: Move) {
        self["state"] = move.state.rawValue
        self["for"] = move.waitsFor?.word
        set(move.text, as: "text")
        self["until"] = move.until.map { String($0.milliseconds) }
    }

    var move: Move? {
        guard let state = self["state"].flatMap(Ticket.State.init(rawValue:)) else { return nil }
        let reason = self["for"].flatMap { PendingReason($0) }
        return Move(to: state, waitsFor: reason, text: prose("text"), until: time("until"))
    }

    var pass: Pass? {
        guard let tier = self["tier"].flatMap({ Int($0) }) else { return nil }
        return Pass(toTier: tier, reason: prose("text"), tried: prose("tried"), found: prose("found"))
    }

    mutating func set(_ support: Support) {
        self["way"] = support.way
        self["agreed"] = support.isAgreed ? "yes" : "no"
        set(support.consent, as: "text")
    }

    var support: Support? {
        guard let way = self["way"], let consent = prose("text") else { return nil }
        return Support(by: way, isAgreed: self["agreed"] == "yes", consent: consent)
    }

    mutating func set(_ end: SupportEnd) {
        self["session"] = String(end.session)
        self["way"] = end.way
        self["minutes"] = String(end.minutes)
    }

    var supportEnd: SupportEnd? {
        guard let session = self["session"].flatMap({ Int64($0) }), let way = self["way"],
            let minutes = self["minutes"].flatMap({ Int($0) })
        else { return nil }
        return SupportEnd(of: session, by: way, minutes: minutes)
    }

    mutating func set(_ filing: Filing) {
        self["type"] = filing.type.word
        self["organisation"] = filing.organisation.description
        self["requester"] = filing.requester?.description
        self["host"] = filing.host
        self["category"] = filing.category?.word
        self["impact"] = filing.impact.rawValue
        self["urgency"] = filing.urgency.rawValue
        set(filing.title, as: "title")
        set(filing.description, as: "text")
        agreement = filing.agreement
        for (index, item) in filing.checklist.enumerated() { set(item, as: "item\(index + 1)") }
    }

    var filing: Filing? {
        guard let type = self["type"].flatMap({ TicketType($0) }),
            let organisation = self["organisation"].flatMap({ OrganisationID($0) }),
            let impact = self["impact"].flatMap(Impact.init(rawValue:)),
            let urgency = self["urgency"].flatMap(Urgency.init(rawValue:)), let title = prose("title")
        else { return nil }
        var checklist: [Prose] = []
        while let item = prose("item\(checklist.count + 1)") { checklist.append(item) }
        return Filing(
            type,
            organisation: organisation,
            title: title,
            description: prose("text"),
            requester: self["requester"].flatMap { PersonID($0) },
            host: self["host"],
            category: self["category"].flatMap { Category($0) },
            impact: impact,
            urgency: urgency,
            checklist: checklist,
            agreement: agreement
        )
    }

    mutating func set(_ prose: Prose?, as name: String) {
        self[name] = prose.map { "\($0.id):\($0.hash)" }
    }

    /// Words as an entry names them: `ID:HASH`, without the words.
    func prose(_ name: String) -> Prose? {
        guard let parts = self[name]?.split(separator: ":"), parts.count == 2, let id = Int64(parts[0]), id > 0 else {
            return nil
        }
        return Prose(id: id, hash: String(parts[1]))
    }

    private func time(_ name: String) -> Timestamp? {
        self[name].flatMap { Int64($0) }.map(Timestamp.init(milliseconds:))
    }
}
