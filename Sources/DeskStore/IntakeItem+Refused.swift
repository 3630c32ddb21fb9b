import Desk
import Health

extension IntakeItem {
    /// This number as the dead letter that it becomes when the store can never take it.
    func refused(for error: DeskError) -> IntakeItem {
        var letter = self
        letter.content = .rejected(line: content.text, code: 550, word: error.code.rawValue)
        return letter
    }
}

extension IntakeItem.Content {
    /// What it holds, for the dead letter: not the line that came, but all that was understood of it.
    fileprivate var text: String {
        switch self {
        case .event(let event): "\(event.kind.rawValue.uppercased()) \(Self.fields(of: event))"
        case .sync(let standings, _):
            "SYNC " + standings.map { "\($0.state.rawValue) \($0.key)" }.joined(separator: ", ")
        case .skip(let reason): "SKIP \(reason)"
        case .gap: "gap"
        case .rejected(let line, _, _): line
        }
    }

    private static func fields(of event: Event) -> Fields {
        var fields = Fields()
        fields["key"] = event.key.description
        fields["severity"] = event.severity.rawValue
        fields["value"] = String(event.value)
        fields["limit"] = event.limit.map { String($0) }
        fields["unit"] = event.unit.rawValue
        fields["name"] = event.name
        fields["at"] = event.at.time.description
        fields["until"] = event.acceptance?.bound?.description
        fields["by"] = event.acceptance?.person
        return fields
    }
}
