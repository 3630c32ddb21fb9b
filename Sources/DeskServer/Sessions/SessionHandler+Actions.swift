import Desk
import Health
import NIOCore
import Wire

extension SessionHandler {
    /// Sends and hands in together what came out of the session together.
    func perform(_ actions: [ServerSession.Action]) {
        guard let context, !actions.isEmpty else { return }
        let handle = SessionHandle(channel: context.channel)
        var output = context.channel.allocator.buffer(capacity: 0)
        var submissions: [Intake.Submission] = []
        var isClosing = false
        for action in actions {
            switch action {
            case .send(let message):
                output.writeString(message.line.text)
                output.writeInteger(UInt8(ascii: "\n"))
            case .submit(let item):
                guard let stream else { continue }
                submissions.append(
                    Intake.Submission(arrival: Arrival(stream, item), generation: generation, source: handle)
                )
            case .close: isClosing = true
            default: perform(action, for: handle)
            }
        }
        if output.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(output), promise: nil) }
        if !submissions.isEmpty {
            backlog.submitted(submissions.count)
            intake.submit(submissions)
        }
        if isClosing { context.close(mode: .all, promise: nil) }
    }

    private func perform(_ action: ServerSession.Action, for handle: SessionHandle) {
        let desk = desk
        switch action {
        case .enrol(let request):
            jobs.submit { handle.tell(.certification(await desk.enrol(request))) }
        case .renew:
            guard let host else { return }
            guard !isRenewing else { return refused(LineError(.sequence, "renewing")) }
            isRenewing = true
            let presented = presented
            jobs.submit { handle.tell(.certification(await desk.renew(presented, of: host.hostID))) }
        case .open(let hello):
            guard let host else { return }
            jobs.submit { handle.tell(.opening(await desk.open(hello, by: host, for: handle))) }
        case .record(let fact):
            guard let host else { return }
            if !intake.record(fact, of: host.hostID) { refused(LineError(.field, "too-many", field: "component")) }
        case .leave(let reason):
            guard let host else { return }
            desk.sessions.saw(host.hostID, at: desk.now(), leavingFor: reason)
        case .alive, .send, .submit, .close: return
        }
    }
}
