import Commands
import Desk
import DeskServer
import Health
import Report
import Settings

extension CommandError {
    /// An error of a part below, for the person; nil for those of the command line.
    init?(explaining error: any Error) {
        switch error {
        case let error as DeskError:
            self.init(Self.code(of: error), Self.message(of: error), cause: error.cause)
        case let error as SettingsErrors:
            let mistakes = error.errors.map(\.description).joined(separator: "; ")
            self.init(
                .failed,
                en: "The settings are wrong. \(mistakes)",
                fr: "Les réglages sont incorrects. \(mistakes)"
            )
        case let error as ServiceError:
            self.init(
                .failed,
                en: "This cannot be used: \(error.words.en).",
                fr: "Ceci n'est pas utilisable\u{A0}: \(error.words.fr)."
            )
        case let error as ListenError: self.init(.tryLater, error.message, cause: error.cause)
        case let error as AuthorityError:
            self.init(.fault, error.message, cause: error.cause.map { String(describing: $0) })
        case let error as TableError: self.init(.fault, error.words)
        default: return nil
        }
    }

    private static func code(of error: DeskError) -> Code {
        switch error.code {
        case .storageFull, .busy, .cancelled: .tryLater
        case .unknownTicket, .unknownHost, .unknownToken, .expiredToken, .usedToken, .notAllowed, .badText, .changed,
            .unknownPerson, .unknownOrganisation, .unknownCategory, .unknownTemplate, .unknownNotice, .nameTaken:
            .failed
        case .unusableStore, .damagedRow, .refusedRow: .fault
        }
    }

    private static func message(of error: DeskError) -> Words {
        guard let advice = advice(on: error) else { return error.message }
        return Words(en: "\(error.message.en) \(advice.en)", fr: "\(error.message.fr) \(advice.fr)")
    }

    /// What to do, where the store cannot know it.
    private static func advice(on error: DeskError) -> Words? {
        switch error.code {
        case .busy: Words(en: "Try again in a moment.", fr: "Réessayez dans un instant.")
        case .storageFull:
            Words(
                en: "Look at the room on the disk and at the owner of the state directory.",
                fr: "Vérifiez la place sur le disque et le propriétaire du dossier d'état."
            )
        case .unknownTicket:
            Words(
                en: "'vigie-desk ticket list --all' lists those there are.",
                fr: "«\u{A0}vigie-desk ticket list --all\u{A0}» liste ceux qui existent."
            )
        case .unknownCategory:
            Words(
                en: "'vigie-desk category list' lists them, 'vigie-desk category add' adds one.",
                fr:
                    "«\u{A0}vigie-desk category list\u{A0}» les liste, «\u{A0}vigie-desk category add\u{A0}» en ajoute une."
            )
        case .unknownTemplate:
            Words(
                en: "'vigie-desk template list' lists those there are.",
                fr: "«\u{A0}vigie-desk template list\u{A0}» liste ceux qui existent."
            )
        default: nil
        }
    }
}
