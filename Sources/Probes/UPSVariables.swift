import Health
import Smart

/// What a UPS says of itself through upsd, and what follows from it.
struct UPSVariables {
    private let variables: [String: String]
    /// The tokens of `ups.status`, in no order; drivers also send none, unknown and contradictory ones.
    let status: Set<String>

    init(_ variables: [String: String]) {
        self.variables = variables
        status = Set((variables["ups.status"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// The driver has just started and knows nothing yet.
    var isStarting: Bool { status.contains("WAIT") }

    /// Whether the status says anything that NUT's drivers say (facts/machine.md section 2).
    private var isUnderstood: Bool { !status.isDisjoint(with: Self.knownTokens) }

    private static let knownTokens: Set<String> = [
        "OL", "OB", "LB", "HB", "RB", "CHRG", "DISCHRG", "BYPASS", "CAL", "OFF", "OVER", "TRIM", "BOOST", "FSD",
        "ALARM", "HE",
        "ECO", "TEST", "WAIT",
    ]

    var state: Observation.State {
        if isStarting { return .notWatched(Reason.startingSupply.text) }
        guard !isUnderstood else { return .read }
        guard let status = text("ups.status") else { return .notWatched(Reason.noSupplyStatus.text) }
        return .notWatched("its status is not understood: \(status)")
    }

    var readings: [Reading] {
        guard !isStarting else { return [] }
        var readings = [Reading(.status, .text(text("ups.status") ?? "")), Reading(.answering, true)]
        if !status.isDisjoint(with: ["OL", "OB", "OFF", "BYPASS", "TRIM", "BOOST"]) {
            readings.append(Reading(.onBattery, isOnBattery && !isTesting))
            readings.append(Reading(.lowBattery, isOnBattery && status.contains("LB")))
        }
        if isUnderstood { readings.append(Reading(.replaceBattery, status.contains("RB"))) }
        var refused: [String] = []
        for (variable, quantity, range) in Self.numbers {
            if let value = number(variable, in: range) {
                readings.append(Reading(quantity, value))
            } else if let text = text(variable) {
                refused.append("\(variable) '\(text.prefix(20))'")
            }
        }
        if !refused.isEmpty { readings.append(Reading(.refused, .text(refused.joined(separator: ", ")))) }
        return readings
    }

    private static let numbers: [(variable: String, quantity: Quantity, range: ClosedRange<Double>)] = [
        ("battery.charge", .batteryCharge, 0...100),
        ("battery.runtime", .batteryRuntime, 0...864_000),
        ("ups.load", .load, 0...300),
        ("input.voltage", .inputVoltage, 0...1000),
    ]

    var model: String? { text("device.model") ?? text("ups.model") }
    var manufacturer: String? { text("device.mfr") ?? text("ups.mfr") }

    /// The serial number, where it is one.
    var serial: String? {
        ["device.serial", "ups.serial"].compactMap { text($0) }.first(where: Self.isSerial)
    }

    /// `OL OB` was seen twice among 437 units, both on mains: who says that mains are there is believed.
    private var isOnBattery: Bool { status.contains("OB") && !status.contains("OL") }

    /// A test or a calibration runs from the battery on purpose.
    private var isTesting: Bool {
        status.contains("CAL")
            || (variables["ups.test.result"] ?? "").lowercased().split { !$0.isLetter }.contains("progress")
    }

    /// A plain decimal number in a range; anything else is no reading.
    private func number(_ variable: String, in range: ClosedRange<Double>) -> Double? {
        guard let text = text(variable),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }),
            let value = Double(text), range.contains(value)
        else { return nil }
        return value
    }

    /// A variable's text with single blanks, at most 256 characters of it; nil when it is empty.
    private func text(_ variable: String) -> String? {
        let words = (variables[variable] ?? "").prefix(256).split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Whether a text can tell one unit from another: many units give `000000000`, `[hidden]` or their maker's name.
    private static func isSerial(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !"[]<>(),\"".utf8.contains($0) }
            && text.utf8.contains { (0x30...0x39).contains($0) }
            && !SerialNumber.isPlaceholder(text)
    }
}
