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

    /// Puts so many submissions off.
    func postpone(_ count: Int, reason: String) {
        perform { $0.postpone(count, reason: reason) }
    }

    func end(_ code: Int, _ reason: String, retry: UInt64 = 0) {
        perform { $0.end(code, reason, retry: retry) }
    }

    /// Ends the session, and returns when its good-bye has been handed to the kernel.
    func finish(_ code: Int, _ reason: String, retry: UInt64) async {
        await ask { $0.end(code, reason, retry: retry) }
    }

    /// Makes this the session of a host and returns the one whose place it takes; `isConnected` is false when its peer has gone.
    func takePlace(of host: String) async -> (isConnected: Bool, older: SessionHandle?) {
        await ask { $0.takePlace(of: host) } ?? (false, nil)
    }

    /// Asks the session on its event loop; nil only where that has ended, and every session with it.
    @discardableResult
    private func ask<Answer: Sendable>(_ body: @escaping @Sendable (SessionHandler) -> Answer) async -> Answer? {
        let handler = handler
        return try? await handler.eventLoop.submit { body(handler.value) }.get()
    }
}
