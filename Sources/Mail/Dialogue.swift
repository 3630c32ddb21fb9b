/// What client and server have said about one message, as far as its outcome depends on it.
///
/// libcurl reports each command as it is sent and each line of the answers; it sends no command before the last was answered.
/// Of a command only the verb is looked at: with a password nothing happens here.
struct Dialogue {
    /// How far it has come.
    enum Stage: Int, Comparable {
        case greeting
        case hello
        case protection
        case login
        case sender
        case recipient
        case data
        case text

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    private(set) var stage = Stage.greeting
    /// The answer to the command of each stage that may fail, but for the recipients'.
    private(set) var replies: [Stage: Reply] = [:]
    /// The answer to each recipient, in their order; nil where there is none yet.
    private(set) var recipients: [Reply?] = []
    /// Whether a line came that is no answer at all.
    private(set) var hasHeardNonsense = false
    private var hasTakenLeave = false
    private var reader = ReplyReader()

    /// Notes a command.
    mutating func said(_ command: some Collection<UInt8>) {
        // It follows a failure as well, and is not part of the message.
        if begins(command, "QUIT"), stage > .login { hasTakenLeave = true }
        guard let next = stage(after: command) else { return }
        stage = next
        if next == .recipient { recipients.append(nil) }
        reader.reset()
    }

    /// Notes a line of an answer.
    mutating func heard(_ line: some Collection<UInt8>) {
        guard !hasTakenLeave else { return }
        if !ReplyReader.isReply(line) { hasHeardNonsense = true }
        guard let reply = reader.take(line) else { return }
        switch stage {
        case .recipient:
            if let last = recipients.indices.last, recipients[last] == nil { recipients[last] = reply }
        case .data:
            guard replies[.data] == nil else { return }
            replies[.data] = reply
            if reply.code == 354 { stage = .text }
        case .hello, .protection, .login:
            // They have several commands; the last one's answer counts.
            replies[stage] = reply
        default:
            if replies[stage] == nil { replies[stage] = reply }
        }
    }

    /// What the relay said last, if that was a no.
    var refusal: Reply? {
        let last = stage == .recipient ? recipients.last ?? nil : replies[stage]
        return last.flatMap { $0.code >= 400 ? $0 : nil }
    }

    /// The stage that a command begins, if it begins one; a line of a sign-in is none.
    private func stage(after command: some Collection<UInt8>) -> Stage? {
        if begins(command, "MAIL FROM:") { return .sender }
        if begins(command, "RCPT TO:") { return stage == .sender || stage == .recipient ? .recipient : nil }
        if begins(command, "DATA") { return stage == .recipient ? .data : nil }
        if begins(command, "EHLO ") || begins(command, "HELO ") { return stage < .protection ? .hello : nil }
        if begins(command, "STARTTLS") { return stage == .hello ? .protection : nil }
        return begins(command, "AUTH ") && stage < .sender ? .login : nil
    }

    private func begins(_ command: some Collection<UInt8>, _ verb: String) -> Bool {
        command.prefix(verb.utf8.count).elementsEqual(verb.utf8)
    }
}
