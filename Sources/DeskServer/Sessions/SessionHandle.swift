import Desk
import NIOCore

/// A session as others hold it: its channel, which carries events onto its event loop.
struct SessionHandle {
    let channel: any Channel

    var id: ObjectIdentifier { ObjectIdentifier(channel) }

    func tell(_ event: SessionEvent) {
        channel.triggerUserOutboundEvent(event, promise: nil)
    }
}

extension SessionHandle: Intake.Source {
    func deliver(_ answers: [Intake.Answer]) {
        tell(.settled(answers))
    }

    func postpone(_ count: Int, reason: String) {
        tell(.postponed(count, reason: reason))
    }
}

extension SessionHandle: LiveSession {
    var isConnected: Bool { channel.isActive }

    func end(_ code: Int, _ reason: String, retry: UInt64) {
        tell(.end(code, reason, retry: retry))
    }

    func finish(_ code: Int, _ reason: String, retry: UInt64) async {
        // It fails where the channel is closed: then there is nobody to say good-bye to.
        try? await channel.triggerUserOutboundEvent(SessionEvent.end(code, reason, retry: retry))
    }
}
