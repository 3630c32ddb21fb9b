import Desk
import GRDB
import Health

/// What can go wrong below the store, as errors of the desk.
enum Failure {
    /// The error of the desk: its own as it is, one of SQLite with this message.
    static func explained(_ error: any Error, en: String, fr: String) -> DeskError {
        let message = Words(en: en, fr: fr)
        return switch error {
        case let error as DeskError: error
        case let error as DatabaseError:
            DeskError(code(of: error.resultCode), message, cause: error.message ?? error.resultCode.description)
        case is CancellationError: DeskError(.cancelled, message)
        default: DeskError(.unusableStore, message, cause: String(describing: error))
        }
    }

    /// Whether SQLite refuses a row for good.
    static func isRefusedRow(_ error: any Error) -> Bool {
        (error as? DatabaseError).map { code(of: $0.resultCode) == .refusedRow } ?? false
    }

    /// SQLite's result codes (sqlite.org/rescode.html).
    ///
    /// Only what speaks of the row itself is refused for good: everything else would condemn rows for a fault of the medium.
    private static func code(of result: ResultCode) -> DeskError.Code {
        switch result {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN: .storageFull
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM, .SQLITE_INTERRUPT, .SQLITE_ABORT: .busy
        case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE: .refusedRow
        default: .unusableStore
        }
    }
}
