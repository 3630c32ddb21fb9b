import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

/// Accepts connections of agents, each with its own session.
struct Listener: Service {
    let address: String
    let port: Int
    let desk: DeskContext
    let group: MultiThreadedEventLoopGroup
    /// Told the bound port, which differs from `port` when that is 0.
    let onBound: @Sendable (Int) -> Void

    func run() async throws {
        let desk = desk
        let server = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        desk.tls.makeHandler(), SessionHandler(desk: desk),
                    ])
                }
            }
            .bind(host: address, port: port).get()
        let bound = server.localAddress?.port ?? port
        desk.log.notice("listening", metadata: ["address": "\(address)", "port": "\(bound)"])
        onBound(bound)
        await cancelWhenGracefulShutdown {
            try? await withTaskCancellationHandler {
                try await server.closeFuture.get()
            } onCancel: {
                server.close(promise: nil)
            }
        }
        desk.sessions.endAll(421, "restart", retry: 0...20)
    }
}
