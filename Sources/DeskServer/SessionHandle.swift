import Desk
import NIOCore

/// A session as others hold it: its identity, and calls that hop onto its event loop.
struct SessionHandle: Sendable {
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

    func deliver(_ answers: [(generation: Int, item: IntakeItem, result: IntakeResult)]) {
        perform { $0.deliver(answers) }
    }

    func postpone(reason: String) {
        perform { $0.postpone(reason: reason) }
    }

    func end(_ code: Int, _ reason: String, retry: UInt64 = 0) {
        perform { $0.end(code, reason, retry: retry) }
    }

    /// Ends the session, and returns when its good-bye has been handed to the kernel.
    func finish(_ code: Int, _ reason: String, retry: UInt64) async {
        let handler = handler
        // It fails only where the event loop has ended, and every session with it.
        try? await handler.eventLoop.submit { handler.value.end(code, reason, retry: retry) }.get()
    }
}
