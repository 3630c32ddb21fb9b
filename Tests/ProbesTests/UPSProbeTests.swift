import Health
import Host
import Probes
import TestSupport
import Testing

struct UPSProbeTests {
    private static let loopback = Endpoint(host: "127.0.0.1", port: 3493)
    private static let rack = Endpoint(host: "192.0.2.5", port: 3493)
    private static let target = UPSTarget(name: "rack1", endpoint: rack)

    private static func poll(
        _ host: FakeHost,
        _ targets: [UPSTarget] = [],
        _ memory: inout ProbeMemory
    ) throws -> [Observation] {
        try UPSProbe(endpoints: targets).poll(host, memory: &memory)
    }

    private static func poll(_ host: FakeHost, _ targets: [UPSTarget] = []) throws -> [Observation] {
        var memory: ProbeMemory = [:]
        return try poll(host, targets, &memory)
    }

    @Test func noUPSIsNoError() throws {
        let seen = try Self.poll(FakeHost())
        #expect(seen.map(\.component) == [Component(.ups, "none")])
        #expect(
            seen.first?.state
                == .notApplicable("no UPS is configured and no upsd answers on 127.0.0.1:3493")
        )
        #expect(seen.first?.readings == [])
    }

    @Test func identityOfALocalUPS() throws {
        var host = FakeHost(upsd: [
            "lab": [
                ("device.mfr", "APC"), ("device.model", "Back-UPS  ES 700"), ("device.serial", "5B0743U08220  "),
                ("ups.status", "OL CHRG"),
            ]
        ])
        host.dialogues[Self.loopback]?[2] = "<UPS lab \"Under the \\\"big\\\" desk\""
        let seen = try #require(try Self.poll(host).first)
        #expect(seen.component == Component(.ups, "5B0743U08220"))
        #expect(seen.name == "Under the \"big\" desk")
        #expect(seen.identity.map(\.key) == ["model", "manufacturer", "serial", "server"])
        #expect(seen.identity.map(\.value) == ["Back-UPS ES 700", "APC", "5B0743U08220", "lab@127.0.0.1:3493"])
    }

    @Test func withoutSerialTheAddressIsTheIdentity() throws {
        let variables = [("ups.status", "OL"), ("ups.serial", "000000000")]
        #expect(try Self.poll(FakeHost(upsd: ["rack1": variables])).first?.component.id == "rack1")
        let host = FakeHost(upsd: ["rack1": variables], at: Self.rack)
        #expect(try Self.poll(host, [Self.target]).first?.component.id == "192.0.2.5:3493/rack1")
    }

    @Test func twoUnitsWithOneSerialAreTwoComponents() throws {
        let variables = [("ups.status", "OL"), ("ups.serial", "PBSO4-LiFePO")]
        let ids = try Self.poll(FakeHost(upsd: ["a": variables, "b": variables])).map(\.component.id)
        #expect(ids == ["PBSO4-LiFePO", "b"])
    }

    @Test(arguments: [
        ("OL", 0.0, 0.0, 0.0), ("OB DISCHRG", 1, 0, 0), ("LB OB", 1, 1, 0), ("OL LB CHRG", 0, 0, 0),
        ("OL OB", 0, 0, 0), ("OB CAL", 0, 0, 0), ("OB CAL LB", 0, 1, 0), ("ALARM OL RB", 0, 0, 1), ("OFF", 0, 0, 0),
        ("  OB   FROBNICATE ", 1, 0, 0),
    ])
    func status(text: String, onBattery: Double, lowBattery: Double, replace: Double) throws {
        let seen = try #require(try Self.poll(FakeHost(upsd: ["lab": [("ups.status", text)]])).first)
        #expect(seen[.onBattery] == onBattery)
        #expect(seen[.lowBattery] == lowBattery)
        #expect(seen[.replaceBattery] == replace)
    }

    @Test func aTestIsNoOutage() throws {
        let variables = [("ups.status", "OB"), ("ups.test.result", "In progress")]
        #expect(try Self.poll(FakeHost(upsd: ["lab": variables])).first?[.onBattery] == 0)
    }

    @Test(
        arguments: [
            ("", .notWatched("it tells no status")), ("ALARM", .read),
            ("FROBNICATE GARBAGE", .notWatched("its status is not understood: FROBNICATE GARBAGE")),
        ] as [(String, Observation.State)]
    )
    func withoutASourceOfPowerNothingIsSaid(status: String, state: Observation.State) throws {
        let seen = try #require(try Self.poll(FakeHost(upsd: ["lab": [("ups.status", status)]])).first)
        #expect(seen.state == state)
        #expect(seen[.answering] == 1)
        #expect(seen[.onBattery] == nil)
        #expect(seen[.lowBattery] == nil)
    }

    @Test(arguments: [
        "", "n/a", "-197.6", "1e2", "nan", "inf", "0x10", "9:30", "101", String(repeating: "9", count: 400),
    ])
    func aValueThatIsNoneIsMissing(charge: String) throws {
        let host = FakeHost(upsd: ["lab": [("ups.status", "OL"), ("battery.charge", charge)]])
        let seen = try #require(try Self.poll(host).first)
        #expect(!seen.readings.contains { $0.quantity == .batteryCharge })
        // It is said, not only left out; an empty value says nothing.
        let refused = seen.readings.first { $0.quantity == .refused }?.value
        #expect(refused == (charge.isEmpty ? nil : .text("battery.charge '\(charge.prefix(20))'")))
    }

    @Test func aStartingDriverIsNotJudged() throws {
        var memory: ProbeMemory = [:]
        let serial = ("ups.serial", "5B0743U08220")
        _ = try Self.poll(FakeHost(upsd: ["lab": [("ups.status", "OL"), serial]]), [], &memory)
        let seen = try #require(try Self.poll(FakeHost(upsd: ["lab": [("ups.status", "WAIT")]]), [], &memory).first)
        #expect(seen.component.id == "5B0743U08220")
        #expect(seen.state == .notWatched("its driver has just started and knows nothing yet"))
        #expect(seen.readings == [])
    }

    @Test(arguments: [
        ("ERR DATA-STALE", "its driver has had no fresh data from the UPS for some time (DATA-STALE)"),
        ("ERR DRIVER-NOT-CONNECTED", "upsd has lost its driver (DRIVER-NOT-CONNECTED)"),
        ("ERR UNKNOWN-UPS", "upsd knows no UPS of this name (UNKNOWN-UPS)"),
        ("ERR ACCESS-DENIED", "upsd answers ACCESS-DENIED"),
        ("HTTP/1.1 400 Bad Request", "'HTTP/1.1 400 Bad Request' is no answer of a UPS server"),
        ("ERR", "'ERR' is no answer of a UPS server"),
        ("", "'' is no answer of a UPS server"),
    ])
    func refusal(answer: String, reason: String) throws {
        var memory: ProbeMemory = [:]
        let variables = [("ups.status", "OL"), ("ups.serial", "5B0743U08220")]
        var host = FakeHost(upsd: ["rack1": variables], at: Self.rack)
        let before = try #require(try Self.poll(host, [Self.target], &memory).first)
        host.dialogues[Self.rack] = [
            ">LIST UPS", "<BEGIN LIST UPS", "<END LIST UPS", ">LIST VAR rack1", "<\(answer)",
        ]
        let remembered = memory
        let seen = try #require(try Self.poll(host, [Self.target], &memory).first)
        #expect(seen.component == before.component)
        #expect(seen.name == before.name)
        #expect(seen.state == .notWatched("rack1 at 192.0.2.5:3493 does not answer: \(reason)"))
        #expect(seen.readings == [Reading(.answering, false)])
        #expect(memory == remembered)
    }

    @Test func anOddLineOfOneUPSSpoilsNoOther() throws {
        var host = FakeHost()
        host.dialogues[Endpoint(host: "127.0.0.1", port: 3493)] = [
            ">LIST UPS", "<BEGIN LIST UPS", "<UPS a \"A\"", "<UPS b \"B\"", "<END LIST UPS",
            ">LIST VAR a", "<BEGIN LIST VAR a", "<VAR a ups.status \"OL\"", "<VAR? ???", "<END LIST VAR a",
            ">LIST VAR b", "<BEGIN LIST VAR b", "<VAR b ups.status \"OL\"", "<END LIST VAR b",
        ]
        let seen = try Self.poll(host)
        #expect(
            seen.map(\.state) == [
                .notWatched("a at 127.0.0.1:3493 does not answer: 'VAR? ???' is no answer of a UPS server"), .read,
            ]
        )
    }

    @Test func aConfiguredUPSIsMissed() throws {
        let seen = try #require(try Self.poll(FakeHost(), [Self.target]).first)
        #expect(seen.component.id == "192.0.2.5:3493/rack1")
        #expect(
            seen.state
                == .notWatched("rack1 at 192.0.2.5:3493 does not answer: 192.0.2.5:3493: connection refused")
        )
        #expect(seen[.answering] == 0)
    }

    @Test func aFoundUPSIsMissedUntilTheServerForgetsIt() throws {
        var memory: ProbeMemory = [:]
        let variables = [("ups.status", "OL")]
        _ = try Self.poll(FakeHost(upsd: ["a": variables, "b": variables]), [], &memory)
        #expect(try Self.poll(FakeHost(), [], &memory).map { $0[.answering] } == [0, 0])
        #expect(try Self.poll(FakeHost(upsd: ["b": variables]), [], &memory).map(\.component.id) == ["b"])
        #expect(try Self.poll(FakeHost(), [], &memory).map(\.component.id) == ["b"])
    }

    /// A server that never ends its list, or breaks off, is one that does not answer.
    @Test(arguments: [0, 1, 5, 5000])
    func endlessAnswer(lines: Int) throws {
        var host = FakeHost(upsd: ["rack1": []], at: Self.rack)
        host.dialogues[Self.rack]?.removeLast()
        host.dialogues[Self.rack]? += (0..<lines).map { "<VAR rack1 x.\($0) \"1\"" }
        #expect(try Self.poll(host, [Self.target]).first?[.answering] == 0)
    }

    @Test func aValueThatCannotBeReadCostsItselfAlone() throws {
        var host = FakeHost(
            upsd: ["rack1": [("battery.charge", "50"), ("ups.model", "x"), ("ups.status", "OL")]],
            at: Self.rack
        )
        host.dialogues[Self.rack]?[7] = "<VAR rack1 ups.model \"never closed"
        let seen = try #require(try Self.poll(host, [Self.target]).first)
        #expect(seen[.batteryCharge] == 50)
        #expect(seen[.onBattery] == 0)
        #expect(seen.name == "rack1")
    }

    /// A conversation with upsd 2.8.0, recorded with netcat: `>>> ` before what was sent.
    @Test(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
    func recordedServer() throws {
        let text = String(decoding: try Captures.bytes("ups/nut-2.8.0-upsd-protocol-capture.txt"), as: UTF8.self)
        var host = FakeHost()
        host.dialogues[Self.loopback] = text.split(separator: "\n").map { line in
            line.hasPrefix(">>> ") ? ">\(line.dropFirst(4))" : "<\(line)"
        }
        let seen = try Self.poll(host, [UPSTarget(name: "lab", endpoint: Self.loopback)])
        #expect(seen.map(\.name) == ["scripted lab UPS"])
        #expect(
            seen.first?.readings == [
                Reading(.status, .text("OL")), Reading(.answering, true), Reading(.onBattery, false),
                Reading(.lowBattery, false), Reading(.replaceBattery, false), Reading(.batteryCharge, 100),
                Reading(.batteryRuntime, 1800), Reading(.load, 18), Reading(.inputVoltage, 230),
            ]
        )
    }
}
