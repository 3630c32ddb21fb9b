import Health
import Report
import Testing

struct JudgementTests {
    @Test(
        arguments: [
            (.read, [], .good), (.read, [.info], .good), (.read, [.warning], .watch),
            (.read, [.warning, .critical], .failing),
            (.asleep, [], .asleep), (.asleep, [.critical], .failing), (.notWatched("why"), [], .notWatched),
            (.notWatched("why"), [.warning], .watch), (.notApplicable("why"), [], .notApplicable), (nil, [], .unknown),
            (nil, [.info], .unknown), (nil, [.warning], .watch),
        ] as [(Observation.State?, [Severity], Verdict)]
    )
    func verdictOfAComponent(state: Observation.State?, open: [Severity], verdict: Verdict) {
        #expect(Verdict.of(state, open: open) == verdict)
    }

    @Test(
        arguments: [
            ([.good, .good], .good, 0), ([.good, .asleep, .notApplicable], .good, 0),
            ([.good, .unknown], .unknown, 3), ([.watch, .unknown], .watch, 1), ([.good, .other("new")], .good, 3),
            ([.good, .notWatched], .good, 3),
            ([.good, .watch], .watch, 1), ([.good, .watch, .failing], .failing, 2),
            ([.unknown, .failing], .failing, 2),
            ([], .unknown, 3), ([.unknown], .unknown, 3), ([.notWatched], .unknown, 3),
            ([.asleep, .notApplicable], .unknown, 3),
        ] as [([Verdict], Verdict, Int32)]
    )
    func verdictAndExitStatusOfAHost(verdicts: [Verdict], overall: Verdict, status: Int32) {
        let entries = verdicts.enumerated().map { index, verdict in
            HealthReport.Entry(Component(.disk, "\(index)"), name: "disk", verdict: verdict)
        }
        let report = HealthReport(host: "ws", time: Samples.now, entries: entries, conditions: [])
        #expect(report.verdict == overall)
        #expect(report.exitStatus == status)
    }

    @Test(arguments: [(.info, 0), (.warning, 1), (.critical, 2)] as [(Severity, Int32)])
    func aConditionOnAComponentThatIsNotListedCounts(severity: Severity, status: Int32) {
        let report = HealthReport(
            host: "ws",
            time: Samples.now,
            observations: [Samples.healthy],
            conditions: [Samples.wear(severity)]
        )
        #expect(report.exitStatus == status)
    }

    @Test func withoutADaemonEveryRuleJudgesOnce() {
        let hot = Samples.sensor("coretemp", "Package", 101)
        let report = HealthReport.judge(
            [Samples.worn, Samples.healthy, hot, Samples.stick],
            host: "ws",
            now: Samples.now
        )
        #expect(
            report.conditions.map(\.key.description) == [
                "sensor/coretemp/Package/temperature.limit",
                "disk/S3Z9NB0K/disk.reallocated-sectors",
                "disk/S3Z9NB0K/disk.wear",
            ]
        )
        #expect(report.conditions.allSatisfy { $0.since == Samples.now && $0.ticket == nil })
        #expect(report.entries.map(\.verdict) == [.watch, .good, .notWatched, .failing])
        #expect(report.exitStatus == 2)
    }
}
