import Glibc
import Health
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Wire

/// Answers commands at this workstation, on a Unix socket that everyone may open.
final class ControlServer: Service {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private static let longestRequest = 4096

    private let path: String
    private let desk: ControlDesk
    private let group: MultiThreadedEventLoopGroup
    private let log: Logger
    /// Told when the socket is open to all.
    private let onListening: @Sendable () -> Void
    private let connections = Mutex(ControlConnections(agent: geteuid()))

    init(
        path: String,
        desk: ControlDesk,
        group: MultiThreadedEventLoopGroup,
        log: Logger,
        onListening: @escaping @Sendable () -> Void = {}
    ) {
        self.path = path
        self.desk = desk
        self.group = group
        self.log = log
        self.onListening = onListening
    }

    func run() async throws {
        try await desk.clearTest()
        try ControlSocketFile.makeFolder(of: path)
        let server = try await ServerBootstrap(group: group)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
            }
        try ControlSocketFile.openToAll(path)
        onListening()
        do {
            try await cancelWhenGracefulShutdown {
                try await server.executeThenClose { connections in
                    try await withThrowingDiscardingTaskGroup { tasks in
                        for try await connection in connections {
                            tasks.addTask { await self.serve(connection) }
                        }
                    }
                }
            }
        } catch is CancellationError {
            log.debug("the control socket is closed")
        }
    }

    /// Answers one connection's requests until it hangs up.
    ///
    /// A failing connection harms no other.
    private func serve(_ connection: Connection) async {
        do {
            let user = try await ControlSocketFile.user(of: connection.channel)
            guard connections.withLock({ $0.admit(user) }) else {
                return try await connection.executeThenClose { _, _ in }
            }
            defer { connections.withLock { $0.leave(user) } }
            try await connection.executeThenClose { inbound, outbound in
                var framer = LineFramer()
                for try await buffer in inbound {
                    for frame in framer.append(buffer.readableBytesView) {
                        let lines = await answer(frame, user: user)
                        let text = lines.map { $0.text + "\n" }.joined()
                        try await outbound.write(ByteBuffer(string: text))
                    }
                }
            }
        } catch {
            log.debug("a control connection ended", metadata: ["reason": "\(error)"])
        }
    }

    private func answer(_ frame: LineFramer.Frame, user: UInt32) async -> [Line] {
        do throws(LineError) {
            guard case .line(let bytes) = frame, bytes.count <= Self.longestRequest else {
                throw LineError(.tooLong, "too-long")
            }
            let request = try ControlRequest(try Line(parsing: bytes))
            guard !request.isForRoot || desk.mayChange(user) else { throw LineError(.notEnrolled, "not-root") }
            return try await desk.answer(request) + [ControlRequest.end]
        } catch {
            return [ServerMessage.error(error).line]
        }
    }
}
