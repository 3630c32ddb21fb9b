import Desk
import Health

/// Why nothing was done, and what was typed: the page shows both, and what others did meanwhile.
struct Refusal {
    let error: DeskError
    /// What the writer had seen.
    let version: Int64
    let form: Form

    /// `record` as it is now.
    func values(_ record: TicketRecord, _ language: Language) -> Values {
        let new = record.log.first { $0.sequence > version }
        return [
            "text": error.code == .changed ? Self.changed[language] : error.message[language],
            "new_link": new.map { StoryEntry.link($0.sequence) }.orFalse,
        ]
    }

    private static let changed = Words(
        en: "Someone else changed this ticket after you had read it.",
        fr: "Quelqu'un d'autre a modifié ce billet après que vous l'avez lu."
    )
}
