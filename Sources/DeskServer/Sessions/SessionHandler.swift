import Desk
import Logging
import NIOCore
import NIOSSL
import NIOTLS
import Wire

/// Drives one `ServerSession` on a channel: bytes and events in, actions out; the store and the authority are asked in jobs.
///
/// Nobody holds it but its channel: who has something to say to it has a `SessionHandle`.
final class SessionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let handshakePatience = TimeAmount.seconds(5)

    let desk: DeskContext
    let intake: Intake
    let jobs: JobRunner
    private let tls: DeskTLS
    private var session: ServerSession?
    private var peer = DeskTLS.Peer.stranger
    var presented: [UInt8] = []
    var stream: Desk.Stream?
    /// Postponements so far: answers to what was handed in before the last one are of no interest.
    var generation = 0
    var backlog = Backlog() {
        didSet { if backlog.isFull != oldValue.isFull { setReading(!backlog.isFull) } }
    }
    var isRenewing = false
    private(set) var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    private var handshake: Scheduled<Void>?

    init(desk: DeskContext, tls: DeskTLS, intake: Intake, jobs: JobRunner) {
        self.desk = desk
        self.tls = tls
        self.intake = intake
        self.jobs = jobs
    }

    var host: HostCertificate? {
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
        backlog.read(bytes.readableBytes)
    }

    private func setReading(_ isReading: Bool) {
        context?.channel.setOption(.autoRead, value: isReading).whenFailure { _ in
            // The channel is closed: nothing is read anyway.
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let host { desk.sessions.remove(host.hostID, SessionHandle(channel: context.channel)) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        desk.log.debug("a connection failed", metadata: ["reason": "\(error)"])
        context.close(promise: nil)
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

    /// Tells the session something, and performs what it answers.
    func mutate(_ body: (inout ServerSession) -> [ServerSession.Action]) {
        guard var session else { return }
        let actions = body(&session)
        self.session = session
        perform(actions)
    }
}
