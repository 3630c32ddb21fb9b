package import Health
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import _NIOFileSystem

/// Accepts connections of agents, each with its own session.
struct Listener: Service {
    let address: String
    let port: Int
    /// Connections at the same time; those over it are closed at once.
    let connectionLimit: Int
    let tls: DeskTLS
    let sessions: Sessions
    /// Makes what speaks with one peer.
    let makeSession: @Sendable () -> SessionHandler
    let group: MultiThreadedEventLoopGroup
    /// Told the bound port, which differs from `port` when that is 0.
    let onBound: @Sendable (Int) -> Void

    func run() async throws {
        let server = try await bind()
        let bound = server.localAddress?.port ?? port
        onBound(bound)
        await cancelWhenGracefulShutdown {
            try? await withTaskCancellationHandler {
                try await server.closeFuture.get()
            } onCancel: {
                server.close(promise: nil)
            }
        }
        await sessions.endAll(421, "restart", retry: 0...20)
    }

    private func bind() async throws(ListenError) -> any Channel {
        let (tls, makeSession) = (tls, makeSession)
        let limit = ConnectionLimit(connectionLimit)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard limit.admit(channel) else { return channel.close(promise: nil) }
                    // A peer that does not read its answers is not read either.
                    try channel.pipeline.syncOperations.addHandlers([
                        tls.makeHandler(), BackPressureHandler(), makeSession(),
                    ])
                }
            }
        do {
            return try await bootstrap.bind(host: address, port: port).get()
        } catch {
            // NIO's own text of a system error names the call; the error's name is enough for a person.
            let cause =
                (error as? IOError).map { Errno(rawValue: $0.errnoCode).description } ?? String(describing: error)
            throw ListenError(address: address, port: port, cause: cause)
        }
    }
}

/// The listener could not be bound: another program has the port, or the address is not one of this machine.
package struct ListenError: Error, CustomStringConvertible {
    package let address: String
    package let port: Int
    package let cause: String

    package var message: Words {
        Words(
            en:
                "The desk cannot listen on \(address), port \(port). End what listens there, or choose another address or port.",
            fr:
                "Le centre d'assistance ne peut pas écouter sur \(address), port \(port). Arrêtez ce qui y écoute, ou choisissez une autre adresse ou un autre port."
        )
    }

    package var description: String { "\(message.en) (\(cause))" }
}
