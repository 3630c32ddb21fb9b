import Desk
import Health
import Synchronization

/// Which hosts have a session now, and when each was heard: in memory, because a beat is never a row.
package final class Sessions: Sendable {
    private struct State {
        var open: [String: SessionHandle] = [:]
        var sightings: [String: Sighting] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Notes a host's new session and returns the one that it takes the place of: one session a host, the newest wins.
    func replace(_ host: String, by session: SessionHandle) -> SessionHandle? {
        state.withLock { $0.open.updateValue(session, forKey: host) }
    }

    func remove(_ host: String, _ session: SessionHandle) {
        state.withLock { state in
            if state.open[host]?.id == session.id { state.open[host] = nil }
        }
    }

    func saw(_ host: String, at time: Timestamp, leavingFor reason: String? = nil) {
        let isPlanned = reason.map { ["suspend", "poweroff", "hibernate"].contains($0) } ?? false
        state.withLock { $0.sightings[host] = Sighting(host: host, at: time, isSilencePlanned: isPlanned) }
    }

    /// When each host was heard last since the desk started.
    var sightings: [String: Sighting] { state.withLock { $0.sightings } }

    /// The hosts that have a session.
    var connected: Set<String> { state.withLock { Set($0.open.keys) } }

    /// Ends all sessions, each with its own time to come back, so that a restart is not followed by a storm.
    ///
    /// Returns when all good-byes have been handed to the kernel: the process may end right after.
    func endAll(_ code: Int, _ reason: String, retry: ClosedRange<UInt64>) async {
        for session in state.withLock({ Array($0.open.values) }) {
            await session.finish(code, reason, retry: .random(in: retry))
        }
    }
}
