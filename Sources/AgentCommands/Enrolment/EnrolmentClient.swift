import Health
import NIOCore
import NIOPosix
import NIOSSL
import Wire

/// Asks a desk for a certificate over a connection that reaches the desk of the token or nobody.
struct EnrolmentClient: Sendable {
    /// How long each step may take: the connection, the handshake, the greeting, the certificate.
    static let patience = TimeAmount.seconds(10)

    /// What the desk gave.
    struct Issue: Hashable, Sendable {
        let store: String
        /// The desk's clock.
        let time: Timestamp
        let host: String
        /// DER in base64, the workstation's own first.
        let chain: [String]
    }

    let token: EnrolmentToken

    /// Sends the request; the secret leaves this machine only after the pinned desk has greeted.
    func ask(_ request: Enrol) async throws(EnrolmentError) -> Issue {
        let authority = PinnedAuthority(hash: token.authority)
        let address = "\(token.host.contains(":") ? "[\(token.host)]" : token.host):\(token.port)"
        do {
            let answer = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(Self.patience)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connect(host: token.host, port: token.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let promise = channel.eventLoop.makePromise(of: Issue.self)
                        let session = EnrolmentHandler(request, at: address, promise)
                        // The session first: it settles the promise even where TLS cannot be set up.
                        try channel.pipeline.syncOperations.addHandler(session)
                        try channel.pipeline.syncOperations.addHandler(authority.makeHandler(), position: .first)
                        return promise.futureResult
                    }
                }
            return try await answer.get()
        } catch let error as EnrolmentError {
            throw error
        } catch {
            throw EnrolmentError(
                .unreachable,
                en: "The desk at \(address) cannot be reached; check the address, the network and the firewall.",
                fr:
                    "Le centre d'assistance (\(address)) est injoignable\u{A0}; vérifiez l'adresse, le réseau et le pare-feu.",
                cause: error
            )
        }
    }
}
