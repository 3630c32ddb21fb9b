import Commands
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
            let reason = NIODeadline.now() < deadline ? "broke off its answer" : "did not answer in time"
            throw CommandError(
                .failed,
                "The agent at \(path) \(reason); see what it says: journalctl -u vigie-agent.",
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
            throw CommandError(.failed, "Too many programs ask the agent at \(path) at once; try again, or as root.")
        } catch let error as IOError where [ENOENT, ECONNREFUSED, ENOTDIR].contains(error.errnoCode) {
            throw CommandError(
                .unavailable,
                "The agent is not running: nobody listens at \(path). Start it: systemctl start vigie-agent. "
                    + "Without it: vigie report --live (as root, for the disks)."
            )
        } catch {
            throw CommandError(
                .failed,
                "The agent's socket \(path) cannot be opened; check --socket.",
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

extension CommandError {
    /// What the agent says makes no sense to this program.
    static let notUnderstood = CommandError(
        .failed,
        "The agent's answer is not understood; is vigie of another version? Install the same version of both."
    )

    /// The agent's refusal in words.
    fileprivate init(refusal line: Line) {
        guard let message = try? ServerMessage(line), case .error(let error) = message else {
            self = .notUnderstood
            return
        }
        self.init(.failed, Self.refusals[error.word] ?? "The agent refuses: \(error). See: journalctl -u vigie-agent.")
    }

    private static let refusals = [
        "not-enrolled":
            "This workstation is not enrolled, so no ticket can reach a desk. Ask the desk for a token, then: "
            + "vigie enrol TOKEN.",
        "not-root": "Only root and the agent's own user may do this; run it as root.",
        "not-delivered":
            "The desk has not confirmed the test ticket. It waits in the agent's journal; see why: vigie status.",
        "test-under-way": "Another test ticket is on its way; try again when it has arrived.",
        "not-open": "No open condition has this key; 'vigie accept' lists those that are open.",
        "wrong-side": "The bound is on the side on which this value is good; turn > and < around.",
        "already-beyond":
            "The value is beyond this bound already; 'vigie accept' shows it. Give one that it has not reached.",
        "not-accepted": "Nobody has accepted this; 'vigie accept' lists what is accepted.",
        "identity-failed":
            "The agent cannot read its new identity; see why: journalctl -u vigie-agent, then: systemctl restart vigie-agent.",
        "journal-failed": "The agent's journal cannot be used; is its disk full? See: journalctl -u vigie-agent.",
        "unknown-verb": "The running agent does not know this request; restart it: systemctl restart vigie-agent.",
    ]
}
