import Health
import Probes
import Settings
import Testing

struct ProbeRegistryTests {
    private static let schema = Schema(ProbeRegistry.sections)

    private static func probes(_ text: String) throws -> [any Probe] {
        ProbeRegistry.probes(try schema.load([ConfFile(name: "agent.conf", text: text)]))
    }

    @Test func defaultsAreThoseOfTheDesign() throws {
        let probes = try Self.probes("")
        #expect(probes.map(\.name) == ["disks", "temperatures", "ups", "updates"])
        #expect(probes.map { $0.interval(after: []) } == [600, 30, 5, 900])
    }

    /// As it stands and with its settings uncommented, which shows that each default is in its own range.
    @Test func exampleIsTheDefaults() throws {
        let lines = Self.schema.example.split(separator: "\n").map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }
        for text in [Self.schema.example, lines.joined(separator: "\n")] {
            #expect(try Self.probes(text).map { $0.interval(after: []) } == [600, 30, 5, 900])
        }
    }

    @Test func helpNamesEverySection() {
        for title in ["[disks]", "[temperatures]", "[ups]", "[ups NAME]", "[updates]"] {
            #expect(Self.schema.help.contains("\(title)  "))
        }
    }

    @Test func settingsReachTheProbes() throws {
        let probes = try Self.probes(
            """
            [disks]
            interval = 1 h
            [temperatures]
            enabled = no
            [ups]
            interval = 10 s
            on-battery-interval = 1 s
            [ups rack1]
            address = 192.0.2.5:3493
            [updates]
            interval = 30 min
            """
        )
        #expect(probes.map(\.name) == ["disks", "ups", "updates"])
        #expect(probes.map { $0.interval(after: []) } == [3600, 10, 1800])
        let onBattery = Observation(
            Component(.ups, "x"),
            name: "x",
            readings: [Reading(.onBattery, true)],
            readAt: Timestamp(seconds: 0)
        )
        #expect(probes.map { $0.interval(after: [onBattery]) } == [3600, 1, 1800])
    }
}
