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

    /// Takes what has come, and the rest of it when there is a change; returns whether the devices should be looked at anew.
    func settle() -> Bool {
        guard take() else { return false }
        let deadline = monotonicSeconds() + Self.patience
        while monotonicSeconds() < deadline, wait(for: [(descriptor, POLLIN)], seconds: Self.quiet) == [true] {
            _ = take()
        }
        return true
    }

    /// Takes what has come, without waiting; events that were lost count as a change.
    private func take() -> Bool {
        var isChange = false
        // Bounded, should something send without end.
        for _ in 0..<10_000 {
            errno = 0
            guard let device = unsafe udev_monitor_receive_device(monitor) else {
                guard errno == ENOBUFS else { break }
                isChange = true
                continue
            }
            isChange = unsafe Self.isChange(device) || isChange
            unsafe udev_device_unref(device)
        }
        return isChange
    }

    /// Whether a device came or went, or an NVMe controller gives notice of a change in its health.
    private static func isChange(_ device: OpaquePointer) -> Bool {
        guard let action = unsafe udev_device_get_action(device) else { return false }
        switch unsafe String(cString: action) {
        case "add", "remove": return true
        case "change": return unsafe udev_device_get_property_value(device, "NVME_AEN") != nil
        default: return false
        }
    }
}
