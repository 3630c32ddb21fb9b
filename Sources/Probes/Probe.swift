package import Health
package import Host

/// Reads one kind of thing that wears out or breaks.
///
/// A probe is a value that knows its settings; what it must remember between polls it keeps in the memory that it is given. It
/// blocks (the caller gives it a thread), never throws for what is absent, and answers a component that it cannot read with
/// the state `notWatched` and the reason, never with a zero.
package protocol Probe: Sendable {
    /// The name in settings, status and logs: `disks`, `temperatures`, `ups`, `updates`.
    var name: String { get }

    /// Seconds until the next poll, given what the last one saw (a UPS on battery is asked more often).
    func interval(after observations: [Observation]) -> Double

    /// The subsystems of the kernel whose devices are polled at once when they come or go: `block`, `nvme`.
    var subsystems: [String] { get }

    /// Polls once.
    /// - Returns: at least one observation; where there is nothing to watch, that of its kind as a whole, which says so.
    /// - Throws: only when not even the list of components could be had; the message says why.
    func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation]

    /// Sets back what it has set, when the daemon ends or is told to watch otherwise.
    func finish(_ host: any Host, memory: inout ProbeMemory)
}

extension Probe {
    package var subsystems: [String] { [] }

    package func finish(_ host: any Host, memory: inout ProbeMemory) {}
}

/// What a probe remembers between polls and over restarts: small texts by name.
///
/// The agent stores it when it has changed, but for names that begin with `~`: those last as long as the agent runs.
package typealias ProbeMemory = [String: String]

extension ProbeMemory {
    /// What is kept over restarts.
    package var durable: ProbeMemory { filter { !$0.key.hasPrefix("~") } }
}
