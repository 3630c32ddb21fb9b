import Desk
import Health

/// The way from a ticket back to the queue, and to those beside it there.
struct TicketWay {
    let view: QueueView
    let neighbours: QueueNeighbours

    func values(_ language: Language) -> Values {
        [
            "back": view.link(), "tab": view.tab.rawValue, "tab_name": view.tab.words[language],
            "typed": view.typed,
            "previous": link(neighbours.previous), "following": link(neighbours.next),
        ]
    }

    private func link(_ number: Int64?) -> Any { number.map { view.link(.ticket(String($0))) }.orFalse }
}
