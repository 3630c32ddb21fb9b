import NIOCore
import Synchronization

/// Counts the connections of a listener, so that strangers cannot use up the files of the process.
final class ConnectionLimit: Sendable {
    private let limit: Int
    private let open = Atomic(0)

    init(_ limit: Int) {
        self.limit = limit
    }

    /// Counts a connection until it closes; false, and not counted, when there are too many.
    func admit(_ channel: any Channel) -> Bool {
        guard open.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
            open.wrappingSubtract(1, ordering: .relaxed)
            return false
        }
        channel.closeFuture.whenComplete { _ in self.open.wrappingSubtract(1, ordering: .relaxed) }
        return true
    }
}
