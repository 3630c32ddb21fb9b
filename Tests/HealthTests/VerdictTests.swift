import Health
import Testing

struct VerdictTests {
    @Test(
        arguments: [
            (.read, [], .good), (.read, [.info], .good), (.read, [.warning], .watch),
            (.read, [.warning, .critical, .info], .failing), (.asleep, [], .asleep), (.asleep, [.critical], .failing),
            (.notWatched("locked"), [], .notWatched), (.notWatched("locked"), [.warning], .watch),
            (.notApplicable("virtual"), [], .notApplicable), (nil, [], .unknown), (nil, [.info], .unknown),
            (nil, [.warning], .watch), (.notRead, [], .unknown), (.notRead, [.critical], .failing),
            (.unused, [], .unknown),
        ] as [(Observation.State?, [Severity], Verdict)]
    )
    func verdicts(state: Observation.State?, open: [Severity], verdict: Verdict) {
        #expect(Verdict.of(state, open: open) == verdict)
    }

    @Test(
        arguments: [
            (.read, nil), (.asleep, nil), (.notWatched("locked"), "locked"), (.notApplicable("virtual"), "virtual"),
            (.notRead, "not read yet"), (.unused, "not read yet"),
        ]
            as [(Observation.State, String?)]
    )
    func aFactSaysWhatWasSeen(state: Observation.State, reason: String?) {
        let seen = Observation(
            Component(.disk, "S1"),
            name: "Example SSD",
            identity: [("model", "Example"), ("serial", "S1")],
            state: state,
            readings: [Reading(.percentageUsed, 3)],
            readAt: noon
        )
        let fact = Fact(seen, open: [.warning])
        #expect(fact.reason == reason)
        #expect(fact.verdict == .watch)
        #expect(fact.identity.map(\.value) == ["Example", "S1"])
        #expect(fact.component == seen.component && fact.name == seen.name && fact.readAt == noon)
        #expect(fact.readings == seen.readings)
        #expect(fact == Fact(seen, open: [.warning]) && fact != Fact(seen, open: [.critical]))
    }

    @Test(arguments: [[], [Reading(.answering, true)]])
    func whatSleptBeforeItWasReadOnceWasNotReadYet(readings: [Reading]) {
        let disk = Observation(Component(.disk, "S1"), name: "HDD", state: .asleep, readings: readings, readAt: noon)
        let fact = Fact(disk, open: [])
        #expect(fact.verdict == .asleep && fact.reason == "not read yet")
    }

    @Test(arguments: [
        "good", "watch", "failing", "unknown", "not watched", "asleep", "not applicable", "", "brand new",
    ])
    func everyWordIsKept(word: String) {
        #expect(Verdict(rawValue: word).rawValue == word)
        #expect(Verdict(rawValue: word).isForeign == ["", "brand new"].contains(word))
    }

    @Test func severitiesAreOrdered() {
        #expect(Severity.allCases.sorted() == [.info, .warning, .critical])
    }
}
