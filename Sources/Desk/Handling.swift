/// What a person does to a ticket.
package enum Handling: Hashable, Sendable {
    case note(String)
    /// To open, pending or resolved; the reason says why.
    case move(to: Ticket.State, reason: String)
    /// One tier up or down; the reason says what was tried.
    case pass(toTier: Int, reason: String)
    case close(reason: String)

    /// The entry that it writes.
    ///
    /// Throws `DeskError.notAllowed` where the ticket does not permit it.
    package func entry(on ticket: Ticket) throws(DeskError) -> LogEntry.Kind {
        switch self {
        case .note(let text):
            guard !text.isEmpty else { throw refusal(of: ticket, "A note has words.") }
            return .noted(text)
        case .close(let reason):
            guard ticket.isOpen else { throw refusal(of: ticket, "It is closed already.") }
            return .closed(reason: reason)
        case .move(let state, let reason):
            guard ticket.isOpen else { throw refusal(of: ticket, "It is closed; a new fault opens a new ticket.") }
            guard [.open, .pending, .resolved].contains(state), state != ticket.state else {
                throw refusal(
                    of: ticket,
                    "It is \(ticket.state.rawValue) and cannot become \(state.rawValue) this way."
                )
            }
            return .moved(to: state, reason: reason)
        case .pass(let tier, let reason):
            guard ticket.isOpen else { throw refusal(of: ticket, "It is closed; a new fault opens a new ticket.") }
            guard Ticket.tiers.contains(tier), tier == ticket.tier + 1 || tier == ticket.tier - 1 else {
                throw refusal(of: ticket, "It is at tier \(ticket.tier) and moves one tier at a time, from 1 to 4.")
            }
            return .passed(toTier: tier, reason: reason)
        }
    }

    private func refusal(of ticket: Ticket, _ why: String) -> DeskError {
        DeskError(.notAllowed, "Ticket \(ticket.number) is left as it is. \(why)")
    }
}
