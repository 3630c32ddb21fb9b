import Agent
import Glibc
import Health
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Wire

/// Agents' sessions as the desk sees them: real TLS, real lines, a new ticket with every event.
enum Links {
    /// Over all sessions.
    private struct Count {
        var acknowledged: UInt64 = 0
        var established = 0
        var failure: String?
    }

    static func run(seconds: Int, waiting: UInt64, identities: [String]) throws {
        guard !identities.isEmpty else { throw Failure("no identity folder was named") }
        let count = Mutex(Count())
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        for folder in identities {
            try connect(folder, waiting: waiting, group: group) { change in count.withLock { change(&$0) } }
        }
        for _ in 0..<500 where count.withLock({ $0.established }) < identities.count { usleep(10_000) }
        guard count.withLock({ $0.established }) == identities.count else {
            throw Failure(count.withLock { $0.failure } ?? "not every session stands after 5 s")
        }
        // The desk's caches are warm after a moment.
        usleep(500_000)
        let before = count.withLock { $0.acknowledged }
        let begun = ContinuousClock.now
        sleep(UInt32(seconds))
        let after = count.withLock { $0.acknowledged }
        let elapsed = (ContinuousClock.now - begun) / .seconds(1)
        if let failure = count.withLock({ $0.failure }) { throw Failure(failure) }
        print("{\"acknowledged_per_second\": \(Double(after - before) / elapsed), \"links\": \(identities.count)}")
        exit(0)
    }

    private static func connect(
        _ folder: String,
        waiting: UInt64,
        group: MultiThreadedEventLoopGroup,
        tell: @escaping @Sendable (@Sendable (inout Count) -> Void) -> Void
    ) throws {
        let identity = try Identity(folder: folder, enrolmentText: text(of: "\(folder)/enrolment"))
        let context = try identity.context(useRenewed: false)
        let (store, name) = (identity.enrolment.store, folder)
        _ = try ClientBootstrap(group: group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tls = try NIOSSLClientHandler(context: context, serverHostname: nil)
                    let handler = Handler(store: store, name: name, waiting: waiting, tell: tell)
                    try channel.pipeline.syncOperations.addHandlers([tls, handler])
                }
            }
            .connect(host: identity.enrolment.address, port: identity.enrolment.port).wait()
    }

    private static func text(of path: String) throws -> String {
        guard let file = unsafe fopen(path, "r") else { throw Failure("cannot open \(path)") }
        defer { unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// Drives a session whose journal makes its entries when they are asked for.
    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private var session: ClientSession
        private var acknowledged: UInt64 = 0
        private let waiting: UInt64
        private let disks: String
        /// Made while the answer to the one before is awaited: an event's making is no part of its way.
        private var next: ClientSession.Entry?
        private let tell: @Sendable (@Sendable (inout Count) -> Void) -> Void

        init(
            store: String,
            name: String,
            waiting: UInt64,
            tell: @escaping @Sendable (@Sendable (inout Count) -> Void) -> Void
        ) {
            let journal = String(UInt64.random(in: .min ... .max), radix: 16)
            let hello = Hello(
                version: "0.1.0",
                name: name,
                hostClass: "desktop",
                boot: "bench",
                journal: journal,
                first: 1,
                last: 0,
                base: .start
            )
            self.session = ClientSession(hello: hello, store: store, now: 0)
            self.waiting = waiting
            self.disks = "B\(journal)"
            self.tell = tell
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            perform(session.receive(unwrapInboundIn(data).readableBytesView, now: 0), context)
        }

        func channelInactive(context: ChannelHandlerContext) {
            tell { $0.failure = $0.failure ?? "the desk hung up" }
        }

        private func perform(_ actions: [ClientSession.Action], _ context: ChannelHandlerContext) {
            var output = context.channel.allocator.buffer(capacity: 0)
            var rest = actions[...]
            while let action = rest.popFirst() {
                switch action {
                case .send(let text):
                    output.writeString(text)
                    output.writeInteger(UInt8(ascii: "\n"))
                case .resume(let committed, _): rest += session.resumed(after: committed, last: 0)
                case .ready:
                    tell { $0.established += 1 }
                    rest += session.extended(to: waiting)
                case .fetch(let number, let limit): rest += session.supply(entries(from: number, limit: limit))
                case .release(let number):
                    let released = number - acknowledged
                    acknowledged = number
                    tell { $0.acknowledged += released }
                    rest += session.extended(to: number + waiting)
                case .rejected(let number, let error): tell { $0.failure = "\(number) is refused: \(error)" }
                case .close(let reason, _): tell { $0.failure = $0.failure ?? reason }
                case .adopt, .ticket, .certificate: continue
                }
            }
            guard output.readableBytes > 0 else { return }
            context.writeAndFlush(wrapOutboundOut(output), promise: nil)
            next = entry(acknowledged + waiting + 1)
        }

        private func entries(from number: UInt64, limit: Int) -> [ClientSession.Entry] {
            let end = max(number, min(number + UInt64(limit) - 1, acknowledged + waiting))
            return (number...end).map { number in if let next, next.number == number { next } else { entry(number) } }
        }

        private func entry(_ number: UInt64) -> ClientSession.Entry {
            let event = Event(
                .open,
                ConditionKey(Component(.disk, "\(disks)-\(number)"), "disk.wear"),
                severity: .warning,
                value: 97,
                limit: 95,
                unit: .percent,
                name: "Example SSD 1TB",
                at: Moment(time: Timestamp(milliseconds: 1_795_467_600_000), uptime: 60, boot: "bench")
            )
            return ClientSession.Entry(number: number, through: number, text: Line(event, number: number).text)
        }
    }
}
