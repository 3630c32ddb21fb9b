import Host
import Synchronization

/// A result that another thread is to work on, for which one may wait with patience, and give up.
final class Pending<Value: Sendable>: Sendable {
    private enum State {
        case waiting
        case settled(Result<Value, any Error>)
        case abandoned
    }

    private let bell: Bell
    private let state = Mutex(State.waiting)

    init() throws(HostError) {
        bell = try Bell()
    }

    /// The result, once there is one.
    var result: Result<Value, any Error>? {
        state.withLock { if case .settled(let result) = $0 { result } else { nil } }
    }

    /// Whether nobody wants it any more, or nobody works on it.
    var isAbandoned: Bool {
        state.withLock { if case .abandoned = $0 { true } else { false } }
    }

    func settle(_ result: Result<Value, any Error>) {
        end(in: .settled(result))
    }

    func abandon() {
        end(in: .abandoned)
    }

    private func end(in end: State) {
        state.withLock { if case .waiting = $0 { $0 = end } }
        bell.ring()
    }

    /// Blocks until it is settled or abandoned, for so many seconds at most.
    func wait(_ seconds: Double) {
        bell.waitForRing(within: seconds)
    }
}
