package import Health
package import Settings

extension DiskProbe: ConfiguredProbe {
    private static let enabled = Setting("enabled", .boolean, default: true, "Whether disks are watched.")
    private static let interval = Setting(
        "interval",
        .duration(1...86_400),
        default: 600,
        "How often disks that are awake are asked."
    )
    private static let selfTests = Setting(
        "self-tests",
        .boolean,
        default: true,
        "Whether disks test themselves: a short test a week, and the whole surface as below; not on battery, not while busy."
    )
    private static let testHours = Setting(
        "test-hours",
        HourSpan.setting,
        default: HourSpan(begin: 19, end: 7),
        "When tests begin; one that has been due for a week begins at any hour."
    )
    private static let surfaceScan = Setting(
        "surface-scan",
        .oneOf(SelfTestSettings.SurfaceScan.self),
        default: .monthly,
        "How the whole surface is tested: monthly in one go, or by spans, one a day (ATA disks; others in one go)."
    )
    private static let longestSpan = Setting(
        "longest-span",
        .duration(600...86_400),
        default: 14_400,
        "For how long a span is tested at most."
    )
    private static let notices = Setting(
        "nvme-notices",
        .boolean,
        default: false,
        "Whether NVMe disks tell of their health at once, which turns a feature of theirs on; it is set back at the end."
    )
    private static let section = Section(
        "disks",
        "Hard disks and solid-state disks.",
        [enabled, interval, selfTests, testHours, surfaceScan, longestSpan, notices]
    )

    private static let type = Setting(
        "type",
        SettingType.smartctlType,
        default: "",
        "How smartctl reaches it (its option -d), such as megaraid,0 or cciss,1."
    )
    private static let device = Setting(
        "device",
        SettingType.diskName,
        default: "",
        "The block device that the controller shows, such as sda."
    )
    private static let memberSection = Section(
        "raid",
        named: "bay0",
        "A disk behind a RAID controller, by any name; smartctl asks it (smartmontools, vigie-smartctl.socket).",
        [type, device]
    )

    package static let kind = Component.Kind.disk

    package static var sections: [Section] { [section, memberSection] }

    package init?(_ configuration: Configuration, mains: Mains?) {
        let values = configuration[Self.section]
        guard values[Self.enabled] else { return nil }
        let settings = SelfTestSettings(
            hours: values[Self.testHours],
            surfaceScan: values[Self.surfaceScan],
            longestSpan: values[Self.longestSpan]
        )
        let isDaemon = mains != nil
        let mains = values[Self.selfTests] ? mains : nil
        self.init(
            interval: values[Self.interval],
            selfTesting: mains.map { SelfTesting(settings: settings, mains: $0) },
            wantsNotices: isDaemon && values[Self.notices],
            members: configuration.named(Self.memberSection).map { entry in
                RAIDMember(name: entry.name, type: entry.values[Self.type], device: entry.values[Self.device])
            }
        )
    }
}

extension SettingType<String> {
    /// A type of smartctl's, as vigie-reader takes it.
    fileprivate static let smartctlType = plain("a type of smartctl's, such as megaraid,0", with: ",/")
    /// A kernel name without its folder.
    fileprivate static let diskName = plain("a disk's name without /dev, such as sda", with: "")

    /// A word of lower-case letters, digits and some more characters.
    private static func plain(_ allowed: String, with more: String) -> SettingType {
        SettingType(
            allowed: allowed,
            parse: { text throws(Misfit) in
                let isPlain = text.utf8.allSatisfy { byte in
                    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || more.utf8.contains(byte)
                }
                guard isPlain, text.utf8.count < 32 else { throw Misfit("not \(allowed)") }
                return text
            },
            format: { $0 }
        )
    }
}
