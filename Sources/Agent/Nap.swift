import NIOCore
import Synchronization

/// The sleep of one task, which others can end early.
///
/// A call that comes while the task is awake ends its next sleep at once, so that none is missed.
final class Nap: Sendable {
    private enum State {
        case awake
        case called
        /// The sleeper wants to know whether it was called.
        case asleep(CheckedContinuation<Bool, Never>)
    }

    private static let longest = 86_400.0
    private let state = Mutex(State.awake)

    /// Sleeps for so many seconds, a day at most, by a clock that stands still while the machine sleeps.
    ///
    /// Ends early when it is called, and when the task is cancelled.
    func sleep(for seconds: Double, on eventLoop: any EventLoop) async {
        let timer = eventLoop.scheduleTask(in: .nanoseconds(Int64(min(max(seconds, 0), Self.longest) * 1e9))) {
            self.end(isCall: false)
        }
        let isEarly = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isCalled = state.withLock { state in
                    if case .called = state {
                        state = .awake
                        return true
                    }
                    state = .asleep(continuation)
                    return false
                }
                if isCalled { continuation.resume(returning: true) }
            }
        } onCancel: {
            call()
        }
        // A timer that is over is not cancelled, which would wake the event loop.
        if isEarly { timer.cancel() }
    }

    /// Ends the sleep, or the next one.
    func call() { end(isCall: true) }

    private func end(isCall: Bool) {
        let sleeper = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard case .asleep(let sleeper) = state else {
                if isCall { state = .called }
                return nil
            }
            state = .awake
            return sleeper
        }
        sleeper?.resume(returning: isCall)
    }
}
