import Settings

/// A schema with a setting of each type.
enum Sample {
    enum Mode: String, CaseIterable, Sendable {
        case observe
        case normal
    }

    static let enabled = Setting("enabled", .boolean, default: true, "Whether disks are watched.")
    static let interval = Setting("interval", .duration(10...86_400), default: 600, "How often disks are asked.")
    static let retries = Setting("retries", .integer(0...10), default: 3, "How often a command is repeated.")
    static let mode = Setting("mode", .oneOf(Mode.self), default: .normal, "How tickets are opened.")
    static let memory = Setting("memory", .size(1024...1e9), default: 65_536, "Memory for answers.")
    static let note = Setting("note", .text, default: "", "Words for the report.")
    static let disks = Section("disks", "Disks.", [enabled, interval, retries, mode, memory, note])

    static let address = Setting(
        "address",
        .hostPort,
        default: HostPort(host: "127.0.0.1", port: 3493),
        "Where upsd listens."
    )
    static let backups = Setting("backups", .list(of: .hostPort), default: [], "Where else it listens.")
    static let ups = Section("ups", named: "rack1", "A UPS.", [address, backups])

    static let schema = Schema([disks, ups])
}

extension Schema {
    /// Loads one text as `agent.conf`.
    func load(_ text: String) throws(SettingsErrors) -> Configuration {
        try load([ConfFile(name: "agent.conf", text: text)])
    }
}
