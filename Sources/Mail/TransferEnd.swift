/// How a transfer ended: what was said, and what libcurl thinks of it.
struct TransferEnd {
    var dialogue: Dialogue
    /// Nil where libcurl saw no error; then the dialogue still says which recipients were refused.
    var failure: Trouble?
    /// Whether libcurl has taken the last byte of the message, so that its end may have been sent.
    var isHandedOver: Bool

    /// Whether the message never came into it, so that the next one would fare no better.
    var failedBeforeMessage: Bool { failure != nil && dialogue.stage < .sender }

    /// Whether the relay had done with the connection before it heard of the message (421, RFC 5321, section 3.8, or not a word).
    var isConnectionsEnd: Bool {
        guard let failure, dialogue.stage == .sender else { return false }
        return dialogue.replies[.sender].map { $0.code == 421 } ?? (failure.kind == .broken)
    }

    /// What became of the message for each of `count` recipients.
    func outcomes(_ count: Int) -> [Outcome] {
        (0..<count).map { index in
            let answer = index < dialogue.recipients.count ? dialogue.recipients[index] : nil
            if let answer, !answer.isPositive { return Outcome(answer, to: .recipient) }
            if let reply = dialogue.replies[.sender], !reply.isPositive { return Outcome(reply, to: .sender) }
            if let reply = dialogue.replies[.data], reply.code != 354 { return Outcome(reply, to: .data) }
            if answer != nil, let reply = dialogue.replies[.text] {
                return reply.isPositive ? .delivered(reply) : Outcome(reply, to: .text)
            }
            let trouble = failure ?? Trouble(.nonsense)
            return dialogue.stage == .text && isHandedOver ? .unknown(trouble) : .putOff(trouble)
        }
    }
}

extension Outcome {
    /// The outcome of an answer that is no yes.
    ///
    /// Only what speaks of this message or recipient is for good: a relay's quarrel with us would cost every mail until it is settled.
    init(_ reply: Reply, to stage: Dialogue.Stage) {
        switch reply.code {
        case 530, 534, 535, 538: self = .putOff(Trouble(.login, reply: reply))
        case 500, 502, 503, 504: self = .putOff(Trouble(.unwelcome, reply: reply))
        // Too many recipients, by the older meaning (RFC 5321, section 4.5.3.1.10).
        case 552 where stage == .recipient: self = .putOff(Trouble(.later, reply: reply))
        case 400...499: self = .putOff(Trouble(.later, reply: reply))
        case 500...599: self = .refused(reply)
        // Neither yes nor no, when all of it is there.
        case _ where stage == .text: self = .unknown(Trouble(.nonsense, reply: reply))
        default: self = .putOff(Trouble(.nonsense, reply: reply))
        }
    }
}
