/// Who wrote an entry of a ticket's log.
///
/// Text form: `agent`, `desk`, `person:ID` or `local:LOGIN`; any other is kept as it is.
package enum Author: Hashable, Sendable, CustomStringConvertible {
    case agent
    case desk
    /// A person that the desk knows, by number: names and addresses stand outside the log.
    case person(PersonID)
    /// A login at the desk's shell; one at a workstation is `LOGIN@HOST`.
    case local(String)
    /// An author that this program does not know.
    case other(String)

    /// Reads the text form.
    package init(_ text: String) {
        switch text {
        case "agent": self = .agent
        case "desk": self = .desk
        case _ where text.hasPrefix("local:"): self = .local(String(text.dropFirst("local:".count)))
        case _ where text.hasPrefix("person:"):
            self = PersonID(text.dropFirst("person:".count)).map(Author.person) ?? .other(text)
        default: self = .other(text)
        }
    }

    package var description: String {
        switch self {
        case .agent: "agent"
        case .desk: "desk"
        case .person(let id): "person:\(id)"
        case .local(let login): "local:\(login)"
        case .other(let text): text
        }
    }

    /// Whether it is neither an agent nor the desk; an author that this program does not know counts as a person.
    package var isPerson: Bool {
        switch self {
        case .agent, .desk: false
        case .person, .local, .other: true
        }
    }
}
