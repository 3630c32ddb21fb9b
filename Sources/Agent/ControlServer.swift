import Glibc
import Health
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Wire

/// Answers commands at this workstation, on a Unix socket that everyone may open, and on one for root and the agent's own user.
final class ControlServer: Service {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private typealias Server = NIOAsyncChannel<Connection, Never>
    private static let longestRequest = 4096

    /// One of the sockets, and who is connected to it.
    private final class Door: Sendable {
        let path: String
        let connections = Mutex(ControlConnections(agent: geteuid()))

        init(_ path: String) {
            self.path = path
        }
    }

    private let path: String
    private let desk: ControlDesk
    private let group: MultiThreadedEventLoopGroup
    private let log: Logger
    /// Told when the socket is open to all.
    private let onListening: @Sendable () -> Void

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
        let doors = [Door(ControlRequest.rootSocket(beside: path)), Door(path)]
        let servers = [try await bind(doors[0].path), try await bind(doors[1].path)]
        try ControlSocketFile.openToOwner(doors[0].path)
        try ControlSocketFile.openToAll(doors[1].path)
        onListening()
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingDiscardingTaskGroup { tasks in
                    for (server, door) in zip(servers, doors) {
                        tasks.addTask { try await self.accept(server, at: door) }
                    }
                }
            }
        } catch is CancellationError {
            log.debug("the control sockets are closed")
        }
    }

    private func bind(_ path: String) async throws -> Server {
        try await ServerBootstrap(group: group)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
            }
    }

    private func accept(_ server: Server, at door: Door) async throws {
        try await server.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { tasks in
                for try await connection in connections {
                    tasks.addTask { await self.serve(connection, at: door) }
                }
            }
        }
    }

    /// Answers one connection's requests until it hangs up.
    ///
    /// A failing connection harms no other.
    private func serve(_ connection: Connection, at door: Door) async {
        do {
            let user = try await ControlSocketFile.user(of: connection.channel)
            guard door.connections.withLock({ $0.admit(user) }) else {
                return try await connection.executeThenClose { _, _ in }
            }
            defer { door.connections.withLock { $0.leave(user) } }
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
