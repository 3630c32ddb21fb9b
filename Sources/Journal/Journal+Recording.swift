package import Health
import Synchronization
import Wire

/// A condition as the journal keeps it, with what a snapshot says of it.
package struct StoredCondition: Hashable, Sendable {
    package var condition: Condition
    package var unit: Unit
    package var name: String

    package init(condition: Condition, unit: Unit, name: String) {
        self.condition = condition
        self.unit = unit
        self.name = name
    }
}

extension Journal {
    /// What one poll changed.
    package struct Change: Sendable {
        /// Conditions that opened or changed, and those that cleared (their last state).
        package var open: [ConditionKey: StoredCondition] = [:]
        package var cleared: [ConditionKey: StoredCondition] = [:]
        /// Acceptances that are over, because the value is beyond them.
        package var outgrown: Set<ConditionKey> = []
        package var events: [Event] = []
        /// A probe's memory, when it is another than before.
        package var memory: (probe: String, values: [String: String])?
        /// All components as they were seen last; nil leaves what is kept of them.
        package var seen: [Fact]?

        package init() {}

        package var isEmpty: Bool {
            open.isEmpty && cleared.isEmpty && outgrown.isEmpty && events.isEmpty && memory == nil && seen == nil
        }
    }

    /// Writes a change in one transaction, and returns the number of the last event.
    package func record(_ change: Change, at time: Timestamp) throws(JournalError) -> UInt64 {
        guard !change.isEmpty else { return summary.last }
        return try self.change { [limit] (database, summary) throws(JournalError) in
            for (key, condition) in change.open {
                try database.store(condition, for: key, isOpen: true)
            }
            for (key, condition) in change.cleared {
                try database.store(condition, for: key, isOpen: false)
                summary.open[key] = nil
            }
            summary.open.merge(change.open) { $1 }
            for key in change.outgrown { try database.accept(key, nil, &summary) }
            if let memory = change.memory { try database.store(memory.values, ofProbe: memory.probe) }
            if let seen = change.seen { try database.store(seen) }
            for event in change.events {
                if let acceptance = event.acceptance { try database.accept(event.key, acceptance, &summary) }
                summary.last += 1
                let text = Line(event, number: summary.last).text
                try database.append(summary.last, through: summary.last, text: text, at: time.milliseconds)
            }
            try database.dropOldest(released: summary.released, last: summary.last, limit: limit, at: time)
            return summary.last
        }
    }

    /// Appends a snapshot of all conditions, as one entry, and returns its number.
    /// - Parameters:
    ///   - moment: when the snapshot is taken.
    ///   - fresh: the components that were read since the agent started; the others' keys are unknown.
    /// - Returns: the number of the snapshot.
    /// - Throws: when the journal cannot be written.
    package func appendSnapshot(at moment: Moment, fresh: Set<Component>) throws(JournalError) -> UInt64 {
        try change { [limit] (database, summary) throws(JournalError) in
            summary.last += 1
            // What is open comes first, should there be too many.
            let standings = try database.conditions("SELECT * FROM condition ORDER BY state DESC, key")
                .prefix(ClientMessage.maximumStandings)
                .map { row in
                    let accepted = summary.accepted[row.key]?.bound
                    return Standing(row, isFresh: fresh.contains(row.key.component), accepted: accepted)
                }
            let text = EntryText.snapshot(summary.last, standings, at: HostInstant(moment))
            try database.append(summary.last, through: summary.last, text: text, at: moment.time.milliseconds)
            try database.dropOldest(released: summary.released, last: summary.last, limit: limit, at: moment.time)
            return summary.last
        }
    }

    /// Takes over what the desk holds open for us, where nothing is known here.
    ///
    /// What has just cleared is known: its `CLEAR` waits, and the desk, which spoke before it could have it, is about to be told.
    /// - Parameter standing: what the desk says.
    /// - Returns: the condition as it was taken over; nil when it was not.
    /// - Throws: when the journal cannot be written.
    package func adopt(_ standing: Standing) throws(JournalError) -> StoredCondition? {
        let condition = Condition(
            since: standing.since,
            severity: standing.severity,
            value: standing.value,
            limit: standing.limit,
            reported: standing.value,
            count: 1
        )
        let stored = StoredCondition(condition: condition, unit: standing.unit, name: standing.name)
        try adoptAcceptance(of: standing)
        guard standing.state == .open, summary.open[standing.key] == nil else { return nil }
        return try change { (database, summary) throws(JournalError) in
            guard summary.open[standing.key] == nil,
                try !database.waiting(for: standing.key).contains(where: { $0.kind == .clear })
            else { return nil }
            try database.store(stored, for: standing.key, isOpen: true)
            summary.open[standing.key] = stored
            return stored
        }
    }

    /// Takes over up to where the desk was told that a condition is accepted, unless it is about to be told something else: a
    /// person's word, or a value that is beyond it.
    private func adoptAcceptance(of standing: Standing) throws(JournalError) {
        guard let bound = standing.accepted, summary.accepted[standing.key]?.bound != bound else { return }
        try change { (database, summary) throws(JournalError) in
            let isBroken = summary.open[standing.key].map { bound.isBroken(by: $0.condition.value) } ?? false
            let waiting = try database.waiting(for: standing.key)
            let isOutdated = waiting.contains {
                $0.kind == .accept || ($0.kind != .clear && bound.isBroken(by: $0.value))
            }
            guard !isBroken, !isOutdated else { return }
            try database.accept(standing.key, Acceptance(until: bound, by: ""), &summary)
        }
    }

