import Health

@testable import Mail

/// What the tests send.
enum Samples {
    static let desk = try? EmailAddress("vigie@desk.example.org")
    static let alice = try? EmailAddress("alice@example.org")
    static let bob = try? EmailAddress("bob@example.org")
    static let nobody = try? EmailAddress("nobody@example.org")
    static let date = Timestamp("2026-11-23T21:00:00.123Z")
    static let names = MailNames(store: "9f2c-41", domain: "desk.example.org")

    /// A mail of the desk to some; nil where an address is none.
    static func mail(
        to recipients: [EmailAddress?] = [alice],
        subject: String = "Disk sda of ws-17 is failing",
        text: String = "Save what is on it.\n",
        entry: Int64 = 7
    ) -> MailMessage? {
        guard let desk, let date, let id = names?.mail(entry), let root = names?.thread(ofTicket: 42) else {
            return nil
        }
        return MailMessage(
            id: id,
            date: date,
            from: Mailbox(desk, name: "Vigie"),
            to: recipients.compactMap { $0.map { Mailbox($0) } },
            subject: subject,
            text: text,
            language: .en,
            inReplyTo: root,
            references: [root],
            marks: MailMarks(ticket: 42, host: "ws-17", notice: "critical", list: ListID("tickets.desk.example.org"))
        )
    }
}
