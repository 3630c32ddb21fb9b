/// The moment at which something was seen: civil time, and the time since start-up that no clock change moves.
package struct Moment: Hashable, Sendable {
    package var time: Timestamp
    /// Seconds since the machine started, sleep included (CLOCK_BOOTTIME).
    package var uptime: Double
    /// The kernel's id of this start (`/proc/sys/kernel/random/boot_id`).
    package var boot: String
    /// How many seconds of `uptime` the machine slept; the wire does not carry them.
    package var slept: Double

    package init(time: Timestamp, uptime: Double, boot: String, slept: Double = 0) {
        self.time = time
        self.uptime = uptime
        self.boot = boot
        self.slept = slept
    }

    /// Seconds for which the machine was awake since it started: only these count as having seen a state last.
    package var awake: Double { uptime - slept }
}
