/// What can be done to several tickets at once: nothing of which the words must differ from one to the other.
///
/// Each ticket is acted on by itself, as `TicketStore.perform` does, and each refusal is its own.
package enum BulkAction: String, Hashable, Sendable, CaseIterable {
    case assign
    case pass
    case pause = "wait"
    case resume
    case note
    case categorise
    case rate
    case link
    case close

    /// Tickets of one request at most.
    package static let most = 100

    /// The action among these; nil where it must be said of each ticket by itself.
    package init?(_ action: Action) {
        switch action {
        case .assign: self = .assign
        case .pass: self = .pass
        case .wait: self = .pause
        case .resume: self = .resume
        case .note: self = .note
        case .categorise: self = .categorise
        case .rate: self = .rate
        case .link: self = .link
        case .close: self = .close
        case .reply, .unlink, .spend, .reach, .leave, .check, .solve, .dispute: return nil
        }
    }

    /// The tickets of a request, each once, in their order.
    ///
    /// - Throws: `notAllowed` where they are too many.
    package static func tickets(_ numbers: [Int64]) throws(DeskError) -> [Int64] {
        var seen: Set<Int64> = []
        let tickets = numbers.filter { seen.insert($0).inserted }
        guard tickets.count <= most else {
            throw DeskError(
                .notAllowed,
                en: "Nothing was done: \(tickets.count) tickets are more than \(most) at once.",
                fr: "Rien n'a été fait\u{A0}: \(tickets.count) billets dépassent le maximum de \(most) à la fois."
            )
        }
        return tickets
    }
}
