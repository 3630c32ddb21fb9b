import Desk
import Health
import NIOCore
import Wire

extension SessionHandler: ChannelOutboundHandler {
    typealias OutboundIn = Never

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard let event = event as? SessionEvent else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        take(event)
        promise?.succeed()
    }

    private func take(_ event: SessionEvent) {
        switch event {
        case .settled(let answers): settled(answers)
        case .postponed(let count, let reason): postponed(count, reason: reason)
        case .opening(let answer): answered(answer)
        case .certification(let answer): answered(answer)
        case .end(let code, let reason, let retry): end(code, reason, retry: retry)
        }
    }

    private func settled(_ answers: [Intake.Answer]) {
        backlog.settled(answers.count)
        let current = answers.filter { $0.generation == generation }
        guard let last = current.last?.settlement.position else { return }
        if current.contains(where: { if case .outOfOrder = $0.settlement.outcome { true } else { false } }) {
            return end(409, "out-of-order", retry: 1)
        }
        var rejected: [(number: UInt64, error: LineError)] = []
        var tickets: [ServerMessage] = []
        for answer in current {
            switch answer.settlement.outcome {
            case .rejected(let error): rejected.append((answer.item.number, error))
            case .applied(let marks):
                tickets += marks.compactMap { mark in
                    ConditionKey(mark.key).map { .ticket(mark.number, key: $0, isOpen: mark.state != .closed) }
                }
            case .duplicate, .outOfOrder: continue
            }
        }
        mutate { $0.committed(through: last.committed, digest: last.digest, rejected: rejected, tickets: tickets) }
    }

    private func postponed(_ count: Int, reason: String) {
        backlog.settled(count)
        generation += 1
        let code = reason == "storage-full" ? 452 : 450
        mutate { $0.postponed(code: code, reason: reason, milliseconds: 3000) }
    }

    private func answered(_ answer: DeskContext.Opening) {
        switch answer {
        case .opened(let stream, let position, let have):
            self.stream = stream
            mutate { $0.opened(committed: position.committed, digest: position.digest, have: have) }
        case .refused(let error): refused(error)
        case .gone: return
        case .busy: end(450, "busy", retry: 5)
        }
    }

    private func answered(_ answer: DeskContext.Certification) {
        isRenewing = false
        switch answer {
        case .certified(let chain, let host):
            mutate { $0.certified(chain: chain.map(Base64.encode), host: host) }
        case .refused(let error): refused(error)
        case .busy: end(450, "busy", retry: 5)
        case .retired: end(530, "retired", retry: 0)
        }
    }

    private func end(_ code: Int, _ reason: String, retry: UInt64) {
        mutate { $0.end(code, reason, retry: retry) }
    }

    func refused(_ error: LineError) {
        mutate { $0.refused(error) }
    }
}
