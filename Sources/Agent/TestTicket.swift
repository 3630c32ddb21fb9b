import Health
import Synchronization

/// The ticket that shows that tickets arrive: one at a time, for two at once would be one condition.
final class TestTicket: Sendable {
    static let key = ConditionKey(Component(.host, "test"), Catalogue.selfTest.id)

    private struct State {
        var isUnderWay = false
        var number: Int64?
    }

    private let state = Mutex(State())

    /// The number of the last test's ticket, open or closed; nil until the desk names it.
    var number: Int64? { state.withLock { $0.number } }

    /// Begins a test, whose number is not known yet; false while another is under way.
    func begin() -> Bool {
        state.withLock { state in
            guard !state.isUnderWay else { return false }
            state = State(isUnderWay: true)
            return true
        }
    }

    func end() {
        state.withLock { $0.isUnderWay = false }
    }

    /// The desk named the ticket of a key.
    func named(_ number: Int64, _ key: ConditionKey) {
        if key == Self.key { state.withLock { $0.number = number } }
    }
}
