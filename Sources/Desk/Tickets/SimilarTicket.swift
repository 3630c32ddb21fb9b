/// Another ticket of the same component, or of one of the same model elsewhere, and what solved it.
package struct SimilarTicket: Hashable, Sendable {
    package var ticket: Ticket
    /// Nil where nobody wrote cause and solution.
    package var solution: Solution?

    package init(_ ticket: Ticket, solution: Solution? = nil) {
        self.ticket = ticket
        self.solution = solution
    }
}
