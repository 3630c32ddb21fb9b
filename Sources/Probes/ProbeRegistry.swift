package import Health
package import Settings

/// A probe that says how it is configured.
package protocol ConfiguredProbe: Probe {
    /// The sections of `agent.conf` that are its own, first the one that bears its name.
    static var sections: [Section] { get }

    /// The kind of all that it watches.
    static var kind: Component.Kind { get }

    /// The probe with the values of its sections; nil when it is switched off.
    ///
    /// With `mains` it may give work to what it watches; without it only looks.
    init?(_ configuration: Configuration, mains: Mains?)
}

/// The one list of probes: whatever watches something is named here and nowhere else.
package enum ProbeRegistry {
    private static let types: [any ConfiguredProbe.Type] = [
        DiskProbe.self,
        TemperatureProbe.self,
        UPSProbe.self,
        UpdatesProbe.self,
    ]

    /// The names of all probes, switched on or not.
    package static let names = types.compactMap { $0.sections.first?.name }

    /// The kind of what the probe of this name watches; nil where there is no such probe.
    package static func kind(ofProbe name: String) -> Component.Kind? {
        types.first { $0.sections.first?.name == name }?.kind
    }

    /// The sections of `agent.conf` that the probes understand.
    package static let sections: [Section] = types.flatMap { $0.sections }

    /// The probes that are switched on; those of a daemon, which polls for as long as the host runs, share `mains`.
    package static func probes(_ configuration: Configuration, mains: Mains? = nil) -> [any Probe] {
        types.compactMap { $0.init(configuration, mains: mains) }
    }
}
