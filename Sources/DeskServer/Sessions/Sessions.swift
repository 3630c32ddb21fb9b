import Desk
import Health
import Synchronization

/// The session of a host, as those see it who may have to end it.
protocol LiveSession: Sendable {
    var id: ObjectIdentifier { get }
    func end(_ code: Int, _ reason: String, retry: UInt64)
    /// Ends the session, and returns when its good-bye has been handed to the kernel.
    func finish(_ code: Int, _ reason: String, retry: UInt64) async
    /// Whether its peer is still there.
    var isConnected: Bool { get }
}

/// Which hosts have a session now, and when each was heard: in memory, because a beat is never a row.
package final class Sessions: Sendable {
    private struct State {
        var open: [String: any LiveSession] = [:]
        /// When each host was heard, as far as it is not written down.
        var sightings: [String: Sighting] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Notes a host's new session and returns the one that it takes the place of: one session a host, the newest wins.
    func replace(_ host: String, by session: any LiveSession) -> (any LiveSession)? {
        state.withLock { $0.open.updateValue(session, forKey: host) }
    }

    func remove(_ host: String, _ session: any LiveSession) {
        state.withLock { state in
            if state.open[host]?.id == session.id { state.open[host] = nil }
        }
    }

    func saw(_ host: String, at time: Timestamp, leavingFor reason: String? = nil) {
        let isPlanned = reason.map { ["suspend", "poweroff", "hibernate"].contains($0) } ?? false
        state.withLock { $0.sightings[host] = Sighting(host: host, at: time, isSilencePlanned: isPlanned) }
    }

    /// Takes what is not written down.
    func takeSightings() -> [Sighting] {
        state.withLock { state in
            defer { state.sightings = [:] }
            return Array(state.sightings.values)
        }
    }

    /// Gives back what could not be written down.
    func putBack(_ sightings: [Sighting]) {
        state.withLock { state in
            for sighting in sightings {
                state.sightings[sighting.host] = state.sightings[sighting.host] ?? sighting
            }
        }
    }

    /// Whether a host has a session.
    func isConnected(_ host: String) -> Bool { state.withLock { $0.open[host] != nil } }

    /// Ends the session of a host, where it has one.
    func end(_ host: String, _ code: Int, _ reason: String) {
        state.withLock { $0.open[host] }?.end(code, reason, retry: 0)
    }

    /// Ends all sessions, each with its own time to come back, so that a restart is not followed by a storm.
    ///
    /// Returns when all good-byes have been handed to the kernel: the process may end right after.
    func endAll(_ code: Int, _ reason: String, retry: ClosedRange<UInt64>) async {
        for session in state.withLock({ Array($0.open.values) }) {
            await session.finish(code, reason, retry: .random(in: retry))
        }
    }
}
