/// Hands messages to a relay by SMTP (RFC 5321), with libcurl.
package struct Mailer: Sendable {
    private let relay: Relay
    private let patience: Patience

    package init(_ relay: Relay, patience: Patience = Patience()) {
        self.relay = relay
        self.patience = patience
    }

    /// Sends messages over one connection, and says of each what became of it, in their order.
    ///
    /// It **blocks its thread**, for a `patience.message` a message at most, once more to take leave, and as long as the system looks
    /// up the relay's name: call it on a thread of its own. After trouble that does not come from a message the rest is not tried
    /// and has the same trouble; after one that the relay left without an answer the rest is not tried and was `stopped`. It throws nothing: to be unable to send is an outcome as well.
    ///
    /// - Parameters:
    ///   - messages: What to send, each once to all its recipients.
    ///   - stop: Ends it within about a second once it is raised.
    /// - Returns: One for each message.
    @available(*, noasync, message: "It blocks its thread: call it on a thread of its own.")
    package func deliver(_ messages: [MailMessage], stop: StopFlag = StopFlag()) -> [Delivery] {
        let session = CurlSession(relay, patience)
        let last = messages.lastIndex { !$0.to.isEmpty }
        var trouble: Trouble?
        var isOpen = false
        return messages.enumerated().map { index, message in
            guard !message.to.isEmpty else { return Delivery(id: message.id, outcomes: []) }
            var end = TransferEnd(dialogue: Dialogue(), failure: trouble, isHandedOver: false)
            if stop.isRaised { end.failure = Trouble(.stopped) }
            if end.failure == nil {
                let isLast = index == last
                end = session.send(message, isLast: isLast, stop: stop)
                // A relay may close a connection after some messages; the next one never began.
                if isOpen, end.isConnectionsEnd { end = session.send(message, isLast: isLast, stop: stop) }
                isOpen = end.failure == nil
                if end.failedBeforeMessage {
                    trouble = end.failure
                } else if end.failure?.kind == .time {
                    // What hangs with one message may hang with each.
                    trouble = Trouble(.stopped)
                }
            }
            return Delivery(id: message.id, outcomes: end.outcomes(message.to.count).map(hidingSecrets))
        }
    }

    /// The outcome without any answer that repeats the password, plain or as it is sent.
    private func hidingSecrets(_ outcome: Outcome) -> Outcome {
        guard let login = relay.login else { return outcome }
        let password = login.password.text
        let sent = "\0\(login.user)\0\(password)"
        let secrets = [password, Base64.encode(password.utf8), Base64.encode(sent.utf8)]
        func hiding(_ trouble: Trouble) -> Trouble {
            Trouble(trouble.kind, reply: trouble.reply?.without(secrets), detail: trouble.detail)
        }
        return switch outcome {
        case .delivered(let reply): .delivered(reply.without(secrets))
        case .refused(let reply): .refused(reply.without(secrets))
        case .putOff(let trouble): .putOff(hiding(trouble))
        case .unknown(let trouble): .unknown(hiding(trouble))
        }
    }
}
