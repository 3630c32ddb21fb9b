import Commands
import Desk
import DeskServer
import Report
import Settings

extension CommandError {
    /// An error of a part below, for the person; nil for those of the command line.
    init?(explaining error: any Error) {
        switch error {
        case let error as DeskError:
            let advice = Self.advice(on: error).map { "\(error.message) \($0)" }
            self.init(Self.code(of: error), advice ?? error.message, cause: error.cause)
        case let error as SettingsErrors:
            self.init(.failed, "The settings are wrong. \(error.errors.map(\.description).joined(separator: "; "))")
        case let error as ServiceError: self.init(.failed, "This cannot be used: \(error).")
        case let error as ListenError: self.init(.tryLater, error.message, cause: error.cause)
        case let error as AuthorityError:
            self.init(.fault, error.message, cause: error.cause.map { String(describing: $0) })
        case let error as TableError: self.init(.fault, error.description)
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

    /// What to do, where the store cannot know it.
    private static func advice(on error: DeskError) -> String? {
        switch error.code {
        case .busy: "Try again in a moment."
        case .storageFull: "Look at the room on the disk and at the owner of the state directory."
        case .unknownTicket: "'vigie-desk ticket list --all' lists those there are."
        case .unknownCategory: "'vigie-desk category list' lists them, 'vigie-desk category add' adds one."
        case .unknownTemplate: "'vigie-desk template list' lists those there are."
        default: nil
        }
    }
}
