import Health
import Testing
import Wire

/// What the agent answers on its control socket, read by another release.
struct ControlAnswerTests {
    private static let disk = Fact(
        component: Component(.disk, "S1"),
        name: "Example HDD 4TB",
        verdict: .unknown,
        reason: Reason.notRead.text,
        readAt: Timestamp(milliseconds: 1_795_467_600_123),
        identity: [("serial", "S1"), ("device", "/dev/sda")],
        readings: [
            Reading(.temperature, 38.5), Reading(.status, .text("fine \u{1F9EF} \"so far\"")),
            Reading(
                .reallocatedSectors,
                .number(8),
                scale: .init(current: 99, worst: 98, threshold: 10, raw: 8, flags: 51, name: "Reallocated", text: "8")
            ),
        ]
    )

    @Test func linesOfANewerAgentArePassedOver() throws {
        let report = ControlReport(host: "ws", time: Self.disk.readAt, facts: [Self.disk], conditions: [])
        var lines = report.lines
        lines.insert(Line("WEATHER").with("sky", "blue"), at: 1)
        lines.append(Line("TREND", "7").with("component", "disk/S1"))
        #expect(try ControlReport(lines) == report)

        var status = AgentStatus()
        status.version = "9.0"
        status.link = "connected"
        #expect(try AgentStatus([Line("MOON").with("phase", "full")] + status.lines) == status)
    }

    @Test func aKindOfANewerAgentIsKept() throws {
        var tape = Self.disk
        tape.component = try #require(Component("tape/T1"))
        let report = ControlReport(host: "ws", time: tape.readAt, facts: [tape], conditions: [])
        #expect(try ControlReport(report.lines) == report)
    }

    @Test func aReportBeginsWithItsHost() {
        #expect(throws: LineError(.syntax, "no-report")) { try ControlReport([Line("WEATHER")]) }
    }

    @Test func aVerdictOfAnotherReleaseIsKept() throws {
        var fact = Self.disk
        fact.verdict = .other("under repair")
        #expect(try Fact(fact.lines).verdict == .other("under repair"))
        fact.verdict = .other(String(repeating: "é", count: 400))
        #expect(try Fact(fact.lines).verdict == .other(String(repeating: "é", count: 20)))
    }

    @Test func aFactIsKeptWhole() throws {
        #expect(try Fact(Self.disk.lines.map { try Line(parsing: $0.text.utf8) }) == Self.disk)
    }

    @Test(arguments: [[], [Line("READING").with("quantity", "x")], disk.lines + disk.lines])
    func whatIsNotOneFactIsNone(lines: [Line]) {
        #expect(throws: LineError.self) { try Fact(lines) }
    }
}
