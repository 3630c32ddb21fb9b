import Health

extension MailMessage {
    /// The message as it goes over the wire (RFC 5322): ASCII alone, every line at an end with CRLF and of at most 998 octets.
    ///
    /// Answering machines are told to keep silent (RFC 3834, section 5; Exchange listens to a field of its own).
    package var bytes: [UInt8] {
        var header = HeaderWriter()
        header.add("Date", [MailDate.text(date)])
        header.add("From", [from])
        if let replyTo { header.add("Reply-To", [replyTo]) }
        header.add("To", to)
        header.add("Subject", HeaderText.unstructured(subject))
        header.add("Message-ID", [id.description])
        if let inReplyTo { header.add("In-Reply-To", [inReplyTo.description]) }
        if !references.isEmpty { header.add("References", namedReferences.map(\.description)) }
        header.add("Auto-Submitted", ["auto-generated"])
        header.add("X-Auto-Response-Suppress", ["All"])
        if let ticket = marks.ticket { header.add("X-Vigie-Ticket", [String(ticket)]) }
        if let host = marks.host { header.add("X-Vigie-Host", HeaderText.unstructured(host, limit: 255)) }
        if let notice = marks.notice { header.add("X-Vigie-Notice", HeaderText.unstructured(notice, limit: 64)) }
        if let list = marks.list { header.add("List-Id", ["<\(list.text)>"]) }
        header.add("MIME-Version", ["1.0"])
        header.add("Content-Type", ["text/plain; charset=utf-8"])
        header.add("Content-Transfer-Encoding", ["quoted-printable"])
        header.add("Content-Language", [language.rawValue])
        return header.bytes + [13, 10] + QuotedPrintable.encode(text)
    }

    private var namedReferences: [MessageID] {
        references.count > 20 ? Array(references.prefix(1) + references.suffix(19)) : references
    }
}
