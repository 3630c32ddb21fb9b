import Health
import Host

/// One temperature input of a chip, `temp2_input` with its limits, in thousandths of a degree.
struct HwmonTemperature {
    let chip: HwmonChip
    let input: Int

    /// Reads the value and the chip's own limits, or says why it is not watched.
    func read(_ host: any Host) -> (state: Observation.State, readings: [Reading]) {
        if chip.isRotatingDisk {
            return (.notApplicable(Reason.sleepingSensor.text), [])
        }
        guard !chip.isSuspended else { return (.asleep, []) }
        if has("fault"), host.textIfPresent(path("fault")) == "1" {
            return (.notWatched(Reason.sensorFault.text), [])
        }
        let value: Double
        do throws(HostError) {
            let text = try text("input", host)
            guard let number = Self.degrees(text) else {
                return (.notWatched("\(path("input")) holds '\(text.prefix(20))', which is no temperature"), [])
            }
            value = number
        } catch {
            return (.notWatched("the sensor cannot be read: \(error.message)"), [])
        }
        if let reason = Self.doubt(value) {
            return (.notWatched("implausible value \(Figures(.en).quantity(value, .celsius)): \(reason)"), [])
        }
        return (.read, [Reading(.temperature, value)] + limits(host))
    }

    /// Why a value is no temperature of a part that works, with the cases that were seen; nil when it may be one.
    static func doubt(_ value: Double) -> String? {
        switch value {
        case ...(-40): "nothing is connected to this input, or its device is switched off"
        case 0: "a sensor that measures nothing shows zero"
        case 126.5..<128.5: "nothing is connected to this input"
        case 150...: "no part works at this temperature"
        default: nil
        }
    }

    /// The chip's limits that can be believed: above zero, not the end of a converter's range, and not contradicting
    /// each other.
    private func limits(_ host: any Host) -> [Reading] {
        let maximum = limit("max", host)
        let critical = limit("crit", host)
        if let maximum, let critical, critical < maximum { return [] }
        return [maximum.map { Reading(.maximum, $0) }, critical.map { Reading(.critical, $0) }].compactMap { $0 }
    }

    private func limit(_ attribute: String, _ host: any Host) -> Double? {
        guard has(attribute), let value = degrees(attribute, host), value > 0, Self.doubt(value) == nil else {
            return nil
        }
        return value
    }

    private func has(_ attribute: String) -> Bool { chip.attributes.contains("temp\(input)_\(attribute)") }

    /// A disk that hangs must not keep the other sensors waiting: the kernel would read for a minute and more.
    private func text(_ attribute: String, _ host: any Host) throws(HostError) -> String {
        chip.isDisk ? try host.text(path(attribute), patience: 2) : try host.text(path(attribute))
    }

    private func path(_ attribute: String) -> String { "\(chip.folder)/temp\(input)_\(attribute)" }

    private func degrees(_ attribute: String, _ host: any Host) -> Double? {
        (try? text(attribute, host)).flatMap(Self.degrees)
    }

    private static func degrees(_ text: String) -> Double? { Int64(text).map { Double($0) / 1000 } }
}
