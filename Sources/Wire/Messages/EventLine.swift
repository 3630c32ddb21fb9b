package import Health

extension Line {
    /// Bytes of a name at most; what is longer is cut by the sender, and again by the receiver.
    package static let maximumName = 200

    /// The line of an event: `OPEN`, `UPDATE`, `CLEAR` or `ACCEPT`.
    package init(_ event: Event, number: UInt64) {
        let line = Line(event.kind.rawValue.uppercased(), String(number))
            .with("key", event.key.description)
            .with("severity", event.severity.rawValue)
            .with("value", event.value)
            .with("limit", event.limit)
            .with("unit", event.unit.rawValue.isEmpty ? nil : event.unit.rawValue)
            .with("count", event.count)
            .with("at", event.at.time.description)
            .with("boot", event.at.boot.isEmpty ? nil : event.at.boot)
            .with("up", event.at.uptime.secondsOnTheWire)
            .with("until", event.acceptance?.bound?.description)
            .with("by", event.acceptance?.person.bounded(to: Self.maximumName))
        self = event.name.isEmpty ? line : line.with("name", event.name.bounded(to: Self.maximumName))
    }

    /// The event of a line whose verb is `OPEN`, `UPDATE`, `CLEAR` or `ACCEPT`.
    func event(_ kind: Event.Kind) throws(LineError) -> Event {
        let fields = FieldReader(line: self)
        let uptime = try fields.optional("up", Number.unsigned)
        let acceptance =
            kind == .accept
            ? Acceptance(until: try fields.optional("until") { Bound($0) }, by: try fields.words("by")) : nil
        return Event(
            kind,
            try fields.required("key") { ConditionKey($0) },
            severity: try fields.required("severity") { Severity(rawValue: $0) },
            value: try fields.required("value", Number.parse),
            limit: try fields.optional("limit", Number.parse),
            unit: try fields.optional("unit") { Unit(rawValue: $0) } ?? .count,
            count: try fields.optional("count") {
                Number.natural($0).flatMap { $0 > 0 ? Int(exactly: $0) : nil }
            } ?? 1,
            name: (self["name"] ?? "").bounded(to: Self.maximumName),
            at: Moment(
                time: try fields.timestamp("at"),
                uptime: uptime ?? 0,
                // Without the time since, a start orders nothing.
                boot: uptime == nil ? "" : self["boot"] ?? ""
            ),
            acceptance: acceptance
        )
    }

    /// The line of one key of a snapshot.
    package init(_ standing: Standing) {
        let line = Line("STATE")
            .with("key", standing.key.description)
            .with("state", standing.state.rawValue)
            .with("severity", standing.severity.rawValue)
            .with("value", standing.value)
            .with("limit", standing.limit)
            .with("unit", standing.unit.rawValue.isEmpty ? nil : standing.unit.rawValue)
            .with("since", standing.since.description)
            .with("accepted", standing.accepted?.description)
        self = standing.name.isEmpty ? line : line.with("name", standing.name.bounded(to: Self.maximumName))
    }

    func standing() throws(LineError) -> Standing {
        let fields = FieldReader(line: self)
        return Standing(
            key: try fields.required("key") { ConditionKey($0) },
            state: try fields.required("state") { Standing.State(rawValue: $0) },
            severity: try fields.required("severity") { Severity(rawValue: $0) },
            value: try fields.required("value", Number.parse),
            limit: try fields.optional("limit", Number.parse),
            unit: try fields.optional("unit") { Unit(rawValue: $0) } ?? .count,
            since: try fields.timestamp("since"),
            name: (self["name"] ?? "").bounded(to: Self.maximumName),
            accepted: try fields.optional("accepted") { Bound($0) }
        )
    }
}

extension String {
    /// This text cut to so many bytes of UTF-8, between characters, for names that devices and users choose.
    func bounded(to count: Int) -> String {
        guard utf8.count > count else { return self }
        var bytes = 0
        return String(
            String.UnicodeScalarView(
                unicodeScalars.prefix { scalar in
                    bytes += UTF8.width(scalar)
                    return bytes <= count
                }
            )
        )
    }
}

extension FieldReader {
    /// `boot` and `up`; nil where one of them is not told.
    func instant() throws(LineError) -> HostInstant? {
        let uptime = try optional("up", Number.unsigned)
        return line["boot"].flatMap { boot in uptime.map { HostInstant(boot: boot, uptime: $0) } }
    }
}

extension Double {
    /// A time since the machine's start to the millisecond, so that no two polls have the same.
    var secondsOnTheWire: Double {
        isFinite && self > 0 ? (Swift.min(self, 9e12) * 1000).rounded() / 1000 : 0
    }
}
