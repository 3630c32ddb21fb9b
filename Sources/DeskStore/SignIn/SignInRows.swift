import Desk
import Health

/// What an account has beside `AccountColumn` for who signs in at a browser; it is written by nobody but its owner's acts.
enum SignInColumn: Int, Columns {
    case theme, hasShortcuts, secondFactor, lastStep

    static let table = "account"
    static let names = makeNames()
}

/// Second factors, recovery codes, invitations and preferences as rows.
enum SignInRows {
    private static let select = "\(SignInColumn.makeSelect()) WHERE person = ?"

    static func row(of person: PersonID, _ connection: any SQLConnection) throws -> SQLRow? {
        try connection.first(select, [SQLValue(person)])
    }

    static func preferences(_ row: SQLRow) throws(DeskError) -> PagePreferences {
        PagePreferences(
            theme: try row.read(SignInColumn.theme, PagePreferences.Theme.init(rawValue:)),
            hasShortcuts: try row.value(SignInColumn.hasShortcuts)
        )
    }

    /// A secret that cannot be read is damage: it must not count as none.
    static func secret(_ row: SQLRow) throws(DeskError) -> [UInt8]? {
        guard let _: String = try row.optional(SignInColumn.secondFactor) else { return nil }
        return try row.read(SignInColumn.secondFactor) { bytes(hexadecimal: $0) }
    }

    static func setRecovery(
        _ digests: Set<String>,
        of person: PersonID,
        _ connection: any SQLConnection
    ) throws {
        try connection.run("DELETE FROM recovery_code WHERE person = ?", [SQLValue(person)])
        for digest in digests.sorted() {
            let sql = "INSERT INTO recovery_code (person, digest) VALUES (?, ?)"
            try connection.run(sql, [SQLValue(person), .text(digest)])
        }
    }

    /// Whose the code of a link is, while it is of use.
    static func invited(by digest: String, at now: Timestamp, _ connection: any SQLConnection) throws -> Account? {
        let sql = "SELECT person FROM invitation WHERE digest = ? AND ends_at > ?"
        guard let row = try connection.first(sql, [.text(digest), SQLValue(now)]),
            let account = try AccountRows.account(of: row.value(0, "person"), connection), !account.isLocked
        else { return nil }
        return account
    }

    /// Ends every session of a person, and takes away the link by which they could set a password.
    static func shutOut(_ person: PersonID, _ connection: any SQLConnection) throws {
        try connection.run("DELETE FROM session WHERE person = ?", [SQLValue(person)])
        try connection.run("DELETE FROM invitation WHERE person = ?", [SQLValue(person)])
    }

    /// Takes away all that there is for signing in, before the account goes.
    static func remove(_ person: PersonID, _ connection: any SQLConnection) throws {
        try shutOut(person, connection)
        try setRecovery([], of: person, connection)
    }
}
