import NIOCore
import NIOPosix
import NIOSSL
import Wire

/// A client of the tests: lines in both directions over real TLS.
final class WireClient {
    private let channel: any Channel
    private var lines: AsyncStream<String>.Iterator

    init(port: Int, address: String = "127.0.0.1", _ configuration: TLSConfiguration) async throws {
        let context = try NIOSSLContext(configuration: configuration)
        let (lines, continuation) = AsyncStream<String>.makeStream()
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        try NIOSSLClientHandler(context: context, serverHostname: nil), LineReader(continuation),
                    ])
                }
            }
            .connect(host: address, port: port).get()
        self.lines = lines.makeAsyncIterator()
    }

    /// Sends lines; what becomes of them is seen in the answers.
    func send(_ lines: String...) { send(bytes: Array(lines.map { $0 + "\n" }.joined().utf8)) }

    func send(_ messages: ClientMessage...) {
        send(bytes: Array(messages.map { $0.line.text + "\n" }.joined().utf8))
    }

    func send(bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    /// The next line; nil when the desk has hung up.
    func next() async -> String? { await lines.next(isolation: #isolation) }

    /// The next message.
    func message() async throws -> ServerMessage? {
        try await next().map { try ServerMessage(Line(parsing: $0.utf8)) }
    }

    /// The lines up to the first with this beginning, or up to the end.
    func lines(through beginning: String) async -> [String] {
        var lines: [String] = []
        while let line = await next() {
            lines.append(line)
            if line.hasPrefix(beginning) { break }
        }
        return lines
    }

    /// What is left until the desk hangs up.
    func rest() async -> [String] { await lines(through: "\n") }

    func close() async throws { try await channel.close() }
}

/// Hands the lines of a channel on.
private final class LineReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let lines: AsyncStream<String>.Continuation
    private var framer = LineFramer()

    init(_ lines: AsyncStream<String>.Continuation) {
        self.lines = lines
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for case .line(let bytes) in framer.append(unwrapInboundIn(data).readableBytesView) {
            lines.yield(String(decoding: bytes, as: UTF8.self))
        }
    }

    func channelInactive(context: ChannelHandlerContext) { lines.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
