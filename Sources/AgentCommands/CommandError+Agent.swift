import Commands
import Host
import Report

extension CommandError {
    /// An error of a part below, for the person; nil for those of the command line.
    init?(explaining error: any Error) {
        switch error {
        case let error as EnrolmentError: self.init(.failed, error.message, cause: error.cause.map { "\($0)" })
        case let error as HostError:
            self.init(.failed, en: error.message, fr: "L'opération a échoué sur cette machine\u{A0}: \(error.message)")
        case let error as TableError: self.init(.failed, error.words)
        default: return nil
        }
    }
}
