import Host

extension Host {
    /// Whether the kernel has put a device to sleep (runtime power management), so that asking it would wake it; `folder`
    /// is the device's in sysfs.
    func isSuspended(_ folder: String) -> Bool {
        textIfPresent("\(folder)/power/control") == "auto"
            && textIfPresent("\(folder)/power/runtime_status")?.hasPrefix("suspend") == true
    }
}
