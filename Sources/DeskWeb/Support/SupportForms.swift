import Desk
import DeskView
import Health

/// The ways to the machine of a ticket: those that are used now, and the form in which consent is written down before one opens.
struct SupportForms {
    let record: TicketRecord
    let ways: [SupportLink]
    /// The machine as it is called now; nil where nobody needs it.
    let host: EnrolledHost?
    let reader: Account
    let names: NameBook
    /// What was typed where the last try was refused.
    let typed: Form

    /// False where there is neither a machine nor a way to it.
    func values(_ figures: Figures, _ now: Timestamp) -> Any {
        let sessions = History(record.log).reaches
        let mayBegin = record.ticket.isOpen && record.ticket.host != nil && !ways.isEmpty
        guard mayBegin || !sessions.isEmpty else { return false }
        let isRefused = typed["action"] == "reach"
        return [
            "action": Path.ticket(String(record.ticket.number)).link, "version": String(record.version),
            "sessions": sessions.map { session in values(of: session.entry, session.support, figures, now) },
            "begin": mayBegin
                ? [
                    "open": isRefused,
                    "ways": ways.map {
                        Choice.values($0.name, $0.name, isChosen: isRefused && typed["way"] == $0.name)
                    },
                    "agreed": isRefused && typed["agreed"] != nil,
                    "text": isRefused ? typed["text"] ?? "" : "",
                ] as Values : false,
        ] as Values
    }

    private func values(
        of entry: LogEntry,
        _ support: Support,
        _ figures: Figures,
        _ now: Timestamp
    ) -> Values {
        let link = entry.author == .person(reader.person) ? link(by: support.way) : nil
        return [
            "session": String(entry.sequence), "foreign_way": support.way,
            "foreign_who": names.text(of: entry.author, in: figures.language),
            "at": Moment.values(entry.at, figures, at: now),
            "link": link.orFalse, "foreign_address": link.orFalse,
        ]
    }

    /// What opens it for who began; nil where the way is gone, or the machine.
    private func link(by way: String) -> String? {
        guard let host, let template = ways.first(where: { $0.name == way })?.template else { return nil }
        return template.link(host: host.name, id: host.id, address: nil, login: reader.login)
    }
}
