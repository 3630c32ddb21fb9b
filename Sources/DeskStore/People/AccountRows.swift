import Desk
import Health

enum AccountColumn: Int, Columns {
    case person, login, skills, experience, workLimit, madeAt, isLocked

    static let table = "account"
    static let names = makeNames()
}

enum MembershipColumn: Int, Columns {
    case person, organisation, role, tier

    static let table = "membership"
    static let names = makeNames()
}

/// Accounts with their memberships as rows; the password's hash is read by nobody but who asks for it.
enum AccountRows {
    private static let select = AccountColumn.makeSelect()
    private static let upsert =
        AccountColumn.makeInsert() + " ON CONFLICT (person) DO UPDATE SET "
        + AccountColumn.allCases.filter { $0 != .person && $0 != .madeAt }
        .map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")

    static func put(_ account: Account, _ connection: any SQLConnection) throws {
        try connection.run(upsert, AccountColumn.allCases.map { value($0, of: account) })
        try connection.run("DELETE FROM membership WHERE person = ?", [SQLValue(account.person)])
        for membership in account.memberships {
            try connection.run(
                MembershipColumn.makeInsert(),
                [
                    SQLValue(account.person), SQLValue(membership.organisation), SQLValue(membership.role),
                    SQLValue(membership.tier),
                ]
            )
        }
    }

    /// Sets the hash of a password; nobody who is signed in with the former one, or has a link to set one, goes on.
    static func setPassword(_ hash: String?, of person: PersonID, _ connection: any SQLConnection) throws {
        let sql = "UPDATE account SET password = ? WHERE person = ?"
        guard try connection.run(sql, [SQLValue(hash), SQLValue(person)]) == 1 else { throw unknown(person) }
        try SignInRows.shutOut(person, connection)
    }

    static func remove(_ person: PersonID, _ connection: any SQLConnection) throws {
        try SignInRows.remove(person, connection)
        try connection.run("DELETE FROM membership WHERE person = ?", [SQLValue(person)])
        try connection.run("DELETE FROM account WHERE person = ?", [SQLValue(person)])
    }

    private static func value(_ column: AccountColumn, of account: Account) -> SQLValue {
        switch column {
        case .person: SQLValue(account.person)
        case .login: .text(account.login)
        case .skills: .text(account.skills.joined(separator: " "))
        case .experience: SQLValue(account.experience)
        case .workLimit: SQLValue(account.workLimit)
        case .madeAt: SQLValue(account.madeAt)
        case .isLocked: SQLValue(account.isLocked)
        }
    }

    static func account(login: String, _ connection: any SQLConnection) throws -> Account? {
        try accounts(SQLCondition(["login = ?"], [.text(login)]), connection).first
    }

    static func account(of person: PersonID, _ connection: any SQLConnection) throws -> Account? {
        try accounts(SQLCondition(["person = ?"], [SQLValue(person)]), connection).first
    }

    /// The account of a person who may sign in; throws `unknownPerson` where there is none, `notAllowed` where it is locked.
    static func usable(of person: PersonID, _ connection: any SQLConnection) throws -> Account {
        guard let account = try account(of: person, connection) else { throw unknown(person) }
        guard !account.isLocked else {
            throw DeskError(
                .notAllowed,
                en: "Account \(account.login) is locked.",
                fr: "Le compte \(account.login) est verrouillé."
            )
        }
        return account
    }

    static func unknown(_ person: PersonID) -> DeskError {
        DeskError(
            .unknownPerson,
            en: "Person \(person) has no account.",
            fr: "La personne \(person) n'a pas de compte."
        )
    }

    static func accounts(_ condition: SQLCondition, _ connection: any SQLConnection) throws -> [Account] {
        try connection.all("\(select)\(condition.clause) ORDER BY login", condition.values).map { row in
            let skills: String = try row.value(AccountColumn.skills)
            let person: PersonID = try row.value(AccountColumn.person)
            return Account(
                person: person,
                login: try row.value(AccountColumn.login),
                memberships: try memberships(of: person, connection),
                skills: skills.split(separator: " ").map { String($0) },
                experience: try row.value(AccountColumn.experience),
                workLimit: try row.value(AccountColumn.workLimit),
                madeAt: try row.value(AccountColumn.madeAt),
                isLocked: try row.value(AccountColumn.isLocked)
            )
        }
    }

    private static func memberships(of person: PersonID, _ connection: any SQLConnection) throws -> [Membership] {
        let sql = "\(MembershipColumn.makeSelect()) WHERE person = ? ORDER BY organisation, role"
        return try connection.all(sql, [SQLValue(person)]).map { row in
            Membership(
                try row.read(MembershipColumn.role, Role.init(rawValue:)),
                in: try row.value(MembershipColumn.organisation),
                tier: try row.optional(MembershipColumn.tier)
            )
        }
    }
}
