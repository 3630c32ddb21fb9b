package import Health
package import Host
package import Settings

/// Temperatures of processors, boards, graphics cards and solid-state disks, from `/sys/class/hwmon` (facts/machine.md
/// section 3).
package struct TemperatureProbe: Probe {
    private let interval: Double

    package init(interval: Double = 30) {
        self.interval = interval
    }

    package var name: String { "temperatures" }

    package func interval(after observations: [Observation]) -> Double { interval }

    package func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
        let time = host.now().time
        var observations: [Observation] = []
        var seen: [String: Int] = [:]
        for number in try Self.chips(host) {
            guard let chip = HwmonChip(host, number: number) else { continue }
            // Chips that share a name and a device keep the order in which their driver made them.
            let count = seen[chip.id, default: 0] + 1
            seen[chip.id] = count
            let id = count == 1 ? chip.id : "\(chip.id)-\(count)"
            observations += Self.sensors(of: chip, id: id, host, time)
        }
        guard observations.isEmpty else { return observations }
        return [Observation(whole: .sensor, state: .notApplicable(Reason.noSensors.text), readAt: time)]
    }

    /// The names of the chips in the order of their numbers; at most 256.
    private static func chips(_ host: any Host) throws(HostError) -> [String] {
        do throws(HostError) {
            let names = try host.list("/sys/class/hwmon").filter { $0.hasPrefix("hwmon") }
            return Array(names.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }.prefix(256))
        } catch  where error.code == .notFound {
            return []
        }
    }

    private static func sensors(of chip: HwmonChip, id: String, _ host: any Host, _ time: Timestamp) -> [Observation] {
        let inputs = chip.inputs.prefix(128)
        let labels = inputs.map { input in
            chip.attributes.contains("temp\(input)_label")
                ? host.textIfPresent("\(chip.folder)/temp\(input)_label") : nil
        }
        return zip(inputs, labels).map { input, label in
            let isUnique = label.map { word in labels.filter { $0 == word }.count == 1 && !word.isEmpty } ?? false
            let part = (isUnique ? label : nil) ?? "temp\(input)"
            var observation = Observation(
                Component(.sensor, id, part: part),
                name: "\(chip.model ?? chip.name) \(part)",
                identity: [chip.model.map { ("model", $0) }, chip.serial.map { ("serial", $0) }].compactMap(\.self)
                    + [("chip", chip.name), ("device", chip.device), ("input", "temp\(input)")],
                readAt: time
            )
            let sensor = HwmonTemperature(chip: chip, input: input)
            (observation.state, observation.readings) = sensor.read(host)
            return observation
        }
    }
}

extension TemperatureProbe: ConfiguredProbe {
    private static let enabled = Setting("enabled", .boolean, default: true, "Whether temperatures are watched.")
    private static let interval = Setting(
        "interval",
        .duration(1...3600),
        default: 30,
        "How often the sensors are read."
    )
    private static let section = Section(
        "temperatures",
        "Temperatures of processors, boards, graphics cards and solid-state disks.",
        [enabled, interval]
    )

    package static let kind = Component.Kind.sensor

    package static var sections: [Section] { [section] }

    package init?(_ configuration: Configuration, mains: Mains?) {
        let values = configuration[Self.section]
        guard values[Self.enabled] else { return nil }
        self.init(interval: values[Self.interval])
    }
}
