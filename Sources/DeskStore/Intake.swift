import Desk
import GRDB
import Health

/// Applies numbered items within one transaction.
///
/// Streams are advanced once a batch, by compare-and-set.
enum Intake {
    private struct Progress {
        let stored: StreamPosition?
        var position: StreamPosition
    }

    static func apply(
        _ batch: some Sequence<IntakeItem>,
        at now: Timestamp,
        _ database: Database
    ) throws -> [IntakeResult] {
        var streams: [Stream: Progress] = [:]
        var names: [String: String] = [:]
        let results = try batch.map { item in
            var progress = try streams[item.stream] ?? begin(item.stream, database)
            let outcome = try outcome(of: item, after: progress.position, &names, at: now, database)
            if outcome.settlesNumber {
                progress.position = StreamPosition(committed: item.through, digest: item.digest)
            }
            streams[item.stream] = progress
            return IntakeResult(outcome, progress.position)
        }
        for (stream, progress) in streams where progress.position != progress.stored {
            try advance(stream, progress, database)
        }
        return results
    }

    /// Whether an error can be laid to one item, so that the others are better off without it.
    static func isOfOneItem(_ error: DeskError) -> Bool {
        [.refusedRow, .damagedRow, .unknownHost].contains(error.code)
    }

    static func position(of stream: Stream, _ database: Database) throws -> StreamPosition? {
        try database.first(
            "SELECT committed, digest FROM stream WHERE host = ? AND journal = ?",
            [stream.host, stream.journal]
        )
        .map { StreamPosition(committed: try $0.bits("committed"), digest: try $0.bits("digest")) }
    }

    private static func begin(_ stream: Stream, _ database: Database) throws -> Progress {
        let stored = try position(of: stream, database)
        return Progress(stored: stored, position: stored ?? StreamPosition(committed: 0, digest: 0))
    }

    private static func advance(_ stream: Stream, _ progress: Progress, _ database: Database) throws {
        let (committed, digest) = (progress.position.committed.stored, progress.position.digest.stored)
        if let stored = progress.stored {
            try database.run(
                "UPDATE stream SET committed = ?, digest = ? WHERE host = ? AND journal = ? AND committed = ?",
                [committed, digest, stream.host, stream.journal, stored.committed.stored]
            )
        } else if progress.position.committed > 0 {
            try database.run(
                "INSERT INTO stream (host, journal, committed, digest) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [stream.host, stream.journal, committed, digest]
            )
        } else {
            return
        }
        guard database.changesCount == 1 else {
            throw DeskError(
                .busy,
                "Another desk process has taken events of host \(stream.host). They are tried again."
            )
        }
    }

    private static func outcome(
        of item: IntakeItem,
        after position: StreamPosition,
        _ names: inout [String: String],
        at now: Timestamp,
        _ database: Database
    ) throws -> IntakeResult.Outcome {
        guard item.number > position.committed else { return .duplicate }
        guard item.number == position.committed + 1 else { return .outOfOrder(expected: position.committed + 1) }
        let host = item.stream.host
        func name() throws -> String {
            if let known = names[host] { return known }
            let name = try HostRows.name(of: host, database)
            names[host] = name
            return name
        }
        switch item.content {
        case .event(let event):
            return .applied(try take(Signal(event, host: host, hostName: name()), at: now, database))
        case .sync(let standings, let instant):
            return .applied(
                try standings.flatMap { standing in
                    let signal = try Signal(standing, seenAt: instant, host: host, hostName: name())
                    let marks = try signal.map { try take($0, at: now, database) } ?? []
                    guard marks.isEmpty else { return marks }
                    // The host may have missed the number, or that a person has closed the ticket.
                    let latest = try TicketRows.latest(database, host: host, key: standing.key.description)
                    return latest.map { [TicketMark($0)] } ?? []
                }
            )
        case .skip: return .applied([])
        case .gap:
            let signal = Signal(raising: .gap, host: host, hostName: try name(), at: now)
            return .applied(
                try take(signal, note: "Events \(item.number) to \(item.through) are missing.", at: now, database)
            )
        case .rejected(let line, let code, let word):
            try bury(
                DeadLetter(stream: item.stream, number: item.number, at: now, line: line, code: code, word: word),
                database
            )
            return .rejected(code: code, word: word)
        }
    }

    private static func take(
        _ signal: Signal,
        note: String? = nil,
        at now: Timestamp,
        _ database: Database
    ) throws -> [TicketMark] {
        try Signals.take(signal, note: note, at: now, database).map { [TicketMark($0)] } ?? []
    }

    private static func bury(_ letter: DeadLetter, _ database: Database) throws {
        try database.run(
            "INSERT INTO dead_letter (host, journal, number, at, line, code, word) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                letter.stream.host, letter.stream.journal, letter.number.stored, letter.at.milliseconds,
                letter.line, letter.code, letter.word,
            ]
        )
    }
}

extension UInt64 {
    /// The bits as SQL's signed number.
    var stored: Int64 { Int64(bitPattern: self) }
}

extension IntakeResult.Outcome {
    fileprivate var settlesNumber: Bool {
        switch self {
        case .applied, .rejected: true
        case .duplicate, .outOfOrder: false
        }
    }
}
