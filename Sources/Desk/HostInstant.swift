package import Health

/// When a host saw what it tells, by a clock that nobody sets: a start of the machine, and the time since.
///
/// A host whose disk hung may tell the same twice, under two journals; the second time it is no later than the first.
package struct HostInstant: Hashable, Sendable {
    /// The kernel's id of the start.
    package var boot: String
    /// Seconds since it.
    package var uptime: Double

    package init(boot: String, uptime: Double) {
        self.boot = boot
        self.uptime = uptime
    }

    /// Nil where the host does not know its start.
    package init?(_ moment: Moment) {
        guard !moment.boot.isEmpty else { return nil }
        self.init(boot: moment.boot, uptime: moment.uptime)
    }

    /// Whether this was seen before the other, or is the same; what was seen in different starts cannot be compared.
    package func isNoLater(than other: HostInstant) -> Bool {
        boot == other.boot && uptime <= other.uptime
    }
}
