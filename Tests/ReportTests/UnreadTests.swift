import Health
import Report
import Testing

/// What was not read since the agent started has a row that says so.
struct UnreadTests {
    private static let known = Observation(
        Component(.disk, "S1"),
        name: "Example HDD 4TB",
        identity: [("serial", "S1")],
        state: .notRead,
        readings: [Reading(.temperature, 35)],
        readAt: Samples.ago(7200)
    )
    private static let supplies = Observation(whole: .ups, state: .notRead, readAt: Samples.ago(1))

    private static func text(_ observations: [Observation], in language: Language) throws -> String {
        let report = HealthReport(host: "ws", time: Samples.now, observations: observations, conditions: [])
        let text = try report.text(in: language, style: Style(), now: Samples.now)
        return String(text.map { $0 == "\u{A0}" ? "~" : $0 })
    }

    @Test func english() throws {
        #expect(
            try Self.text([Self.known, Samples.healthy, Self.supplies], in: .en).hasPrefix(
                """
                ws: unknown, 2 not read yet, 2026-11-23 21:00 UTC

                VERDICT      NAME             READINGS                            READ
                Disks
                not read yet Example HDD 4TB  35 °C, S1                           2 h ago
                good         Example NVMe 2TB 36.5 °C, spare 100 %, used 3 %, NV1 5 s ago
                UPS
                not read yet UPS                                                  -

                No open condition.

                A clean
                """
            )
        )
    }

    @Test func french() throws {
        #expect(
            try Self.text([Self.known, Samples.healthy, Self.supplies], in: .fr).hasPrefix(
                """
                ws~: inconnu, 2 pas encore lus, 2026-11-23 21:00 UTC

                ÉTAT           NOM              MESURES                               LU
                Disques
                pas encore lu  Example HDD 4TB  35~°C, S1                             il y a 2~h
                bon            Example NVMe 2TB 36,5~°C, réserve 100~%, usure 3~%, NV1 il y a 5~s
                """.split(separator: "\n").first.map(String.init) ?? ""
            )
        )
        #expect(try Self.text([Self.supplies], in: .fr).contains("pas encore lu Onduleurs"))
    }

    @Test(
        arguments: [
            ([known, Samples.healthy], [], 3), ([Samples.healthy, supplies], [], 3), ([Samples.healthy], [], 0),
            ([known, Samples.healthy], [Samples.wear()], 1), ([supplies, Samples.worn], [Samples.onBattery], 2),
        ] as [([Observation], [HealthReport.OpenCondition], Int32)]
    )
    func whatIsKnownToBeWorseCounts(seen: [Observation], open: [HealthReport.OpenCondition], status: Int32) {
        let report = HealthReport(host: "ws", time: Samples.now, observations: seen, conditions: open)
        #expect(report.exitStatus == status)
    }

    @Test func aDiskThatSleptSinceBeforeItsFirstReadingIsAsleepAndUnknown() throws {
        let sleeping = Observation(
            Component(.disk, "S1"),
            name: "HDD",
            state: .asleep,
            readings: [Reading(.answering, true)],
            readAt: Samples.now
        )
        let report = HealthReport.judge([Samples.healthy, sleeping], host: "ws", now: Samples.now)
        #expect(report.exitStatus == 3)
        let text = try report.text(in: .en, style: Style(), now: Samples.now)
        #expect(text.contains("\nHDD: asleep, not read yet\n"))
        var read = sleeping
        read.readings.append(Reading(.temperature, 30))
        #expect(HealthReport.judge([read], host: "ws", now: Samples.now).entries.map(\.reason) == [nil])
    }

    @Test func aKindIsOneRowUntilAnyOfItIsKnown() {
        let disks = Observation(whole: .disk, state: .notRead, readAt: Samples.now)
        func rows(_ seen: [Observation]) -> [String] {
            HealthReport(host: "ws", time: Samples.now, observations: seen, conditions: []).entries
                .map(\.component.description)
        }
        #expect(rows([disks, Samples.ups]) == ["disk/none", "ups/rack1"])
        #expect(rows([disks, Samples.healthy, Samples.ups]) == ["disk/NV1", "ups/rack1"])
    }

    @Test func whatOnlyANewerAgentKnowsIsShownAsItCame() throws {
        let tape = HealthReport.Entry(
            try #require(Component("tape/T1")),
            name: "LTO-9",
            verdict: .other("worn"),
            readAt: Samples.ago(5),
            readings: [Reading(Quantity("passes"), 1200), Reading(Quantity("state", .text), .text("idle"))]
        )
        let ups = HealthReport.Entry(Fact(Samples.ups, open: []))
        let report = HealthReport(host: "ws", time: Samples.now, entries: [tape, ups], conditions: [])
        let text = try report.text(in: .en, style: Style(), now: Samples.now)
        #expect(text.contains("\ntape\nworn    LTO-9           passes 1,200, state idle "), "\(text)")
        #expect(report.entries.map(\.component.kind) == [.ups, tape.component.kind])
        #expect(report.exitStatus == 3)
    }

    @Test func inJSONItIsUnknownWithTheReason() {
        let report = HealthReport(host: "ws", time: Samples.now, observations: [Self.supplies], conditions: [])
        let json = report.json(in: .fr).compact
        #expect(
            json.contains(#""id":"ups/none","kind":"ups","name":"UPS","verdict":"unknown","reason":"not read yet""#)
        )
        #expect(json.contains(#""read_at":null"#))
    }
}
