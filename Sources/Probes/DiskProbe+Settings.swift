package import Settings

extension DiskProbe: ConfiguredProbe {
    private static let enabled = Setting("enabled", .boolean, default: true, "Whether disks are watched.")
    private static let interval = Setting(
        "interval",
        .duration(1...86_400),
        default: 600,
        "How often disks that are awake are asked."
    )
    private static let section = Section("disks", "Hard disks and solid-state disks.", [enabled, interval])

    package static var sections: [Section] { [section] }

    package init?(_ configuration: Configuration) {
        let values = configuration[Self.section]
        guard values[Self.enabled] else { return nil }
        self.init(interval: values[Self.interval])
    }
}
