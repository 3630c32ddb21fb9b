package import Health

/// The desk's side of one session as a pure state machine: frames and answers of the store go in, actions come out.
///
/// It knows no socket, clock or store; its caller passes the monotonic time in seconds. Authorisation is in one place, `greet`,
/// before any message is looked at: without a certificate only ENROL, before HELLO only HELLO.
package struct ServerSession: Sendable {
    /// What the desk announces and asks for.
    package struct Terms: Hashable, Sendable {
        package var desk: String
        package var store: String
        package var window: UInt64
        package var idle: UInt64
        package var beat: UInt64
        package var grace: UInt64

        package init(
            desk: String,
            store: String,
            window: UInt64 = 256,
            idle: UInt64 = 180,
            beat: UInt64 = 60,
            grace: UInt64 = 180
        ) {
            self.desk = desk
            self.store = store
            self.window = window
            self.idle = idle
            self.beat = beat
            self.grace = grace
        }
    }

    package enum Action: Hashable, Sendable {
        case send(ServerMessage)
        /// Let the authority sign; answer with `certified` or `refused`.
        case enrol(Enrol)
        case renew
        /// Look the stream up in the store; answer with `opened`.
        case open(Hello)
        /// Hand to the intake; answer with `committed` or `postponed`.
        case submit(JournalItem)
        case record(Fact)
        case alive(Beat)
        /// The host announces its silence.
        case leave(reason: String)
        /// Send what is waiting, then hang up.
        case close
    }

    enum Phase: Hashable, Sendable {
        case new
        case enrolling
        case opening
        case established
        case closed
    }

    private static let helloPatience = 5.0
    private static let linePatience = 10.0

    let isCertified: Bool
    let terms: Terms
    var phase = Phase.new
    private var framer = LineFramer()
    var snapshot: Snapshot?
    /// The last number that is on stable storage, and the last that was handed to the intake.
    var committed: (number: UInt64, digest: Digest) = (0, .start)
    var submitted: (number: UInt64, digest: Digest) = (0, .start)
    /// Where the host's journal begins: a first entry beyond the next number is a gap.
    var announced: (first: UInt64, base: Digest) = (1, .start)
    /// After WAIT: lines still in flight are passed over until the expected one comes.
    var isResuming = false
    private var started = 0.0
    private var lastHeard = 0.0
    private var lineBegan: Double?

    /// A session that has not begun; `isCertified` tells whether the peer showed a certificate of ours.
    package init(isCertified: Bool, terms: Terms) {
        self.isCertified = isCertified
        self.terms = terms
    }

    /// Whether HELLO was answered.
    package var isEstablished: Bool { phase == .established }

    /// The first line of the session.
    package mutating func start(now: Double, time: Timestamp) -> [Action] {
        started = now
        lastHeard = now
        let greeting = Greeting(
            desk: terms.desk,
            store: terms.store,
            maximumLine: UInt64(Line.maximumLength),
            window: terms.window,
            idle: terms.idle,
            time: time
        )
        return [.send(.greeting(greeting))]
    }

    /// Takes bytes from the peer.
    package mutating func receive(_ bytes: some Sequence<UInt8>, now: Double, time: Timestamp) -> [Action] {
        guard phase != .closed else { return [] }
        lastHeard = now
        var actions: [Action] = []
        let frames = framer.append(bytes)
        if !frames.isEmpty { lineBegan = nil }
        for frame in frames where phase != .closed {
            actions += receive(frame, time: time)
        }
        lineBegan = framer.isInsideLine ? lineBegan ?? now : nil
        return actions
    }

    /// Ends a session that says too little: no HELLO within 5 s, a line not ended within 10 s, nothing for the idle time.
    package mutating func tick(now: Double) -> [Action] {
        switch phase {
        case .closed: return []
        case .new where now - started > Self.helloPatience: return end(408, "hello-timeout")
        default: break
        }
        if let lineBegan, now - lineBegan > Self.linePatience { return end(408, "line-timeout") }
        return now - lastHeard > Double(terms.idle) ? end(408, "idle") : []
    }

    /// Ends the session from the desk's side.
    package mutating func end(_ code: Int, _ reason: String, retry: UInt64 = 0) -> [Action] {
        guard phase != .closed else { return [] }
        phase = .closed
        return [.send(.bye(code: code, reason: reason, retry: retry)), .close]
    }
}
