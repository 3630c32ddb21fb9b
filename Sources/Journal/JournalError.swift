import CSQLite

/// Why the journal could not be read or written.
package struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite's extended result code.
    package let code: Int32
    /// What happened, for a person.
    package let message: String

    package var description: String { "\(message) (SQLite \(code))" }

    /// Whether the file is damaged, so that it must be set aside before the journal can begin anew.
    package var isDamage: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) }
}
