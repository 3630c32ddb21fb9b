package import Health

/// Where it is kept who is to be told of what, until the relay has taken it.
///
/// What the log says is told once: where it was read up to is written with the notices, in one transaction.
package protocol OutboxStore: Sendable {
    /// Writes notices of what the log says since the last call; returns whether there may be more.
    ///
    /// The first call ever begins at the log's end. `wishes` is of what the address of the whole desk is told.
    func gather(desk wishes: Set<NoticeKind>, at now: Timestamp) async throws(DeskError) -> Bool

    /// Forgets where the log was read up to, because nobody is told any more: what happens meanwhile is not told later.
    func stopGathering() async throws(DeskError)

    /// Writes the digests of a day, once, and on the first day of a week on which it is asked those of the week; the first day ever has
    /// none.
    func gatherDigests(of day: CivilDate, desk wishes: Set<NoticeKind>, at now: Timestamp) async throws(DeskError)

    /// The mails that are to be sent now, each with another attempt noted before it is made.
    ///
    /// What is once in a mail stays in it: another attempt sends the same.
    func takeMails(by bundling: Bundling, limit: Int, at now: Timestamp) async throws(DeskError) -> [OutgoingMail]

    /// Notes what became of mails, and forgets what ended long ago.
    func settle(_ results: [MailResult], at now: Timestamp) async throws(DeskError)

    /// Notices, newest first.
    func notices(_ states: Set<Notice.State>, limit: Int, in scope: Scope) async throws(DeskError) -> [Notice]

    /// Has notices tried again now that wait or have failed; nil: all of them. Returns how many.
    func retry(_ notice: Int64?, by scope: Scope, at now: Timestamp) async throws(DeskError) -> Int

    /// What a digest says to someone of their tickets.
    func digest(for account: Account?, since: Timestamp, at now: Timestamp, in scope: Scope) async throws(DeskError)
        -> DailyDigest
}

/// Notices that go out as one mail.
package struct OutgoingMail: Hashable, Sendable {
    /// The first of its notices: the same at each attempt.
    package var id: Int64
    /// Who reads it; nil for the address of the whole desk.
    package var reader: Person?
    /// The reader's account, where they have one.
    package var account: Account?
    package var notices: [Notice]
    /// The tickets that they are about, each once.
    package var tickets: [Ticket]

    package init(id: Int64, reader: Person?, account: Account?, notices: [Notice], tickets: [Ticket]) {
        self.id = id
        self.reader = reader
        self.account = account
        self.notices = notices
        self.tickets = tickets
    }
}

/// What became of a mail.
package struct MailResult: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        case sent
        /// Nothing was left to tell.
        case dropped
        /// For good.
        case failed(String)
        /// To be tried again.
        case putOff(String)
        /// It was not tried at all, so that the attempt does not count.
        case untried
    }

    package var mail: Int64
    package var end: End

    package init(mail: Int64, _ end: End) {
        self.mail = mail
        self.end = end
    }
}
