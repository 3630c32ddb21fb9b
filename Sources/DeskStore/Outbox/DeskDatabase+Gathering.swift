package import Desk
package import Health

extension DeskDatabase {
    /// Entries of one transaction.
    private static let step = 200
    /// Entries before one that are looked at: what is told hangs on the last that changed something.
    private static let hindsight = 100
    /// Entries of which nobody is told that are passed over before it is written down.
    private static let slack: Int64 = 2000

    package func gather(desk wishes: Set<NoticeKind>, at now: Timestamp) async throws(DeskError) -> Bool {
        let isDue = try await read { connection in
            guard let position = try Progress.notices.read(connection) else { return true }
            let last = try LogRows.last(connection)
            return try last - position > Self.slack || !LogRows.told(after: position, limit: 1, connection).isEmpty
        }
        guard isDue else { return false }
        return try await write { connection in
            guard let position = try Progress.notices.read(connection) else {
                try Progress.notices.write(LogRows.last(connection), connection)
                return false
            }
            let entries = try LogRows.told(after: position, limit: Self.step, connection)
            var staff = StaffBook()
            for entry in entries where entry.kind.mayBeTold {
                // A ticket whose row is damaged keeps nobody else from being told; `check` names it.
                _ = try Self.unlessDamaged {
                    try Self.tell(of: entry, desk: wishes, &staff, at: now, connection)
                }
            }
            let isWhole = entries.count == Self.step
            let end = isWhole ? entries.last?.sequence : nil
            try Progress.notices.write(end ?? LogRows.last(connection), connection)
            return isWhole
        }
    }

    /// What the work returns; nil where it meets a damaged row.
    static func unlessDamaged<Result>(_ work: () throws -> Result?) throws -> Result? {
        do {
            return try work()
        } catch let error as DeskError where error.code == .damagedRow {
            return nil
        }
    }

    private static func tell(
        of entry: LogEntry,
        desk wishes: Set<NoticeKind>,
        _ staff: inout StaffBook,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws {
        guard let ticket = try TicketRows.ticket(connection, number: entry.ticket) else { return }
        let log = try LogRows.before(entry, limit: Self.hindsight, connection) + [entry]
        let record = TicketRecord(ticket, log: log)
        let accounts = try staff.accounts(of: ticket.organisation, connection)
        for telling in Telling.of(entry, in: record, staff: accounts) {
            guard try isWanted(telling, desk: wishes, connection) else { continue }
            let notice = Notice(
                telling.kind,
                to: telling.recipient,
                ticket: ticket.number,
                entry: entry.sequence,
                madeAt: now
            )
            try OutboxRows.insert(notice, of: ticket.organisation, connection)
        }
    }

    private static func isWanted(
        _ telling: Telling,
        desk wishes: Set<NoticeKind>,
        _ connection: any SQLConnection
    ) throws -> Bool {
        guard let person = telling.recipient.person else { return wishes.contains(telling.kind) }
        return try PersonRows.person(person, connection)?.wants(telling.kind) ?? false
    }

    package func stopGathering() async throws(DeskError) {
        guard try await read({ try Progress.notices.read($0) != nil }) else { return }
        try await write { try Progress.notices.forget($0) }
    }

    package func gatherDigests(
        of day: CivilDate,
        desk wishes: Set<NoticeKind>,
        at now: Timestamp
    ) async throws(DeskError) {
        let today = Int64(day.days)
        guard try await read({ try Progress.digests.read($0) ?? .min < today }) else { return }
        try await write { connection in
            let last = try Progress.digests.read(connection)
            try Progress.digests.write(today, connection)
            // A desk that has just begun to send mail has nothing to tell of yesterday.
            guard let last, last < today else { return }
            let kinds = [NoticeKind.digest] + (day.isOfLaterWeek(than: last) ? [.weekly] : [])
            for kind in kinds where wishes.contains(kind) {
                try OutboxRows.insert(Notice(kind, to: .desk, madeAt: now), of: nil, connection)
            }
            let accounts = try AccountRows.accounts(SQLCondition(["is_locked = 0"]), connection)
            for account in accounts {
                guard let person = try PersonRows.person(account.person, connection) else { continue }
                for kind in kinds where person.wants(kind) {
                    let notice = Notice(kind, to: .person(person.id), madeAt: now)
                    try OutboxRows.insert(notice, of: person.organisation, connection)
                }
            }
        }
    }
}

extension CivilDate {
    /// Whether a Monday has begun since a day, given by its number: a desk that was off on Monday tells on Tuesday.
    fileprivate func isOfLaterWeek(than other: Int64) -> Bool {
        // Day 0, of 1970, was a Thursday.
        func week(_ day: Double) -> Double { ((day + 3) / 7).rounded(.down) }
        return week(Double(days)) > week(Double(other))
    }
}

/// The accounts that work in organisations, each read once a transaction.
private struct StaffBook {
    private var known: [OrganisationID: [Account]] = [:]

    mutating func accounts(of organisation: OrganisationID, _ connection: any SQLConnection) throws -> [Account] {
        if let accounts = known[organisation] { return accounts }
        let members = "person IN (SELECT person FROM membership WHERE organisation = ?)"
        let accounts = try AccountRows.accounts(SQLCondition([members], [SQLValue(organisation)]), connection)
        known[organisation] = accounts
        return accounts
    }
}
