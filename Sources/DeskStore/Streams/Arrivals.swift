import Desk
import Health
import Wire

/// Applies what arrived within one transaction.
///
/// Streams are advanced once a batch, by compare-and-set.
struct Arrivals {
    private struct Progress {
        let stored: StreamPosition?
        var position: StreamPosition
    }

    private let now: Timestamp
    private let shelf: BookShelf
    private let connection: any SQLConnection
    private var streams: [Desk.Stream: Progress] = [:]
    private var hosts: [String: HostRows.Reporting] = [:]

    private init(_ now: Timestamp, _ shelf: BookShelf, _ connection: any SQLConnection) {
        self.now = now
        self.shelf = shelf
        self.connection = connection
    }

    static func apply(
        _ batch: some Sequence<Arrival>,
        at now: Timestamp,
        from shelf: BookShelf,
        _ connection: any SQLConnection
    ) throws -> [Settlement] {
        var arrivals = Arrivals(now, shelf, connection)
        let settlements = try batch.map { try arrivals.settle($0) }
        for (stream, progress) in arrivals.streams where progress.position != progress.stored {
            try arrivals.advance(stream, progress)
        }
        return settlements
    }

    private mutating func settle(_ arrival: Arrival) throws -> Settlement {
        var progress = try streams[arrival.stream] ?? begin(arrival.stream)
        let outcome = try outcome(of: arrival, after: progress.position)
        if outcome.settlesNumber {
            progress.position = StreamPosition(committed: arrival.item.through, digest: arrival.item.digest)
        }
        streams[arrival.stream] = progress
        return Settlement(outcome, progress.position)
    }

    private mutating func begin(_ stream: Desk.Stream) throws -> Progress {
        var stored: StreamPosition?
        if let (host, position) = try HostRows.reporting(of: stream, from: shelf, at: now, connection) {
            (hosts[stream.host], stored) = (host, position)
        } else {
            stored = try StreamRows.position(of: stream, connection)
        }
        return Progress(stored: stored, position: stored ?? StreamPosition(committed: 0, digest: .start))
    }

    private func advance(_ stream: Desk.Stream, _ progress: Progress) throws {
        guard try StreamRows.advance(stream, from: progress.stored, to: progress.position, connection) else {
            throw DeskError(
                .busy,
                en: "Another desk process has taken events of host \(stream.host). They are tried again.",
                fr:
                    "Un autre processus du centre d'assistance a pris des événements du poste \(stream.host). Ils sont réessayés."
            )
        }
    }

    private mutating func host(_ id: String) throws -> HostRows.Reporting {
        if let known = hosts[id] { return known }
        let host = try HostRows.reporting(id, from: shelf, at: now, connection)
        hosts[id] = host
        return host
    }

    private mutating func outcome(of arrival: Arrival, after position: StreamPosition) throws -> Settlement.Outcome {
        let item = arrival.item
        guard item.number > position.committed else { return .duplicate }
        guard item.number == position.committed + 1 else { return .outOfOrder(expected: position.committed + 1) }
        let id = arrival.stream.host
        switch item.content {
        // What only the desk can see is not a host's to tell, nor to take back.
        case .event(let event) where event.key.isOfTheDesk:
            return try bury(
                arrival,
                Line(event, number: item.number).text,
                LineError(.field, "bad-field", field: "key")
            )
        case .event(let event):
            let (host, book) = try host(id)
            return .applied(try take(Signal(event, from: host), book))
        case .sync(let standings, let instant):
            let (host, book) = try host(id)
            return .applied(try standings.flatMap { try take($0, seenAt: instant, of: host, book) })
        case .skip: return .applied([])
        case .gap:
            let (host, book) = try host(id)
            let signal = Signal(raising: .gap, of: host, at: now)
            return .applied(try take(signal, remark: .missing(first: item.number, last: item.through), book))
        case .unreadable(let text, let error): return try bury(arrival, text, error)
        }
    }

    private func take(_ signal: Signal, remark: Remark? = nil, _ book: ServiceBook) throws -> [TicketMark] {
        try Signals.take(signal, remark: remark, at: now, by: book, connection).flatMap(TicketMark.init).map { [$0] }
            ?? []
    }

    /// One line of a snapshot.
    private func take(
        _ standing: Standing,
        seenAt: HostInstant?,
        of host: ReportingHost,
        _ book: ServiceBook
    ) throws -> [TicketMark] {
        guard !standing.key.isOfTheDesk else { return [] }
        let marks = try Signal(standing, seenAt: seenAt, from: host).map { try take($0, book) } ?? []
        guard marks.isEmpty else { return marks }
        // The host may have missed the number, or that a person has closed the ticket.
        let latest = try TicketRows.latest(connection, host: host.id, key: standing.key.description)
        return latest.flatMap(TicketMark.init).map { [$0] } ?? []
    }

    private func bury(_ arrival: Arrival, _ line: String, _ error: LineError) throws -> Settlement.Outcome {
        let letter = DeadLetter(
            stream: arrival.stream,
            number: arrival.item.number,
            at: now,
            line: line,
            code: error.code.rawValue,
            word: error.word
        )
        try DeadLetterRows.insert(letter, connection)
        return .rejected(error)
    }
}

extension Settlement.Outcome {
    fileprivate var settlesNumber: Bool {
        switch self {
        case .applied, .rejected: true
        case .duplicate, .outOfOrder: false
        }
    }
}

extension TicketMark {
    /// What the host is told of a ticket about a condition of its own.
    fileprivate init?(_ ticket: Ticket) {
        guard let condition = ticket.condition else { return nil }
        self.init(number: ticket.number, key: condition.key, state: ticket.state)
    }
}
