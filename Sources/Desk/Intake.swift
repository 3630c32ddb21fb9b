package import Health

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
    /// The running digest after that number; what it is made of is the wire's business.
    package var digest: UInt64

    package init(committed: UInt64, digest: UInt64) {
        self.committed = committed
        self.digest = digest
    }
}

/// A numbered thing that a session hands to the intake.
package struct IntakeItem: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case event(Event)
        /// A snapshot, applied whole, and when the host took it. Keys that it does not name are left alone.
        case sync([Standing], at: HostInstant?)
        /// Events that the agent's bounded journal had to drop, and its reason.
        case skip(reason: String)
        /// Events that the agent released and this store does not have, as after a restored backup: opens `host.gap`.
        case gap
        /// A line that cannot be understood, kept as a dead letter with the code and word of its REJ.
        case rejected(line: String, code: Int, word: String)
    }

    package var stream: Stream
    package var number: UInt64
    /// The last number that this settles: `number` itself but for a skip or a gap.
    package var through: UInt64
    /// The stream's digest after `through`.
    package var digest: UInt64
    package var content: Content

    package init(_ stream: Stream, number: UInt64, through: UInt64? = nil, digest: UInt64, content: Content) {
        self.stream = stream
        self.number = number
        self.through = max(number, through ?? number)
        self.digest = digest
        self.content = content
    }
}

/// What became of one item, and where its stream stands after it.
package struct IntakeResult: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// Applied, with the tickets that it wrote to; none when it changed nothing.
        case applied([TicketMark])
        /// A dead letter: REJ with this code and word.
        case rejected(code: Int, word: String)
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

    package init(_ ticket: Ticket) {
        self.number = ticket.number
        self.key = ticket.key
        self.state = ticket.state
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
