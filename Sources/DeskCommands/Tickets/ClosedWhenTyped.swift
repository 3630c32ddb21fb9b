import ArgumentParser
import Desk

/// A list whose words a program acts on: another word would do nothing.
protocol ClosedWhenTyped {
    static var known: [Term<Self>] { get }
}

extension PendingReasons: ClosedWhenTyped {
    static var known: [PendingReason] { PendingReason.known }
}

extension TicketTypes: ClosedWhenTyped {
    static var known: [TicketType] { TicketType.known }
}

extension Links: ClosedWhenTyped {
    static var known: [Desk.Link] { Desk.Link.known }
}

extension CustomerServices: ClosedWhenTyped {
    static var known: [CustomerService] { CustomerService.known }
}

extension Term where List: ClosedWhenTyped {
    /// Refuses a word that was typed and is none of the list.
    func requireKnown() throws {
        guard List.known.contains(self) else {
            let all = List.known.map(\.word).joined(separator: ", ")
            throw ValidationError("\(word) is none of \(all).")
        }
    }
}

extension Term: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}
