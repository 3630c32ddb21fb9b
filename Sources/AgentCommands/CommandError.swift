import Host
import Report

/// Why a command could not do what it was asked.
struct CommandError: Error, Hashable, CustomStringConvertible {
    /// The exit status.
    enum Code: Int32 {
        case failed = 1
        /// `report` cannot tell how the machine is.
        case cannotTell = 3
        /// Nobody answers on the control socket (EX_UNAVAILABLE of sysexits.h).
        case notRunning = 69
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
        case let error as EnrolmentError: self.init(.failed, error.message, cause: error.cause.map { "\($0)" })
        case let error as HostError: self.init(.failed, error.message)
        case let error as TableError: self.init(.failed, error.description)
        default: return nil
        }
    }

    var description: String { cause.map { "\(message) (\($0))" } ?? message }
}
