import NIOCore
import Synchronization

/// How far the desk has the journal on stable storage, and who waits for it.
final class Deliveries: Sendable {
    private struct Waiter {
        let place: JournalPlace
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var acknowledged = JournalPlace(journal: "", number: 0)
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    /// A session that delivers this journal begins.
    ///
    /// Numbers mean something within one journal, and this session may have another than the last.
    func begin(_ journal: String) {
        state.withLock { $0.acknowledged = JournalPlace(journal: journal, number: 0) }
    }

    /// The desk has everything through this number.
    func acknowledged(_ number: UInt64) {
        state.withLock { $0.acknowledged.number = number }
        resumeWaiters()
    }

    /// Whether the desk has the event of this place within so many seconds.
    func has(_ place: JournalPlace, within seconds: Double, on eventLoop: any EventLoop) async -> Bool {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let timeout = eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) { self.giveUp(id) }
        defer { timeout.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.waiters[id] = Waiter(place: place, continuation: continuation) }
                resumeWaiters()
                if Task.isCancelled { giveUp(id) }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func resumeWaiters() {
        let done = state.withLock { state in
            // What moved from memory to the file has another number there: its waiter gives up in time.
            let done = state.waiters.filter { _, waiter in
                waiter.place.journal == state.acknowledged.journal && waiter.place.number <= state.acknowledged.number
            }
            for id in done.keys {
                state.waiters[id] = nil
            }
            return done.values.map(\.continuation)
        }
        for continuation in done {
            continuation.resume(returning: true)
        }
    }

    private func giveUp(_ id: Int) {
        state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(returning: false)
    }
}
