import Commands
import Health
import Glibc
import NIOCore
import NIOPosix
import Wire

/// Asks the agent on its control socket; one connection a question.
struct ControlClient: Sendable {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Bytes of an answer at most.
    private static let longestAnswer = 4 << 20

    let path: String

    /// The lines of an answer, without its end; the whole answer may take as long as `patience` says.
    ///
    /// - Throws: `notRunning` where nobody listens, else `failed`.
    func ask(_ request: ControlRequest, patience: TimeAmount = .seconds(10)) async throws(CommandError) -> [Line] {
        let deadline = NIODeadline.now() + patience
        do {
            let connection = try await connect(until: deadline)
            let timer = connection.channel.eventLoop.scheduleTask(deadline: deadline) {
                connection.channel.close(promise: nil)
            }
            defer { timer.cancel() }
            return try await connection.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: request.line.text + "\n"))
                return try await Self.answer(inbound)
            }
        } catch let error as CommandError {
            throw error
        } catch {
            let reason =
                NIODeadline.now() < deadline
                ? Words(en: "broke off its answer", fr: "a interrompu sa réponse")
                : Words(en: "did not answer in time", fr: "n'a pas répondu à temps")
            throw CommandError(
                .failed,
                en: "The agent at \(path) \(reason.en); see what it says: journalctl -u vigie-agent.",
                fr: "L'agent (\(path)) \(reason.fr)\u{A0}; voyez ce qu'il dit\u{A0}: journalctl -u vigie-agent.",
                cause: error is Incomplete ? nil : "\(error)"
            )
        }
    }

    /// Root's own socket first, which is closed to others, and absent where the agent is an older one.
    ///
    /// Where many wait at the door, it is tried again until there is room.
    private func connect(until deadline: NIODeadline) async throws -> Connection {
        if let connection = try? await connect(to: ControlRequest.rootSocket(beside: path)) { return connection }
        do {
            while true {
                do {
                    return try await connect(to: path)
                } catch let error as IOError where error.errnoCode == EAGAIN && NIODeadline.now() < deadline {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
        } catch let error as IOError where error.errnoCode == EAGAIN {
            throw CommandError(
                .failed,
                en: "Too many programs ask the agent at \(path) at once; try again, or as root.",
                fr: "Trop de programmes interrogent l'agent (\(path)) à la fois\u{A0}; réessayez, ou sous root."
            )
        } catch let error as IOError where [ENOENT, ECONNREFUSED, ENOTDIR].contains(error.errnoCode) {
            throw CommandError(
                .unavailable,
                en: "The agent is not running: nobody listens at \(path). Start it: systemctl start vigie-agent. "
                    + "Without it: vigie report --live (as root, for the disks).",
                fr:
                    "L'agent ne tourne pas\u{A0}: personne n'écoute sur \(path). Démarrez-le\u{A0}: systemctl start vigie-agent. "
                    + "Sans lui\u{A0}: vigie report --live (sous root, pour les disques)."
            )
        } catch {
            throw CommandError(
                .failed,
                en: "The agent's socket \(path) cannot be opened; check --socket.",
                fr: "Le socket de l'agent \(path) ne peut pas être ouvert\u{A0}; vérifiez --socket.",
                cause: "\(error)"
            )
        }
    }

    private func connect(to path: String) async throws -> Connection {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
            }
    }

    /// The answer ended before its last line.
    private struct Incomplete: Error {}

    private static func answer(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> [Line] {
        var framer = LineFramer()
        var lines: [Line] = []
        var count = 0
        for try await buffer in inbound {
            count += buffer.readableBytes
            for frame in framer.append(buffer.readableBytesView) {
                guard count <= longestAnswer, case .line(let bytes) = frame, let line = try? Line(parsing: bytes) else {
                    throw CommandError.notUnderstood
                }
                if line == ControlRequest.end { return lines }
                if line.verb == "ERR" { throw CommandError(refusal: line) }
                lines.append(line)
            }
        }
        throw Incomplete()
    }
}
