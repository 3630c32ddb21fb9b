import Desk
import Health
import Wire

extension Arrival {
    /// This number as the dead letter that it becomes when the store can never take it.
    func refused(for error: DeskError) -> Arrival {
        var letter = self
        letter.item.content = .unreadable(text: item.text, LineError(.field, error.code.rawValue))
        return letter
    }
}

extension JournalItem {
    /// What it holds, for the dead letter: not the line that came, but all that was understood of it.
    fileprivate var text: String {
        switch content {
        case .event(let event): Line(event, number: number).text
        case .sync(let standings, _):
            "SYNC " + standings.map { "\($0.state.rawValue) \($0.key)" }.joined(separator: ", ")
        case .skip(let reason): "SKIP \(reason)"
        case .gap: "gap"
        case .unreadable(let text, _): text
        }
    }
}
