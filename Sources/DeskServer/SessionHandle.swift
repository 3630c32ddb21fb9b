import Desk
import NIOCore

/// A session as others hold it: its identity, and calls that hop onto its event loop.
struct SessionHandle: Intake.Source {
    let id: ObjectIdentifier
    private let handler: NIOLoopBound<SessionHandler>

    init(_ handler: SessionHandler, on eventLoop: any EventLoop) {
        self.id = ObjectIdentifier(handler)
        self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
    }

    /// Runs a call on the session's event loop.
    func perform(_ body: @escaping @Sendable (SessionHandler) -> Void) {
        let handler = handler
        handler.eventLoop.execute { body(handler.value) }
    }

    func deliver(_ answers: [Intake.Answer]) {
        perform { $0.deliver(answers) }
    }

    func postpone(_ count: Int, reason: String) {
        perform { $0.postpone(count, reason: reason) }
    }
}

extension SessionHandle: LiveSession {
    func end(_ code: Int, _ reason: String, retry: UInt64) {
        perform { $0.end(code, reason, retry: retry) }
    }

    func finish(_ code: Int, _ reason: String, retry: UInt64) async {
        await ask { $0.end(code, reason, retry: retry) }
    }

    func isConnected() async -> Bool {
        await ask { $0.isConnected } ?? false
    }

    /// Asks the session on its event loop; nil only where that has ended, and every session with it.
    @discardableResult
    private func ask<Answer: Sendable>(_ body: @escaping @Sendable (SessionHandler) -> Answer) async -> Answer? {
        let handler = handler
        return try? await handler.eventLoop.submit { body(handler.value) }.get()
    }
}