    /// What a probe remembered.
    package func memory(ofProbe probe: String) throws(JournalError) -> [String: String] {
        try read { (database) throws(JournalError) in try database.memory(ofProbe: probe) }
    }
}

extension Standing {
    fileprivate init(_ row: (key: ConditionKey, stored: StoredCondition, isOpen: Bool), isFresh: Bool, accepted: Bound?)
    {
        self.init(
            key: row.key,
            state: !isFresh ? .unknown : row.isOpen ? .open : .clear,
            severity: row.stored.condition.severity,
            value: row.stored.condition.value,
            limit: row.stored.condition.limit,
            unit: row.stored.unit,
            since: row.stored.condition.since,
            name: row.stored.name,
            accepted: accepted
        )
    }
}

extension SQLite {
    func store(_ stored: StoredCondition, for key: ConditionKey, isOpen: Bool) throws(JournalError) {
        let condition = stored.condition
        try run(
            "INSERT OR REPLACE INTO condition(key, state, since, severity, value, bound, reported, count, unit, name)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(key.description), .text(isOpen ? "open" : "clear"), .integer(condition.since.milliseconds),
                .text(condition.severity.rawValue), .real(condition.value), .init(condition.limit),
                .real(condition.reported),
                .integer(Int64(condition.count)), .text(stored.unit.rawValue), .text(stored.name),
            ]
        )
    }

    /// The events of this key that are not acknowledged yet.
    func waiting(for key: ConditionKey) throws(JournalError) -> [Event] {
        // A key is written as it is: all that would need quotes is percent-encoded.
        let sql = "SELECT text FROM entry WHERE instr(text, ?) > 0 ORDER BY number"
        return try run(sql, [.text(" key=\(key) ")]).compactMap { row in
            guard let text = row[0].text, let line = try? Line(parsing: text.utf8),
                case .event(_, let event)? = try? ClientMessage(line)
            else { return nil }
            return event
        }
    }

    /// Notes up to where a condition is accepted; without a bound it is not.
    func accept(
        _ key: ConditionKey,
        _ acceptance: Acceptance?,
        _ summary: inout Journal.Summary
    ) throws(JournalError) {
        if let acceptance, let bound = acceptance.bound {
            try run(
                "INSERT OR REPLACE INTO acceptance(key, until, person) VALUES (?, ?, ?)",
                [.text(key.description), .text(bound.description), .text(acceptance.person)]
            )
            summary.accepted[key] = acceptance
        } else {
            try run("DELETE FROM acceptance WHERE key = ?", [.text(key.description)])
            summary.accepted[key] = nil
        }
    }

    func acceptances() throws(JournalError) -> [ConditionKey: Acceptance] {
        let rows = try run("SELECT key, until, person FROM acceptance").compactMap { row in
            row[0].text.flatMap { ConditionKey($0) }.flatMap { key in
                row[1].text.flatMap { Bound($0) }.map { (key, Acceptance(until: $0, by: row[2].text ?? "")) }
            }
        }
        return Dictionary(rows) { first, _ in first }
    }

    func store(_ memory: [String: String], ofProbe probe: String) throws(JournalError) {
        let before = try self.memory(ofProbe: probe)
        for name in before.keys where memory[name] == nil {
            try run("DELETE FROM memory WHERE probe = ? AND name = ?", [.text(probe), .text(name)])
        }
        for (name, value) in memory where before[name] != value {
            try run(
                "INSERT OR REPLACE INTO memory(probe, name, value) VALUES (?, ?, ?)",
                [.text(probe), .text(name), .text(value)]
            )
        }
    }

    func memory(ofProbe probe: String) throws(JournalError) -> [String: String] {
        let rows = try run("SELECT name, value FROM memory WHERE probe = ?", [.text(probe)])
        let pairs = rows.compactMap { row in row[0].text.flatMap { name in row[1].text.map { (name, $0) } } }
        return Dictionary(pairs) { first, _ in first }
    }

    func conditions(_ sql: String) throws(JournalError) -> [(key: ConditionKey, stored: StoredCondition, isOpen: Bool)]
    {
        try run(sql).compactMap { row in
            guard row.count == 10, let key = row[0].text.flatMap({ ConditionKey($0) }), let since = row[2].integer,
                let severity = row[3].text.flatMap({ Severity(rawValue: $0) }), let value = row[4].real,
                let reported = row[6].real, let count = row[7].integer,
                let unit = row[8].text.flatMap({ Unit(rawValue: $0) })
            else { return nil }
            let condition = Condition(
                since: Timestamp(milliseconds: since),
                severity: severity,
                value: value,
                limit: row[5].real,
                reported: reported,
                count: Int(clamping: count)
            )
            let stored = StoredCondition(condition: condition, unit: unit, name: row[9].text ?? "")
            return (key, stored, row[1].text == "open")
        }
    }
}
