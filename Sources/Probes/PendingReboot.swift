import Health
import Host

/// Whether a restart is waiting, and since when.
enum PendingReboot {
    /// Since when, by the older of two reasons; nil when none is waiting.
    /// - Throws: when it cannot be seen which kernels are installed, and nothing else asks for a restart.
    static func since(_ host: any Host) throws(HostError) -> Timestamp? {
        let flag = flag(host)
        do throws(HostError) {
            return [flag, try kernel(host)].compactMap { $0 }.min()
        } catch {
            guard let flag else { throw error }
            return flag
        }
    }

    /// The file with which update-notifier and unattended-upgrades ask for a restart.
    private static func flag(_ host: any Host) -> Timestamp? {
        ["/run/reboot-required", "/var/run/reboot-required"].lazy.compactMap { try? host.modified($0) }.first
    }

    /// When a kernel of the running one's flavour was installed that is newer: the oldest of those.
    private static func kernel(_ host: any Host) throws(HostError) -> Timestamp? {
        guard let name = host.textIfPresent("/proc/sys/kernel/osrelease") else { return nil }
        let boot: [String]
        do throws(HostError) {
            boot = try host.list("/boot")
        } catch  where error.code == .notFound {
            // A container has no kernel of its own.
            return nil
        }
        let running = KernelRelease(name)
        return boot.filter { file in
            let release = KernelRelease(String(file.dropFirst("vmlinuz-".count)))
            return file.hasPrefix("vmlinuz-") && release.flavour == running.flavour && running.isOlder(than: release)
        }
        .compactMap { try? host.modified("/boot/\($0)") }
        .min()
    }
}
