import Foundation
import Health
import Host
import Probes
import TestSupport
import Testing

/// Every recorded unit of NUT's device library, replayed as upsd would serve it.
@Suite(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
struct UPSDumpTests {
    static let names = Captures.names(in: "ups/nut-ddl")

    /// The variables of a dump: `name: value` lines, with the remarks of the collection (`#BAD …`) taken off.
    static func variables(_ name: String) throws -> [(name: String, value: String)] {
        let text = String(decoding: try Captures.bytes("ups/nut-ddl/\(name)"), as: UTF8.self)
        return text.components(separatedBy: "\n").compactMap { line in
            guard !line.hasPrefix("#"), let colon = line.range(of: ":") else { return nil }
            var value = String(line[colon.upperBound...])
            if let remark = value.range(of: "#(BAD|COMMENT)", options: .regularExpression) {
                value.removeSubrange(remark.lowerBound...)
            }
            return (String(line[..<colon.lowerBound]), value.hasPrefix(" ") ? String(value.dropFirst()) : value)
        }
    }

    @Test(arguments: names)
    func dump(name: String) throws {
        let variables = try Self.variables(name)
        let host = FakeHost(upsd: ["dump": variables])
        var memory: ProbeMemory = [:]
        let probe = UPSProbe(endpoints: [])
        let seen = try #require(try probe.poll(host, memory: &memory).first)
        let values = Dictionary(variables.map { ($0.name, $0.value) }) { $1 }
        let status = (values["ups.status"] ?? "").components(separatedBy: .whitespaces).filter { !$0.isEmpty }

        #expect(status.isEmpty ? seen.state == .notWatched("it tells no status") : seen.state == .read)
        #expect(seen[.answering] == 1)
        #expect(seen.readings.first { $0.quantity == .status }?.value == .text(status.joined(separator: " ")))
        #expect(seen[.replaceBattery] == (status.isEmpty ? nil : status.contains("RB") ? 1 : 0))
        let isTest = status.contains("CAL") || values["ups.test.result"]?.lowercased() == "in progress"
        let isOut = status.contains("OB") && !status.contains("OL")
        if seen[.onBattery] != nil || isOut {
            #expect(seen[.onBattery] == (isOut && !isTest ? 1 : 0))
            #expect(seen[.lowBattery] == (isOut && status.contains("LB") ? 1 : 0))
        }
        #expect(probe.interval(after: [seen]) == (isOut && !isTest ? 2 : 5))

        let numbers: [(Quantity, String, Double)] = [
            (.batteryCharge, "battery.charge", 100), (.batteryRuntime, "battery.runtime", 864_000),
            (.load, "ups.load", 300), (.inputVoltage, "input.voltage", 1000),
        ]
        for (quantity, variable, limit) in numbers {
            let scanned = values[variable].flatMap { Double($0.trimmingCharacters(in: .whitespaces)) }
            #expect(seen[quantity] == scanned.flatMap { (0...limit).contains($0) ? $0 : nil }, "\(variable)")
        }
        if seen.component.id != "dump" {
            #expect(
                [values["device.serial"], values["ups.serial"]].contains { $0?.contains(seen.component.id) ?? false }
            )
        }
    }

    /// What units give for a serial number without one, all of it seen.
    @Test func noPlaceholderIsTakenForASerialNumber() throws {
        var ids: [String: Set<String>] = [:]
        for name in Self.names {
            let host = FakeHost(upsd: ["dump": try Self.variables(name)])
            var memory: ProbeMemory = [:]
            for seen in try UPSProbe(endpoints: []).poll(host, memory: &memory) where seen.component.id != "dump" {
                ids[seen.component.id, default: []].insert(name)
            }
        }
        #expect(ids.count > 100)
        for id in ids.keys {
            let word = id.lowercased()
            #expect(!word.contains("unknown") && !word.contains("hidden") && !word.contains("redacted"), "\(id)")
            #expect(Set(id).count > 2, "\(id)")
        }
    }
}

extension FakeHost {
    /// A host with a upsd that serves these variables by the UPSs' names, each in quotes as upsd writes them.
    init(
        upsd: [String: [(name: String, value: String)]],
        at endpoint: Endpoint = Endpoint(host: "127.0.0.1", port: 3493)
    ) {
        self.init()
        func quoted(_ text: String) -> String {
            "\"\(text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\""))\""
        }
        let names = upsd.keys.sorted()
        var lines = [">LIST UPS", "<BEGIN LIST UPS"]
        lines += names.map { "<UPS \($0) \"Description unavailable\"" } + ["<END LIST UPS"]
        for name in names {
            lines += [">LIST VAR \(name)", "<BEGIN LIST VAR \(name)"]
            lines += (upsd[name] ?? []).map { "<VAR \(name) \($0.name) \(quoted($0.value))" }
            lines.append("<END LIST VAR \(name)")
        }
        dialogues[endpoint] = lines
    }
}
