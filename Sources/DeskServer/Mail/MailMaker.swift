import Desk
import DeskView
import Health
import Mail

/// Makes messages of mails that are due, from what their tickets say now.
struct MailMaker: Sendable {
    let mail: DeskMail
    let store: any DeskStores
    let mailNames: MailNames
    let zone: Zone
    /// Where links lead; nil where the desk has no pages.
    var web: WebAddress?

    /// What is to be done with a mail.
    enum Made {
        case message(MailMessage)
        /// Nothing is to be sent.
        case ended(MailResult.End)
    }

    func make(_ outgoing: OutgoingMail, at now: Timestamp) async throws(DeskError) -> Made {
        let reader: MailReader?
        do throws(EmailAddress.Fault) {
            reader = try MailReader(of: outgoing, by: mail)
        } catch {
            return .ended(.failed("address: \(error.words.en)"))
        }
        guard let reader else { return .ended(.dropped) }
        if outgoing.notices.contains(where: { $0.kind == .digest }) {
            return .message(message(try await digest(outgoing, reader, now), outgoing, to: reader, at: now))
        }
        if outgoing.notices.contains(where: { $0.kind == .weekly }) {
            // Who sees no host has none to be told of.
            guard reader.scope.organisations?.isEmpty != true else { return .ended(.dropped) }
            return .message(message(try await weekly(reader, now), outgoing, to: reader, at: now))
        }
        let tickets = outgoing.tickets.filter { ticket in
            reader.scope.sees(ticket)
                && outgoing.notices.contains { $0.ticket == ticket.number && !$0.isStale(ticket) }
        }
        guard let first = tickets.first else { return .ended(.dropped) }
        guard tickets.count == 1 else {
            let names = try await NameBook(of: tickets, from: store, in: .desk)
            let text = writer(reader, names, now).text(ofMany: tickets, outgoing.notices)
            return .message(message(text, outgoing, to: reader, at: now))
        }
        guard let record = try await store.ticket(first.number, in: reader.scope) else { return .ended(.dropped) }
        let names = try await NameBook(of: [record.ticket], log: record.log, from: store, in: .desk)
        let notices = outgoing.notices.filter { $0.ticket == first.number }
        let text = try await text(of: record, notices, reader, writer(reader, names, now))
        return .message(
            message(text, outgoing, to: reader, about: record.ticket, names.host(of: record.ticket), at: now)
        )
    }

    private func writer(_ reader: MailReader, _ names: NameBook, _ now: Timestamp) -> NoticeWriter {
        NoticeWriter(Figures(reader.language, zone: zone), names, web: web, now: now)
    }

    private func digest(
        _ outgoing: OutgoingMail,
        _ reader: MailReader,
        _ now: Timestamp
    ) async throws(DeskError) -> NoticeText {
        let yesterday = now.advanced(by: -86_400)
        let digest = try await store.digest(for: outgoing.account, since: yesterday, at: now, in: reader.scope)
        let names = try await NameBook(of: digest.late + digest.mine, from: store, in: .desk)
        return writer(reader, names, now).text(of: digest)
    }

    private func weekly(_ reader: MailReader, _ now: Timestamp) async throws(DeskError) -> NoticeText {
        let fleet = try await Fleet(from: store, in: reader.scope, at: now, zone: zone)
        let places = try await PlaceBook(from: store, in: reader.scope)
        let done = try await store.work(since: now.advanced(by: -7 * 86_400), limit: 200, in: reader.scope)
        let names = try await NameBook(of: done.items.map(\.ticket), from: store, in: reader.scope)
        return writer(reader, names, now).text(ofWeek: fleet, places, done: done)
    }

    private func text(
        of record: TicketRecord,
        _ notices: [Notice],
        _ reader: MailReader,
        _ writer: NoticeWriter
    ) async throws(DeskError) -> NoticeText {
        guard reader.scope.sees(record.ticket.organisation) else { return writer.text(toRequester: record, notices) }
        var fact: Fact?
        if let condition = record.ticket.condition {
            let facts = try await store.facts(of: condition.host, in: reader.scope)
            fact = facts.first { condition.key.hasPrefix("\($0.component)/") }
        }
        return writer.text(toStaff: record, notices, fact: fact)
    }

    /// The message, in the thread of its ticket where it is about one.
    private func message(
        _ text: NoticeText,
        _ outgoing: OutgoingMail,
        to reader: MailReader,
        about ticket: Ticket? = nil,
        _ host: String? = nil,
        at now: Timestamp
    ) -> MailMessage {
        let root = ticket.map { mailNames.thread(ofTicket: $0.number) }
        return MailMessage(
            // The same at each attempt, whatever became of its tickets meanwhile.
            id: mailNames.mail(outgoing.id),
            date: now,
            from: mail.from,
            replyTo: mail.replyTo,
            to: [reader.mailbox],
            subject: text.subject,
            text: text.body,
            language: reader.language,
            inReplyTo: root,
            references: root.map { [$0] } ?? [],
            marks: MailMarks(
                ticket: ticket?.number,
                host: host,
                notice: outgoing.notices.first?.kind.word,
                list: ListID("tickets.\(mail.from.address.domain)")
            )
        )
    }
}
