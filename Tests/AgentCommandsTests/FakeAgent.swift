import NIOCore
import NIOPosix
import Wire

/// A control socket that answers each request with a text, and hangs up on what it has no answer to.
struct FakeAgent {
    let path: String
    private let folder: Folder
    private let channel: any Channel

    /// Listens for as long as `body` runs.
    static func with<Value>(
        _ answers: [ControlRequest: String],
        _ body: (FakeAgent) async throws -> Value
    ) async throws -> Value {
        let folder = try Folder()
        let path = "\(folder.path)/agent.sock"
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answers(answers))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        do {
            let value = try await body(FakeAgent(path: path, folder: folder, channel: channel))
            try await channel.close()
            return value
        } catch {
            try await channel.close()
            throw error
        }
    }

    /// The whole answer of lines.
    static func text(_ lines: [Line]) -> String {
        (lines + [ControlRequest.end]).map { $0.text + "\n" }.joined()
    }
}

private final class Answers: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answers: [ControlRequest: String]
    private var framer = LineFramer()

    init(_ answers: [ControlRequest: String]) {
        self.answers = answers
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for case .line(let bytes) in framer.append(unwrapInboundIn(data).readableBytesView) {
            guard let line = try? Line(parsing: bytes), let request = try? ControlRequest(line),
                let answer = answers[request]
            else { return context.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
            // An answer without an end is cut off there.
            if !answer.hasSuffix("\n") { context.close(promise: nil) }
        }
    }
}
