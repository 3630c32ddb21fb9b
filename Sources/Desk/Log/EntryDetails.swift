package import Health

/// What the desk itself has to say of a condition: stable words and values, which readers see in their language.
package enum Remark: Hashable, Sendable {
    /// Numbers of a host's journal that the desk never got.
    case missing(first: UInt64, last: UInt64)
    /// A journal took the place of another, whose digest the desk did not find in it.
    case replaced(journal: String, by: String)
}

/// A note that only the desk's people see.
package struct Note: Hashable, Sendable {
    package var text: Prose
    /// What a technician did for a person beside mending; nil for a plain note.
    package var service: CustomerService?

    package init(_ text: Prose, service: CustomerService? = nil) {
        self.text = text
        self.service = service
    }
}

/// A change of state, and why.
package struct Move: Hashable, Sendable {
    package var state: Ticket.State
    /// What a pending ticket waits for.
    package var waitsFor: PendingReason?
    package var text: Prose?
    /// When a pending ticket wakes up by itself.
    package var until: Timestamp?

    package init(to state: Ticket.State, waitsFor: PendingReason? = nil, text: Prose? = nil, until: Timestamp? = nil) {
        self.state = state
        self.waitsFor = waitsFor
        self.text = text
        self.until = until
    }
}

/// A ticket goes one tier up or back.
package struct Pass: Hashable, Sendable {
    package var tier: Int
    package var reason: Prose?
    /// What was tried, and what was found: the next tier begins there.
    package var tried: Prose?
    package var found: Prose?

    package init(toTier tier: Int, reason: Prose?, tried: Prose? = nil, found: Prose? = nil) {
        self.tier = tier
        self.reason = reason
        self.tried = tried
        self.found = found
    }
}

/// Why it was, and what mended it.
package struct Solution: Hashable, Sendable {
    package var cause: Prose
    package var solution: Prose

    package init(cause: Prose, solution: Prose) {
        self.cause = cause
        self.solution = solution
    }
}

/// The end of a ticket: a stable reason, or a person's words.
package struct Closing: Hashable, Sendable {
    package var reason: ClosingReason?
    package var text: Prose?

    package init(_ reason: ClosingReason?, text: Prose? = nil) {
        self.reason = reason
        self.text = text
    }
}
