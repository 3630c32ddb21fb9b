package import Health

/// Where organisations, sites, persons and accounts are kept, and what administrators did.
///
/// Every change is one transaction with its entry in the log of administration.
package protocol PeopleStore: Sendable {
    func organisations(in scope: Scope) async throws(DeskError) -> [Organisation]

    func addOrganisation(_ name: String, by scope: Scope, at now: Timestamp) async throws(DeskError) -> Organisation

    func rename(_ organisation: OrganisationID, to name: String, by scope: Scope, at now: Timestamp)
        async throws(DeskError)

    func sites(in scope: Scope) async throws(DeskError) -> [Site]

    func addSite(
        _ name: String,
        address: String?,
        of organisation: OrganisationID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> Site

    /// The persons that a scope sees, by name; those who were forgotten are not among them.
    func persons(in scope: Scope) async throws(DeskError) -> [Person]

    /// A person whom a scope sees; nil of one who was forgotten.
    func person(_ id: PersonID, in scope: Scope) async throws(DeskError) -> Person?

    /// The first by name of those whose name, by the beginnings of its words, or whose mail address begins as typed; of no letter none.
    func persons(beginningWith typed: String, limit: Int, in scope: Scope) async throws(DeskError) -> [Person]

    /// The names of persons; those who were forgotten have none.
    ///
    /// A scope is told who belongs to or works for an organisation in which it has any role: so a requester reads who acted for them.
    func names(of persons: Set<PersonID>, in scope: Scope) async throws(DeskError) -> [PersonID: String]

    /// Adds persons, all or none; their ids are given here.
    func add(_ persons: [Person], by scope: Scope, at now: Timestamp) async throws(DeskError) -> [Person]

    func change(_ person: Person, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Blanks name, address and words of a person, and the words of what they asked for; returns how many texts that were.
    func forget(_ person: PersonID, by scope: Scope, at now: Timestamp) async throws(DeskError) -> Int

    /// The accounts that a scope sees, by login.
    func accounts(in scope: Scope) async throws(DeskError) -> [Account]

    /// The account of a login, where the scope sees it, with the memberships that it sees.
    func account(_ login: String, in scope: Scope) async throws(DeskError) -> Account?

    /// Makes an account, or changes it.
    ///
    /// Unfinished tickets that its person has where they work no more, or at all once it is locked, are nobody's from then on.
    /// Locking ends its sessions in browsers, and the link by which a password could be set.
    func save(_ account: Account, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Sets the hash of a password; nil takes it away.
    ///
    /// It ends all sessions of the person, and the link by which a password could be set. A page on which someone sets their own
    /// begins a new session for them.
    func setPassword(_ hash: String?, of person: PersonID, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// What signing in needs: the account, also a locked one, and the hash of its password, nil where it has none.
    ///
    /// It has no scope, as what `SignInStore` reads by a secret: there is none before somebody has signed in.
    func passwordHash(forSignIn login: String) async throws(DeskError) -> (account: Account, hash: String?)?

    /// What administrators did, newest first.
    func administration(limit: Int, in scope: Scope) async throws(DeskError) -> [AdministrationEntry]
}

/// One thing that an administrator did.
///
/// It names persons by number, so that it stays whole when one is forgotten.
package struct AdministrationEntry: Hashable, Sendable {
    package var number: Int64
    package var at: Timestamp
    package var author: Author
    /// What was done, a stable word: `person-added`.
    package var action: String
    package var details: Fields

    package init(number: Int64 = 0, at: Timestamp, author: Author, action: String, details: Fields) {
        self.number = number
        self.at = at
        self.author = author
        self.action = action
        self.details = details
    }
}
