package import Health

extension ServerSession {
    /// The stream of the journal that HELLO named stands here.
    ///
    /// `have` is what the desk holds open.
    package mutating func opened(committed number: UInt64, digest: Digest, have: [Standing]) -> [Action] {
        guard phase == .opening else { return [] }
        phase = .established
        committed = (number, digest)
        submitted = committed
        let welcome = Welcome(
            committed: number,
            digest: digest,
            have: have.count,
            beat: terms.beat,
            grace: terms.grace
        )
        return [.send(.welcome(welcome))] + have.map { .send(.have($0)) }
    }

    /// The authority signed, or renewed.
    package mutating func certified(chain: [String], host: String) -> [Action] {
        guard phase != .closed else { return [] }
        let answer = Action.send(.certificate(chain: chain, host: host))
        guard phase == .enrolling else { return [answer] }
        phase = .closed
        return [answer, .close]
    }

    /// The authority, or the store, refused for good.
    package mutating func refused(_ error: LineError) -> [Action] {
        switch phase {
        case .closed: []
        case .enrolling, .opening: [.send(.error(error))] + end(error.code.rawValue, error.word)
        case .new, .established: [.send(.error(error))]
        }
    }

    /// The intake has committed everything up to `number`.
    ///
    /// Its refusals and tickets go out before the acknowledgement.
    package mutating func committed(
        through number: UInt64,
        digest: Digest,
        rejected: [(number: UInt64, error: LineError)] = [],
        tickets: [ServerMessage] = []
    ) -> [Action] {
        guard phase == .established, number > committed.number else { return [] }
        committed = (number, digest)
        // A commit from before a WAIT may come after it, and settle what is being sent again.
        if submitted.number < number {
            submitted = committed
            snapshot?.isRepeated = true
        }
        return rejected.map { .send(.rejected($0.number, $0.error)) } + tickets.map { .send($0) }
            + [.send(.acknowledged(number))]
    }

    /// The intake could not commit now: everything after the last commit is asked for again.
    package mutating func postponed(code: Int, reason: String, milliseconds: UInt64) -> [Action] {
        guard phase == .established else { return [] }
        submitted = committed
        isResuming = true
        snapshot?.isRepeated = true
        return [.send(.wait(code: code, reason: reason, milliseconds: milliseconds))]
    }
}
