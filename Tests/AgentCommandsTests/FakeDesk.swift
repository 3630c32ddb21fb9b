import Crypto
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import SwiftASN1
import Synchronization
import Wire
import X509

@testable import AgentCommands

/// A desk that greets and answers ENROL as it is told, and notes every line that reaches it.
struct FakeDesk {
    enum Answer {
        /// A certificate for the key of the request.
        case certificate
        /// A certificate for somebody else's key.
        case otherKey
        /// A certificate of another authority.
        case otherAuthority
        case refusal(String)
    }

    static let host = "6f1c2f0e-4a53-4d59-9a53-0b8f0c3d2e11"
    static let secret = "0123456789abcdef0123"

    let issuer: Issuer
    let port: Int
    private let log: LineNotes

    /// The lines that hosts have said.
    var heard: [String] { log.lines.withLock { $0 } }

    /// A token for this desk, or for one with another authority.
    func token(pinning authority: String? = nil) -> String {
        EnrolmentToken(host: "127.0.0.1", port: port, authority: authority ?? issuer.hash, secret: Self.secret).text
    }

    /// Listens for as long as `body` runs.
    static func with<Value>(
        _ answer: Answer = .certificate,
        protocols: [String] = ["vigie/1"],
        _ body: (FakeDesk) async throws -> Value
    ) async throws -> Value {
        let issuer = try Issuer()
        let key = P256.Signing.PrivateKey()
        let chain = [try issuer.leaf(for: key, [.serverAuth]), issuer.certificate]
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain.map { .certificate(try NIOSSLCertificate(bytes: $0, format: .der)) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der))
        )
        configuration.applicationProtocols = protocols
        let tls = try NIOSSLContext(configuration: configuration)
        let log = LineNotes()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        NIOSSLServerHandler(context: tls), Session(answer, issuer, log),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let value = try await body(FakeDesk(issuer: issuer, port: channel.localAddress?.port ?? 0, log: log))
            try await channel.close()
            return value
        } catch {
            try await channel.close()
            throw error
        }
    }
}

private final class LineNotes: Sendable {
    let lines = Mutex<[String]>([])
}

private final class Session: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: FakeDesk.Answer
    private let issuer: Issuer
    private let log: LineNotes
    private var framer = LineFramer()

    init(_ answer: FakeDesk.Answer, _ issuer: Issuer, _ log: LineNotes) {
        self.answer = answer
        self.issuer = issuer
        self.log = log
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted? = event as? TLSUserEvent else { return }
        let greeting = Greeting(desk: "desk1", store: "store1", maximumLine: 16_384, window: 256, idle: 180, time: now)
        say(.greeting(greeting), context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for case .line(let bytes) in framer.append(unwrapInboundIn(data).readableBytesView) {
            log.lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
            do {
                guard case .enrol(let enrol) = try ClientMessage(Line(parsing: bytes)) else { continue }
                say(try answer(to: enrol), context)
            } catch {
                say(.error(LineError(.field, "bad-request")), context)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(to enrol: Enrol) throws -> ServerMessage {
        let request = try CertificateSigningRequest(derEncoded: Base64.decode(enrol.request) ?? [])
        let issuer = if case .otherAuthority = answer { try Issuer() } else { issuer }
        switch answer {
        case .refusal(let word): return .error(LineError(.notEnrolled, word))
        case .certificate, .otherAuthority:
            return try certificate(issuer.leaf(for: request.publicKey, [.clientAuth]), issuer)
        case .otherKey:
            return try certificate(issuer.leaf(for: P256.Signing.PrivateKey(), [.clientAuth]), issuer)
        }
    }

    private func certificate(_ leaf: [UInt8], _ issuer: Issuer) throws -> ServerMessage {
        .certificate(chain: [Base64.encode(leaf), Base64.encode(issuer.certificate)], host: FakeDesk.host)
    }

    private func say(_ message: ServerMessage, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: message.line.text + "\n")), promise: nil)
    }
}
