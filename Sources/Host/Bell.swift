import CLinux
import Glibc

/// Wakes a thread that waits with patience, by a clock that nobody sets.
///
/// A ring that comes while nobody waits ends the next wait at once, so that none is missed.
package final class Bell: Sendable {
    private let descriptor: Descriptor

    /// - Throws: when the process has no descriptor left.
    package init() throws(HostError) {
        descriptor = try Descriptor(eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK)), "making an eventfd")
    }

    package func ring() {
        _ = eventfd_write(descriptor.number, 1)
    }

    /// Blocks until it is rung or devices should be looked at, for so many seconds at most; the machine's sleep is not counted.
    /// - Returns: whether it was rung, or a device changed.
    @discardableResult
    package func waitForRing(within seconds: Double, or events: DeviceEvents? = nil) -> Bool {
        var deadline = monotonicSeconds() + seconds
        var hasChanged = false
        let sources = [(descriptor.number, events: POLLIN)] + (events.map { [($0.descriptor, events: POLLIN)] } ?? [])
        while true {
            let rest = deadline - monotonicSeconds()
            guard rest > 0 else { return hasChanged }
            let ready = wait(for: sources, seconds: rest)
            if ready.first == true {
                var count = eventfd_t()
                _ = unsafe eventfd_read(descriptor.number, &count)
                return true
            }
            if ready.last == true, let delay = events?.settle() {
                (deadline, hasChanged) = (min(deadline, monotonicSeconds() + delay), true)
            }
        }
    }
}
