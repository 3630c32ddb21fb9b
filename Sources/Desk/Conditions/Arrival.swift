package import Health
package import Wire

/// One stream of numbered events: the journal of a host.
package struct Stream: Hashable, Sendable {
    package var host: String
    /// The random id that the agent made with its journal file.
    package var journal: String

    package init(host: String, journal: String) {
        self.host = host
        self.journal = journal
    }
}

/// How far a stream is committed.
///
/// A stream that the store has never seen stands at number 0.
package struct StreamPosition: Hashable, Sendable {
    package var committed: UInt64
    /// The running digest after that number.
    package var digest: Digest

    package init(committed: UInt64, digest: Digest) {
        self.committed = committed
        self.digest = digest
    }
}

/// One entry of a host's journal, as it arrived at the desk.
package struct Arrival: Hashable, Sendable {
    package var stream: Stream
    package var item: JournalItem

    package init(_ stream: Stream, _ item: JournalItem) {
        self.stream = stream
        self.item = item
    }
}

/// What became of one arrival, and where its stream stands after it.
package struct Settlement: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// Applied, with the tickets that it wrote to; none when it changed nothing.
        case applied([TicketMark])
        /// A dead letter, and what its REJ says.
        case rejected(LineError)
        /// Its number was committed before: acknowledged again, not applied again.
        case duplicate
        /// Its number does not follow; nothing was done. The number that would have.
        case outOfOrder(expected: UInt64)
    }

    package var outcome: Outcome
    package var position: StreamPosition

    package init(_ outcome: Outcome, _ position: StreamPosition) {
        self.outcome = outcome
        self.position = position
    }
}

/// What the host is told of a ticket of its own: the wire's TICKET line.
package struct TicketMark: Hashable, Sendable {
    package var number: Int64
    package var key: String
    package var state: Ticket.State

    package init(number: Int64, key: String, state: Ticket.State) {
        self.number = number
        self.key = key
        self.state = state
    }
}

/// What could not be applied, as it is kept: nothing that arrived is thrown away without a trace.
package struct DeadLetter: Hashable, Sendable {
    package var stream: Stream
    package var number: UInt64
    package var at: Timestamp
    package var line: String
    package var code: Int
    package var word: String

    package init(stream: Stream, number: UInt64, at: Timestamp, line: String, code: Int, word: String) {
        self.stream = stream
        self.number = number
        self.at = at
        self.line = line
        self.code = code
        self.word = word
    }
}
