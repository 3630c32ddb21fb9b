import NIOCore
import NIOEmbedded
package import NIOSSL
import NIOTLS

/// A TLS handshake between two handlers in memory: no sockets, no threads, no waiting.
package struct Handshake {
    /// How one side saw it.
    package struct Side {
        /// Whether the handshake is complete for this side; in TLS 1.3 a client's is before its certificate is judged.
        package var isComplete = false
        /// What ALPN settled on.
        package var negotiated: String?
        /// What the peer presented.
        package var certificate: NIOSSLCertificate?
        package var version: TLSVersion?
        package var error: (any Error)?
        /// Bytes that came through, decrypted.
        package var received = ""
    }

    package var server: Side
    package var client: Side

    /// Whether both sides completed it and bytes pass in both directions.
    package var isUsable: Bool { server.received == "hello" && client.received == "greeting" }

    /// Runs a handshake to its end; then the server greets, and the client answers.
    package init(server: NIOSSLServerHandler, client: NIOSSLClientHandler) throws {
        let loop = EmbeddedEventLoop()
        let serverEnd = Recorder(says: "greeting")
        let clientEnd = Recorder(says: "hello")
        let serverChannel = EmbeddedChannel(loop: loop)
        let clientChannel = EmbeddedChannel(loop: loop)
        try serverChannel.pipeline.syncOperations.addHandlers([server, serverEnd])
        try clientChannel.pipeline.syncOperations.addHandlers([client, clientEnd])
        let address = try SocketAddress(unixDomainSocketPath: "/test")
        serverChannel.connect(to: address, promise: nil)
        clientChannel.connect(to: address, promise: nil)
        loop.run()
        while try Self.move(from: clientChannel, to: serverChannel) || Self.move(from: serverChannel, to: clientChannel)
        {
            loop.run()
        }
        self.server = serverEnd.side
        self.client = clientEnd.side
    }

    /// Carries what one end has sent to the other; false when there was nothing.
    private static func move(from source: EmbeddedChannel, to destination: EmbeddedChannel) throws -> Bool {
        guard let bytes = try source.readOutbound(as: ByteBuffer.self) else { return false }
        // An end that has closed already takes nothing more; its recorder says why.
        _ = try? destination.writeInbound(bytes)
        return true
    }
}

/// Notes what happens at one end, and says its piece once the handshake is complete.
private final class Recorder: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    var side = Handshake.Side()
    private let words: String

    init(says words: String) {
        self.words = words
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted(let negotiated)? = event as? TLSUserEvent else { return }
        side.isComplete = true
        side.negotiated = negotiated
        side.certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
        side.version = try? context.pipeline.syncOperations.nioSSL_tlsVersion()
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: words)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        side.received += String(buffer: unwrapInboundIn(data))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        side.error = side.error ?? error
    }
}
