package import Health
package import Host
package import Settings

/// A UPS that is watched: its name at a upsd, and where that listens.
package struct UPSTarget: Hashable, Sendable {
    package let name: String
    package let endpoint: Endpoint

    package init(name: String, endpoint: Endpoint) {
        self.name = name
        self.endpoint = endpoint
    }
}

/// Backup power, as Network UPS Tools see it (facts/machine.md section 2).
///
/// Without a target it takes whatever a upsd on this machine knows, and misses from then on what was there once.
package struct UPSProbe: Probe {
    private let targets: [UPSTarget]
    private let interval: Double
    private let onBatteryInterval: Double
    private let mains: Mains?

    private static let loopback = Endpoint(host: "127.0.0.1", port: 3493)

    package init(
        endpoints: [UPSTarget],
        interval: Double = 5,
        onBatteryInterval: Double = 2,
        mains: Mains? = nil
    ) {
        targets = endpoints
        self.interval = interval
        self.onBatteryInterval = onBatteryInterval
        self.mains = mains
    }

    package var name: String { "ups" }

    package func interval(after observations: [Observation]) -> Double {
        observations.contains { $0[.onBattery] == 1 } ? onBatteryInterval : interval
    }

    package func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
        let time = host.now().time
        var poll = UPSPoll(time: time, known: memory)
        if targets.isEmpty {
            poll.takeAll(of: Self.loopback, host)
        } else {
            for (endpoint, names) in Self.servers(targets) { poll.take(names, of: endpoint, host) }
        }
        memory = poll.memory
        mains?.note(poll.observations)
        guard poll.observations.isEmpty else { return poll.observations }
        return [Observation(whole: .ups, state: .notApplicable(Reason.noSupply.text), readAt: time)]
    }

    package func finish(_ host: any Host, memory: inout ProbeMemory) { mains?.note([]) }

    /// The names that are asked for at each server, both in the order of the settings.
    private static func servers(_ targets: [UPSTarget]) -> [(Endpoint, [String])] {
        var servers: [(Endpoint, [String])] = []
        for target in targets {
            if let index = servers.firstIndex(where: { $0.0 == target.endpoint }) {
                servers[index].1.append(target.name)
            } else {
                servers.append((target.endpoint, [target.name]))
            }
        }
        return servers
    }
}

extension UPSProbe: ConfiguredProbe {
    private static let enabled = Setting("enabled", .boolean, default: true, "Whether backup power is watched.")
    private static let interval = Setting(
        "interval",
        .duration(1...3600),
        default: 5,
        "How often the UPS is asked while the mains are there."
    )
    private static let onBatteryInterval = Setting(
        "on-battery-interval",
        .duration(1...3600),
        default: 2,
        "How often it is asked while on battery."
    )
    private static let section = Section(
        "ups",
        "Backup power, through Network UPS Tools.",
        [enabled, interval, onBatteryInterval]
    )

    private static let address = Setting(
        "address",
        .hostPort,
        default: HostPort(host: loopback.host, port: loopback.port),
        "Where its upsd listens."
    )
    private static let targetSection = Section(
        "ups",
        named: "rack1",
        "A UPS by its name in upsd; without any such section, every UPS of a upsd on this machine.",
        [address]
    )

    package static let kind = Component.Kind.ups

    package static var sections: [Section] { [section, targetSection] }

    package init?(_ configuration: Configuration, mains: Mains?) {
        let values = configuration[Self.section]
        guard values[Self.enabled] else { return nil }
        let targets = configuration.named(Self.targetSection).map { entry in
            let address = entry.values[Self.address]
            return UPSTarget(name: entry.name, endpoint: Endpoint(host: address.host, port: address.port))
        }
        self.init(
            endpoints: targets,
            interval: values[Self.interval],
            onBatteryInterval: values[Self.onBatteryInterval],
            mains: mains
        )
    }
}
