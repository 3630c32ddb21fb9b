package import Health

/// Where it is kept who has signed in, and what signing in needs beside a password.
///
/// Secrets that a browser or a link carries are known here by their digest alone. What happens to one's own account needs no
/// role; what an administrator does to others' has its entry in the log of administration. Whoever has a role in an organisation is
/// changed by an administrator of it alone: to set a password, or to take a second factor away, is to become them there, too.
///
/// All sessions of a person end where their account is locked or forgotten, or their password is set, be it by themselves.
package protocol SignInStore: Sendable {
    /// Keeps a session that begins now; those of everybody that have ended by their age are forgotten.
    /// - Throws: `unknownPerson` where there is no account, `notAllowed` where it is locked.
    func begin(_ session: NewSession, at now: Timestamp) async throws(DeskError)

    /// Who a browser's session belongs to, with the account as it is now; nil where it has ended, or the account is locked.
    ///
    /// Notes that the session was seen, at most once a minute.
    func signedIn(token digest: String, at now: Timestamp) async throws(DeskError) -> SignedIn?

    /// Makes a session complete, after the second factor, under a new token.
    /// - Throws: `unknownToken` where it has ended, or is complete.
    func complete(token digest: String, as newDigest: String, at now: Timestamp) async throws(DeskError)

    /// Ends a session; one that has ended already is no error.
    func end(token digest: String) async throws(DeskError)

    /// Words for the next page of a session, which are read once; nil takes them away.
    func leave(_ note: PageNote?, token digest: String) async throws(DeskError)

    /// A secret that was offered to a session and is not confirmed yet.
    func offer(secret: [UInt8]?, token digest: String) async throws(DeskError)

    /// The complete sessions of a person, newest first; those of others for their administrator.
    func sessions(of person: PersonID, by scope: Scope, at now: Timestamp) async throws(DeskError) -> [SessionRecord]

    /// Ends one session of a person; nil: all of them, but the one of a token.
    func endSessions(
        of person: PersonID,
        _ session: Int64?,
        except digest: String?,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError)

    /// The secret of a person's second factor, and how many recovery codes are left; nil where they have none.
    func secondFactor(of person: PersonID) async throws(DeskError) -> SecondFactor?

    /// Sets a person's own second factor, or takes it away; an administrator may take away that of others.
    ///
    /// No step of it is spent yet, and what was offered to the person's sessions is offered no more.
    func setSecondFactor(
        _ secret: [UInt8]?,
        recovery digests: [String],
        of person: PersonID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError)

    /// Spends the code of a time step; false where this or a later step was spent before.
    func spend(step: Int64, of person: PersonID) async throws(DeskError) -> Bool

    /// Spends a recovery code; false where there is none of this digest.
    func spend(recovery digest: String, of person: PersonID, at now: Timestamp) async throws(DeskError) -> Bool

    /// Keeps the code of a link by which a person sets a first password, or a new one; it takes the place of earlier ones.
    ///
    /// It is of no use any more once a password is set in another way, or the account is locked.
    func invite(_ person: PersonID, code digest: String, until end: Timestamp, by scope: Scope, at now: Timestamp)
        async throws(DeskError)

    /// Whose a code is; nil where it was used, has expired, or the account is locked.
    func invitation(code digest: String, at now: Timestamp) async throws(DeskError) -> Account?

    /// Uses a code: sets the password, and ends the person's sessions.
    /// - Throws: `unknownToken` where the code is of no use any more.
    func accept(code digest: String, password hash: String, at now: Timestamp) async throws(DeskError) -> Account

    /// Keeps how a person wishes the pages to be, and in which language mails and pages speak to them; nobody else may say so.
    func setPreferences(
        _ preferences: PagePreferences,
        language: Language,
        of person: PersonID,
        by scope: Scope
    ) async throws(DeskError)
}
