import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Sends one request over a real connection, and keeps what comes until it is closed.
enum HTTPClient {
    struct Reply {
        let text: String
        /// What the server presented, in DER; nil without TLS.
        let certificate: [UInt8]?

        var status: Int? { text.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
    }

    static func ask(port: Int, tls: Bool, _ lines: String...) async throws -> Reply {
        let request = (lines + ["Connection: close", "", ""]).joined(separator: "\r\n")
        let kept = Kept()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if tls {
                        var configuration = TLSConfiguration.makeClientConfiguration()
                        configuration.certificateVerification = .none
                        let context = try NIOSSLContext(configuration: configuration)
                        let handler = try NIOSSLClientHandler(context: context, serverHostname: nil)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(Keeper(request: request, kept: kept))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.closeFuture.get()
        return kept.reply.withLock {
            Reply(text: String(decoding: $0.bytes, as: UTF8.self), certificate: $0.certificate)
        }
    }

    private final class Kept: Sendable {
        let reply = Mutex<(bytes: [UInt8], certificate: [UInt8]?)>(([], nil))
    }

    /// Sends the request once the connection stands.
    private final class Keeper: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let request: String
        private let kept: Kept

        init(request: String, kept: Kept) {
            self.request = request
            self.kept = kept
        }

        func channelActive(context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
            context.fireChannelActive()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            let certificate = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self)
                .peerCertificate
            let der = certificate.flatMap { try? $0.toDERBytes() }
            kept.reply.withLock {
                $0.bytes += bytes
                $0.certificate = der
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
