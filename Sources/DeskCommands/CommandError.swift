import ArgumentParser
import Desk
import DeskServer
import Report

/// Why a command could not do what it was asked.
struct CommandError: Error, Hashable, CustomStringConvertible {
    /// The exit status.
    enum Code: Int32 {
        /// What was named is not there, or the request is not allowed.
        case refused = 1
        /// `report` cannot tell how a host is.
        case cannotTell = 3
        /// This program, or the data that it finds, is at fault.
        case fault = 70
        /// The same command may succeed later.
        case tryLater = 75
    }

    let code: Code
    /// For the person: what happened, where, and what to do.
    let message: String
    /// What the part below said, where one did.
    let cause: String?

    init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// An error of a part below; nil for those of the command line.
    init?(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as DeskError:
            let advice = Self.advice(on: error).map { "\(error.message) \($0)" }
            self.init(Self.code(of: error), advice ?? error.message, cause: error.cause)
        case let error as ListenError: self.init(.tryLater, error.message, cause: error.cause)
        case let error as AuthorityError:
            self.init(.fault, error.message, cause: error.cause.map { String(describing: $0) })
        case let error as TableError: self.init(.fault, error.description)
        default: return nil
        }
    }

    private static func code(of error: DeskError) -> Code {
        switch error.code {
        case .storageFull, .busy: .tryLater
        case .unknownTicket, .unknownHost, .unknownToken, .expiredToken, .usedToken, .notAllowed: .refused
        case .unusableStore, .damagedRow, .refusedRow: .fault
        }
    }

    /// What to do, where the store cannot know it.
    private static func advice(on error: DeskError) -> String? {
        switch error.code {
        case .busy: "Try again in a moment."
        case .storageFull: "Look at the room on the disk and at the owner of the state directory."
        case .unknownTicket: "'vigie-desk tickets --all' lists those there are."
        default: nil
        }
    }

    var description: String { cause.map { "\(message) (\($0))" } ?? message }
}
