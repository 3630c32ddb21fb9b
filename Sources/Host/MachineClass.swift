/// What sort of machine this is; it decides for how long the desk lets it be silent.
package enum MachineClass: String, Hashable, Sendable, CaseIterable {
    case alwaysOn = "always-on"
    case desktop
    case laptop
    case virtual

    /// The class that DMI's chassis type (SMBIOS, section 7.4.1) speaks for; without DMI a desktop.
    package init(of host: any Host) {
        let chassis = host.textIfPresent("/sys/class/dmi/id/chassis_type").flatMap { Int($0) }
        switch chassis {
        case 8, 9, 10, 11, 14, 30, 31, 32: self = .laptop
        case 17, 23, 25, 28, 29: self = .alwaysOn
        case 1, 2: self = Self.hasHypervisor(host) ? .virtual : .desktop
        default: self = .desktop
        }
    }

    private static func hasHypervisor(_ host: any Host) -> Bool {
        guard let bytes = try? host.read("/proc/cpuinfo", limit: 1 << 20) else { return false }
        let flags = bytes.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "flags".utf8) } ?? []
        return flags.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual("hypervisor".utf8) }
    }
}
