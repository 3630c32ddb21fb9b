import Desk
import GRDB

/// SQLite's result codes as errors of the desk (sqlite.org/rescode.html).
enum Failure {
    /// Runs `work`; an error of SQLite leaves as a `DeskError` with this message.
    static func translating<Result>(_ message: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw translated(error, message)
        }
    }

    /// Runs `work`; an error of SQLite leaves as a `DeskError` with this message.
    static func translating<Result: Sendable>(
        _ message: String,
        _ work: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw translated(error, message)
        }
    }

    private static func translated(_ error: DatabaseError, _ message: String) -> DeskError {
        DeskError(code(of: error.resultCode), message, cause: error.message ?? error.resultCode.description)
    }

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
