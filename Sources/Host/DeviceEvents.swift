import CUdev
import Glibc

/// What is plugged in and pulled out, told by udev after it has learnt about it; by the kernel itself where no udevd runs.
///
/// Used by one thread. libudev checks who sent an event: root for udev's, the kernel for its own.
@safe package final class DeviceEvents {
    private let udev: OpaquePointer
    private let monitor: OpaquePointer
    let descriptor: Int32
    /// How long nothing must happen before a change counts as over, and how long it may last; a disk brings several events.
    private static let quiet = 1.0
    private static let patience = 10.0
    private enum Change: Comparable {
        case notice
        /// Something came or went.
        case device
    }

    private var pace = NoticePace()

    /// Listens to whole devices of these subsystems (`block`, `nvme`); nil where that cannot be done.
    init?(of subsystems: [String], fromUdevd: Bool) {
        guard let udev = unsafe udev_new() else { return nil }
        guard let monitor = unsafe udev_monitor_new_from_netlink(udev, fromUdevd ? "udev" : "kernel") else {
            unsafe udev_unref(udev)
            return nil
        }
        for subsystem in subsystems {
            let kind = subsystem == "block" ? "disk" : nil
            _ = unsafe udev_monitor_filter_add_match_subsystem_devtype(monitor, subsystem, kind)
        }
        guard unsafe udev_monitor_enable_receiving(monitor) >= 0 else {
            unsafe udev_monitor_unref(monitor)
            unsafe udev_unref(udev)
            return nil
        }
        unsafe self.udev = udev
        unsafe self.monitor = monitor
        self.descriptor = unsafe udev_monitor_get_fd(monitor)
    }

    deinit {
        unsafe udev_monitor_unref(monitor)
        unsafe udev_unref(udev)
    }

    /// Takes what has come, and the rest of it when there is a change; returns in how many seconds the devices should be looked at
    /// anew, nil when nothing has changed.
    func settle() -> Double? {
        guard var change = take() else { return nil }
        let deadline = monotonicSeconds() + Self.patience
        while monotonicSeconds() < deadline, wait(for: [(descriptor, POLLIN)], seconds: Self.quiet) == [true] {
            change = max(change, take() ?? change)
        }
        return change == .notice ? pace.delay(at: monotonicSeconds()) : 0
    }

    /// Takes what has come, without waiting; events that were lost count as a change.
    private func take() -> Change? {
        var change: Change?
        // Bounded, should something send without end.
        for _ in 0..<10_000 {
            errno = 0
            guard let device = unsafe udev_monitor_receive_device(monitor) else {
                guard errno == ENOBUFS else { break }
                change = .device
                continue
            }
            change = [change, unsafe Self.change(device)].compactMap(\.self).max()
            unsafe udev_device_unref(device)
        }
        return change
    }

    /// Whether a device came or went, or an NVMe controller gives notice of a change in its health; nil for anything else.
    private static func change(_ device: OpaquePointer) -> Change? {
        guard let action = unsafe udev_device_get_action(device) else { return nil }
        switch unsafe String(cString: action) {
        case "add", "remove": return .device
        case "change": return unsafe udev_device_get_property_value(device, "NVME_AEN") == nil ? nil : .notice
        default: return nil
        }
    }
}

/// How often an NVMe controller's notice is followed: some give the same again as soon as their log was read.
struct NoticePace {
    /// Seconds from one look to the next.
    static let spacing = 30.0
    /// When a notice was, or will be, followed last.
    private var last = -Double.infinity

    /// Seconds until the devices are looked at for a notice that comes now.
    mutating func delay(at now: Double) -> Double {
        if last <= now { last = max(now, last + Self.spacing) }
        return last - now
    }
}
