package import Health

/// One mail of text that a program sends of itself.
///
/// Any text is fit for any field: what is not fit for a header is made so when the message is written.
package struct MailMessage: Hashable, Sendable {
    /// The same at each try.
    package var id: MessageID
    package var date: Timestamp
    package var from: Mailbox
    /// Where answers go, where that is elsewhere.
    package var replyTo: Mailbox?
    /// Who gets it, and is named in it.
    package var to: [Mailbox]
    /// One line; of more than 400 scalars the rest is cut.
    package var subject: String
    /// The body, with any line ends.
    package var text: String
    package var language: Language
    /// The message that this one answers.
    package var inReplyTo: MessageID?
    /// The messages before it, oldest first; of many the first and the last 19 are named.
    package var references: [MessageID]
    package var marks: MailMarks

    package init(
        id: MessageID,
        date: Timestamp,
        from: Mailbox,
        replyTo: Mailbox? = nil,
        to: [Mailbox],
        subject: String,
        text: String,
        language: Language,
        inReplyTo: MessageID? = nil,
        references: [MessageID] = [],
        marks: MailMarks = MailMarks()
    ) {
        self.id = id
        self.date = date
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.text = text
        self.language = language
        self.inReplyTo = inReplyTo
        self.references = references
        self.marks = marks
    }
}
