import Desk
import DeskView
import Health
import Mail

/// Makes messages of mails that are due, from what their tickets say now.
struct MailMaker: Sendable {
    let mail: DeskMail
    let store: any DeskStores
    /// What tells this desk's mails from those of any other.
    let identity: String
    let zone: Zone

    /// What is to be done with a mail.
    enum Made {
        case message(MailMessage)
        /// Nothing is to be sent.
        case ended(MailResult.End)
    }

    func make(_ outgoing: OutgoingMail, at now: Timestamp) async throws(DeskError) -> Made {
        let reader: Mailbox
        switch address(of: outgoing) {
        case .success(let found): reader = found
        case .failure(let end): return .ended(end.end)
        }
        let language = outgoing.reader?.language ?? mail.language
        let scope = Self.scope(of: outgoing)
        let notices = Dictionary(grouping: outgoing.notices) { $0.ticket }
        var records: [TicketRecord] = []
        for number in outgoing.notices.compactMap(\.ticket).uniqued {
            guard let record = try await store.ticket(number, in: scope) else { continue }
            if notices[number]?.contains(where: { !$0.isStale(record.ticket) }) ?? false { records.append(record) }
        }
        let isDigest = outgoing.notices.contains { $0.ticket == nil }
        guard isDigest || !records.isEmpty else { return .ended(.dropped) }
        let digest =
            isDigest
            ? try await store.digest(for: outgoing.account, since: now.advanced(by: -86_400), at: now, in: scope) : nil
        let tickets = digest.map { $0.late + $0.mine } ?? records.map(\.ticket)
        let names = try await NameBook(of: tickets, log: records.flatMap(\.log), from: store, in: .desk)
        let writer = NoticeWriter(Figures(language, zone: zone), names, now: now)
        let text: NoticeText
        if let digest {
            text = writer.text(of: digest)
        } else if records.count == 1, let record = records.first {
            text = try await self.text(of: record, notices[record.ticket.number] ?? [], scope, writer)
        } else {
            text = writer.text(ofMany: tickets, outgoing.notices)
        }
        return .message(message(text, outgoing, to: reader, language, about: records, names, at: now))
    }

    /// An end, as the failure of a result.
    private struct Ended: Error {
        let end: MailResult.End
    }

    private func address(of outgoing: OutgoingMail) -> Result<Mailbox, Ended> {
        guard outgoing.notices.first?.recipient != .desk else {
            return mail.desk.map { .success(Mailbox($0)) } ?? .failure(Ended(end: .dropped))
        }
        guard let person = outgoing.reader, let email = person.email, person.forgottenAt == nil else {
            return .failure(Ended(end: .dropped))
        }
        do throws(EmailAddress.Fault) {
            return .success(Mailbox(try EmailAddress(email), name: person.name))
        } catch {
            return .failure(Ended(end: .failed("address: \(error.words.en)")))
        }
    }

    private static func scope(of outgoing: OutgoingMail) -> Scope {
        guard let reader = outgoing.reader else { return .desk }
        return outgoing.account.map { Scope($0) } ?? Scope(requester: reader.id)
    }

    private func text(
        of record: TicketRecord,
        _ notices: [Notice],
        _ scope: Scope,
        _ writer: NoticeWriter
    ) async throws(DeskError) -> NoticeText {
        guard scope.sees(record.ticket.organisation) else { return writer.text(toRequester: record, notices) }
        var fact: Fact?
        if let condition = record.ticket.condition {
            fact = try await store.facts(of: condition.host, in: scope).first {
                condition.key.hasPrefix("\($0.component)/")
            }
        }
        return writer.text(toStaff: record, notices, fact: fact)
    }

    private func message(
        _ text: NoticeText,
        _ outgoing: OutgoingMail,
        to reader: Mailbox,
        _ language: Language,
        about records: [TicketRecord],
        _ names: NameBook,
        at now: Timestamp
    ) -> MailMessage {
        let domain = mail.from.address.domain
        let ticket = records.count == 1 ? records.first?.ticket : nil
        let thread = ticket.flatMap { MailThread(ticket: $0.number, store: identity, domain: domain) }
        let entry = outgoing.notices.first?.entry
        let copy = outgoing.reader?.id.number
        return MailMessage(
            id: thread.flatMap { thread in entry.map { thread.id(entry: $0, copy: copy) } }
                ?? MessageID(mail: outgoing.id, store: identity, domain: domain),
            date: now,
            from: mail.from,
            to: [reader],
            subject: text.subject,
            text: text.body,
            language: language,
            inReplyTo: thread?.root,
            references: thread.map { [$0.root] } ?? [],
            marks: MailMarks(
                ticket: ticket?.number,
                host: ticket.flatMap(names.host),
                notice: outgoing.notices.first?.kind.word,
                list: ListID("tickets.\(domain)")
            )
        )
    }
}

extension [Int64] {
    /// Each once, in the order of their first places.
    fileprivate var uniqued: [Int64] {
        var seen: Set<Int64> = []
        return filter { seen.insert($0).inserted }
    }
}
