import Desk
import Health
import Logging
import NIOCore
import NIOSSL
import NIOTLS
import Wire

/// Drives one `ServerSession` on a channel: bytes in, actions out; the store and the authority are asked in jobs.
final class SessionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let handshakePatience = TimeAmount.seconds(5)
    /// Bytes that are read while the intake owes answers, at most: with a slow store, a peer waits.
    private static let unsettledLimit = 4 << 20

    private let desk: DeskContext
    private let tls: DeskTLS
    private let intake: Intake
    private let jobs: JobRunner
    private var session: ServerSession?
    private var peer = DeskTLS.Peer.stranger
    private var presented: [UInt8] = []
    private var stream: Desk.Stream?
    private var generation = 0
    /// Submissions that the intake has not answered, and bytes read since there was none.
    private var outstanding = 0
    private var unsettled = 0
    private var isRenewing = false
    private var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    private var handshake: Scheduled<Void>?

    init(desk: DeskContext, tls: DeskTLS, intake: Intake, jobs: JobRunner) {
        self.desk = desk
        self.tls = tls
        self.intake = intake
        self.jobs = jobs
    }

    private var host: HostCertificate? {
        if case .host(let host) = peer { host } else { nil }
    }

    private static var now: Double { Double(NIODeadline.now().uptimeNanoseconds) / 1e9 }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        handshake = context.eventLoop.assumeIsolated().scheduleTask(in: Self.handshakePatience) {
            self.context?.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        handshake?.cancel()
        timer?.cancel()
        self.context = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let negotiated) = event as? TLSUserEvent {
            handshake?.cancel()
            begin(negotiated: negotiated, context: context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard var session else { return }
        let bytes = unwrapInboundIn(data)
        let actions = session.receive(bytes.readableBytesView, now: Self.now, time: desk.now())
        self.session = session
        if let host, session.isEstablished { desk.sessions.saw(host.hostID, at: desk.now()) }
        perform(actions)
        guard outstanding > 0 else { return }
        unsettled += bytes.readableBytes
        if unsettled > Self.unsettledLimit { setReading(false) }
    }

    private func setReading(_ isReading: Bool) {
        context?.channel.setOption(.autoRead, value: isReading).whenFailure { _ in
            // The channel is closed: nothing is read anyway.
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let host { desk.sessions.remove(host.hostID, handle(on: context)) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        desk.log.debug("a connection failed", metadata: ["reason": "\(error)"])
        context.close(promise: nil)
    }

    private func handle(on context: ChannelHandlerContext) -> SessionHandle {
        SessionHandle(self, on: context.eventLoop)
    }

    /// The handshake is complete: who it is decides what they may say.
    private func begin(negotiated: String?, context: ChannelHandlerContext) {
        let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
        do throws(AuthorityError) {
            peer = try tls.peer(negotiated: negotiated, certificate: certificate)
            presented = (try? certificate?.toDERBytes()) ?? []
        } catch {
            desk.log.notice("a peer was refused", metadata: ["reason": "\(error)"])
            context.close(promise: nil)
            return
        }
        let isCertified = host.map { !$0.isExpired(at: desk.now()) } ?? false
        var session = ServerSession(isCertified: isCertified, terms: desk.terms)
        let actions = session.start(now: Self.now, time: desk.now())
        self.session = session
        perform(actions)
        watch(on: context)
    }

    /// Looks every few seconds whether the peer says too little.
    private func watch(on context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(2)) {
            self.mutate { $0.tick(now: Self.now) }
            if let context = self.context { self.watch(on: context) }
        }
    }
}

// MARK: - Answers that come back to the event loop

extension SessionHandler {
    var isConnected: Bool { context?.channel.isActive ?? false }

    func deliver(_ answers: [Intake.Answer]) {
        settled(answers.count)
        let current = answers.filter { $0.generation == generation }
        guard let last = current.last?.settlement.position else { return }
        if current.contains(where: { if case .outOfOrder = $0.settlement.outcome { true } else { false } }) {
            return end(409, "out-of-order", retry: 1)
        }
        var rejected: [(number: UInt64, error: LineError)] = []
        var tickets: [ServerMessage] = []
        for answer in current {
            switch answer.settlement.outcome {
            case .rejected(let error): rejected.append((answer.item.number, error))
            case .applied(let marks):
                tickets += marks.compactMap { mark in
                    ConditionKey(mark.key).map { .ticket(mark.number, key: $0, isOpen: mark.state != .closed) }
                }
            case .duplicate, .outOfOrder: continue
            }
        }
        mutate { $0.committed(through: last.committed, digest: last.digest, rejected: rejected, tickets: tickets) }
    }

    func postpone(_ count: Int, reason: String) {
        settled(count)
        generation += 1
        let code = reason == "storage-full" ? 452 : 450
        mutate { $0.postponed(code: code, reason: reason, milliseconds: 3000) }
    }

    func end(_ code: Int, _ reason: String, retry: UInt64) {
        mutate { $0.end(code, reason, retry: retry) }
    }

    private func settled(_ count: Int) {
        outstanding -= count
        guard outstanding == 0 else { return }
        if unsettled > Self.unsettledLimit { setReading(true) }
        unsettled = 0
    }

    fileprivate func mutate(_ body: (inout ServerSession) -> [ServerSession.Action]) {
        guard var session else { return }
        let actions = body(&session)
        self.session = session
        perform(actions)
    }
}

// MARK: - Actions

extension SessionHandler {
    private func perform(_ actions: [ServerSession.Action]) {
        guard let context, !actions.isEmpty else { return }
        var output = context.channel.allocator.buffer(capacity: 0)
        var submissions: [Intake.Submission] = []
        var isClosing = false
        for action in actions {
            switch action {
            case .send(let message):
                output.writeString(message.line.text)
                output.writeInteger(UInt8(ascii: "\n"))
            case .submit(let item):
                guard let stream else { continue }
                submissions.append(
                    Intake.Submission(
                        arrival: Arrival(stream, item),
                        generation: generation,
                        source: handle(on: context)
                    )
                )
            case .close: isClosing = true
            default: perform(action, context: context)
            }
        }
        if output.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(output), promise: nil) }
        if !submissions.isEmpty {
            outstanding += submissions.count
            intake.submit(submissions)
        }
        if isClosing { context.close(mode: .all, promise: nil) }
    }

    private func perform(_ action: ServerSession.Action, context: ChannelHandlerContext) {
        let handle = handle(on: context)
        let desk = desk
        switch action {
        case .enrol(let request):
            jobs.submit {
                let answer = await desk.enrol(request)
                handle.perform { $0.answered(answer) }
            }
        case .renew:
            guard let host else { return }
            guard !isRenewing else { return refused(LineError(.sequence, "renewing")) }
            isRenewing = true
            let presented = presented
            jobs.submit {
                let answer = await desk.renew(presented, of: host.hostID)
                handle.perform { session in
                    session.isRenewing = false
                    session.answered(answer)
                }
            }
        case .open(let hello):
            guard let host else { return }
            jobs.submit {
                let answer = await desk.open(hello, by: host, for: handle)
                handle.perform { $0.answered(answer) }
            }
        case .record(let fact):
            guard let host else { return }
            if !intake.record(fact, of: host.hostID) { refused(LineError(.field, "too-many", field: "component")) }
        case .leave(let reason):
            guard let host else { return }
            desk.sessions.saw(host.hostID, at: desk.now(), leavingFor: reason)
        case .alive, .send, .submit, .close: return
        }
    }

    private func answered(_ answer: DeskContext.Opening) {
        switch answer {
        case .opened(let stream, let position, let have):
            self.stream = stream
            mutate { $0.opened(committed: position.committed, digest: position.digest, have: have) }
        case .refused(let error): refused(error)
        case .gone: return
        case .busy: end(450, "busy", retry: 5)
        }
    }

    private func answered(_ answer: DeskContext.Certification) {
        switch answer {
        case .certified(let chain, let host):
            mutate { $0.certified(chain: chain.map(Base64.encode), host: host) }
        case .refused(let error): refused(error)
        case .busy: end(450, "busy", retry: 5)
        case .retired: end(530, "retired", retry: 0)
        }
    }

    private func refused(_ error: LineError) {
        mutate { $0.refused(error) }
    }
}
