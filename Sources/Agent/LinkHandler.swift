import Health
import Journal
import Logging
import NIOCore
import NIOPosix
import NIOTLS
import Synchronization
import Wire

/// Drives one `ClientSession` on a channel: bytes in, actions out.
///
/// The journal is waited for on a thread of its own, in order.
final class LinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let link: Link
    private let thread: NIOThreadPool
    private var session: ClientSession
    private var context: ChannelHandlerContext?
    private var tick: Scheduled<Void>?
    /// Why the session ends, as it was said first: what follows is only how the connection comes down.
    private var ending: (reason: String, retry: Double)?
    /// By how much the clock that counts the machine's sleep was ahead of the one that does not.
    private let sleptBefore: Double

    /// The id of the journal that this session delivers.
    private let journal: String

    init(link: Link, hello: Hello) {
        self.link = link
        self.journal = hello.journal
        self.thread = link.thread
        self.sleptBefore = link.now().slept
        self.session = ClientSession(hello: hello, store: link.credentials.identity.enrolment.store, now: Self.now)
    }

    private static var now: Double { Double(NIODeadline.now().uptimeNanoseconds) / 1e9 }

    /// Whether the machine has slept since the session began: the desk has hung up meanwhile, and nobody could tell us.
    private var hasSlept: Bool { link.now().slept - sleptBefore > 10 }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        tick?.cancel()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let negotiated) = event as? TLSUserEvent {
            guard negotiated == ProtocolName.current else {
                return close("the server does not speak \(ProtocolName.current)", retry: 60)
            }
            schedule()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelActive(context: ChannelHandlerContext) {
        // From here on the session's patience runs, also with a desk that never completes the handshake.
        schedule()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        perform(session.receive(unwrapInboundIn(data).readableBytesView, now: Self.now))
    }

    func channelInactive(context: ChannelHandlerContext) {
        link.ended(ending ?? ("the connection was lost", 0))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close(ConnectionFailure.words(error), retry: 0)
    }

    /// The journal has grown, or a component has news for the desk.
    func extended(to last: UInt64, facts: [Fact]) {
        perform(facts.flatMap { session.send($0) } + session.extended(to: last))
    }

    /// Says goodbye; the connection ends after it.
    func leave(reason: String) {
        perform(session.leave(reason: reason))
    }

    /// Ends the session so that the next one begins with what the journal is now.
    func restart(_ reason: String) {
        close(reason, retry: 0)
    }

    private func perform(_ actions: [ClientSession.Action]) {
        guard let context else { return }
        var output = context.channel.allocator.buffer(capacity: 0)
        for action in actions {
            if case .send(let text) = action {
                output.writeString(text)
                output.writeInteger(UInt8(ascii: "\n"))
            }
        }
        if output.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(output), promise: nil) }
        for action in actions {
            perform(action)
        }
        schedule()
    }

    private func perform(_ action: ClientSession.Action) {
        switch action {
        case .send: return
        case .resume(let committed, let digest): resume(committed: committed, digest: digest)
        case .adopt(let standing):
            onLinkThread {
                try $0.monitor.adopt(standing, at: $0.now())
            } then: { _, _ in
            }
        case .ready: ready()
        case .fetch(let number, let limit):
            onLinkThread { [journal] link in
                try link.journal.perform(in: journal) { try $0.entries(from: number, limit: limit) }
            } then: { handler, entries in
                handler.perform(handler.session.supply(entries))
            }
        case .release(let number):
            onLinkThread { [journal] link in
                try link.journal.perform(in: journal) { try $0.release(through: number) }
                link.acknowledged(number)
            } then: { _, _ in
            }
        case .rejected(let number, let error): link.rejected(number, error)
        case .ticket(let number, let key, let isOpen):
            onLinkThread { link in
                try link.journal.perform { try $0.setTicket(number, for: key, isOpen: isOpen) }
                link.test.named(number, key)
            } then: { _, _ in
            }
        case .certificate(let chain): link.credentials.store(renewed: chain)
        case .close(let reason, let retry): close(reason, retry: retry)
        }
    }

    private func resume(committed: UInt64, digest: Digest) {
        onLinkThread { [journal] link in
            try link.journal.perform(in: journal) { journal in
                if try journal.holds(committed, digest) { return UInt64?.some(journal.summary.last) }
                try journal.renumber()
                return nil
            }
        } then: { handler, last in
            if let last {
                handler.perform(handler.session.resumed(after: committed, last: last))
            } else {
                handler.close("the desk's position is not in our journal; its events were renumbered", retry: 0)
            }
        }
    }

    /// The session stands: the desk gets a snapshot and the facts, now and when they are due again.
    private func ready() {
        onLinkThread { [journal] link in
            link.established()
            return try link.news(in: journal)
        } then: {
            $0.tell($1)
        }
    }

    private func tell(_ news: Link.News?) {
        guard let news else { return }
        extended(to: news.last, facts: news.facts)
        if news.isRenewalDue { perform(session.renew()) }
    }

    private func close(_ reason: String, retry: Double) {
        if ending == nil { ending = (reason, retry) }
        context?.close(promise: nil)
    }

    /// Runs `work` on the link's thread, in the order of the calls, and `then` back on the event loop.
    ///
    /// A session speaks of the journal that its HELLO named: when another one has taken its place, the session ends.
    private func onLinkThread<Result: Sendable>(
        _ work: @escaping @Sendable (Link) throws -> Result,
        then: @escaping (LinkHandler, Result) -> Void
    ) {
        guard let eventLoop = context?.eventLoop else { return }
        let (link, journal) = (self.link, self.journal)
        thread.runIfActive(eventLoop: eventLoop) {
            guard link.journal.summary.id == journal else { throw JournalKeeper.Replaced() }
            return try work(link)
        }.assumeIsolated().whenComplete { outcome in
            switch outcome {
            case .success(let result): then(self, result)
            case .failure(is JournalKeeper.Replaced):
                self.close("another journal has taken the place of this one", retry: 0)
            case .failure(let error): self.close("the journal failed: \(error)", retry: 5)
            }
        }
    }

    private func schedule() {
        tick?.cancel()
        guard let context, ending == nil else { return }
        let delay = max(session.nextTick - Self.now, 0.01)
        link.watchdog.promise(.link, within: delay)
        tick = context.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(Int64(min(delay, 3600) * 1e9))) {
            self.onLinkThread { [journal = self.journal] in
                ($0.beat(), try $0.newsIfDue(in: journal))
            } then: { handler, due in
                guard !handler.hasSlept else {
                    return handler.close("this workstation has slept", retry: 0)
                }
                handler.perform(handler.session.tick(now: Self.now, status: due.0, jitter: .random(in: -1...1)))
                handler.tell(due.1)
            }
        }
    }
}
