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

    package static var sections: [Section] { [section] }

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
            wantsNotices: isDaemon && values[Self.notices]
        )
    }
}
