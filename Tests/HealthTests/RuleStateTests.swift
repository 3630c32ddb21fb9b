import Health
import Testing

/// The state machine between assessments and events, driven by values of a sample rule: warning at 80, critical at 100,
/// hysteresis 5, hold 60 s, release 300 s, step 5.
struct RuleStateTests {
    private struct Machine {
        var state = RuleState()
        var rule = sample()

        /// The event of a value at an uptime, as text; empty for none.
        mutating func feed(_ value: Double?, at uptime: Double) -> String {
            let seen = observation(rule, value)
            guard
                let event = state.take(
                    rule.assess(seen),
                    of: rule,
                    on: seen.component,
                    name: "Package",
                    at: moment(uptime)
                )
            else { return "" }
            return "\(event.kind) \(event.severity) \(Int(event.value)) x\(event.count)"
        }
    }

    /// What was seen once before the machine slept and once after has not lasted.
    @Test func sleepIsNoHoldingTime() {
        var state = RuleState()
        let rule = sample()
        func feed(_ value: Double, at uptime: Double, slept: Double) -> Event.Kind? {
            var now = moment(uptime)
            now.slept = slept
            let seen = observation(rule, value)
            return state.take(rule.assess(seen), of: rule, on: seen.component, name: "Package", at: now)?.kind
        }
        #expect(feed(81, at: 10, slept: 0) == nil)
        #expect(feed(81, at: 30_020, slept: 30_000) == nil)
        #expect(feed(81, at: 30_070, slept: 30_000) == .open)
        #expect(feed(20, at: 30_080, slept: 30_000) == nil)
        #expect(feed(20, at: 70_000, slept: 69_000) == .clear)
    }

    @Test func itOpensAfterTheHoldTimeAndClearsAfterTheReleaseTime() {
        var machine = Machine()
        #expect(machine.feed(20, at: 0) == "")
        #expect(machine.feed(81, at: 10) == "")
        #expect(machine.state.phase == .holding(since: 10))
        #expect(machine.feed(82, at: 69.9) == "")
        #expect(machine.state.condition == nil)
        #expect(machine.feed(83, at: 70) == "open warning 83 x1")
        #expect(machine.state.condition?.since == moment(70).time)
        #expect(machine.state.condition?.limit == 80)
        #expect(machine.feed(70, at: 100) == "")
        #expect(machine.state.phase == .releasing(since: 100))
        #expect(machine.feed(71, at: 399) == "")
        #expect(machine.state.condition?.value == 71)
        #expect(machine.feed(72, at: 400) == "clear warning 72 x1")
        #expect(machine.state == RuleState())
    }

    /// Polled at 600 s and then sooner: a disk that spins up has answered when it is asked again.
    @Test func aDiskThatSpinsUpIsNoDiskThatHangs() throws {
        var machine = Machine(rule: try #require(Catalogue.rule("disk.not-answering")))
        #expect(machine.feed(0, at: 600) == "" && machine.feed(1, at: 630) == "")
        #expect(machine.state == RuleState())
        #expect(machine.feed(0, at: 1230) == "")
        #expect(machine.feed(nil, at: 1245) == "", "an unknown answer changes nothing")
        #expect(machine.feed(0, at: 1260) == "open critical 0 x1")
        #expect(machine.feed(0, at: 1290) == "" && machine.feed(1, at: 1320) == "")
        #expect(machine.feed(1, at: 1380) == "clear critical 1 x1")
    }

    @Test(arguments: [70.0, 77.0])
    func flappingDuringTheHoldTimeNeverOpens(good: Double) {
        var machine = Machine()
        for cycle in 0..<20 {
            let start = Double(cycle) * 60
            #expect(machine.feed(110, at: start) == "")
            #expect(machine.feed(110, at: start + 50) == "")
            #expect(machine.feed(good, at: start + 55) == "")
            #expect(machine.state == RuleState())
        }
    }

    @Test(arguments: [81.0, 77.0])
    func flappingDuringTheReleaseTimeNeverClears(bad: Double) {
        var machine = Machine()
        _ = machine.feed(81, at: 0)
        #expect(machine.feed(81, at: 60) == "open warning 81 x1")
        for cycle in 1..<20 {
            let start = Double(cycle) * 300
            #expect(machine.feed(20, at: start) == "")
            #expect(machine.feed(20, at: start + 290) == "")
            #expect(machine.feed(bad, at: start + 295) == "")
            #expect(machine.state.phase == .open)
        }
    }

    @Test func onlyAStepOrASeverityIsToldAgain() {
        var machine = Machine()
        _ = machine.feed(81, at: 0)
        #expect(machine.feed(81, at: 60) == "open warning 81 x1")
        #expect(machine.feed(85.9, at: 70) == "")
        #expect(machine.feed(86, at: 80) == "update warning 86 x2")
        #expect(machine.feed(90, at: 90) == "")
        #expect(machine.feed(91, at: 100) == "update warning 91 x3")
        #expect(machine.feed(81, at: 110) == "")
        #expect(machine.feed(95, at: 120) == "")
        #expect(machine.feed(100, at: 130) == "update critical 100 x4")
        #expect(machine.feed(81, at: 140) == "")
        #expect(machine.state.condition?.severity == .critical)
        #expect(machine.feed(104, at: 150) == "")
        #expect(machine.feed(105, at: 160) == "update critical 105 x5")
        _ = machine.feed(20, at: 170)
        #expect(machine.feed(20, at: 470) == "clear critical 20 x5")
    }

    @Test func belowIsWorseForARuleThatLooksDown() {
        var machine = Machine(rule: sample(.below, limits: [(.warning, .fixed(30))], hold: 0, release: 0, step: 5))
        #expect(machine.feed(30, at: 0) == "")
        #expect(machine.feed(29, at: 1) == "open warning 29 x1")
        #expect(machine.feed(25, at: 2) == "")
        #expect(machine.feed(24, at: 3) == "update warning 24 x2")
        #expect(machine.feed(34, at: 4) == "")
        #expect(machine.feed(35, at: 5) == "clear warning 35 x2")
    }

    @Test func unknownChangesNothing() {
        var machine = Machine()
        var states: Set<RuleState> = []
        for (value, uptime) in [(20.0, 0.0), (81, 10), (81, 70), (20, 100)] {
            _ = machine.feed(value, at: uptime)
            let before = machine.state
            states.insert(before)
            for later in [1.0, 1000] {
                #expect(machine.feed(nil, at: uptime + later) == "")
                #expect(machine.state == before)
            }
        }
        #expect(states.count == 4)
    }

    @Test func aStoredConditionGoesOnWhereItStood() {
        let stored = Condition(since: noon, severity: .warning, value: 84, limit: 80, reported: 83, count: 7)
        var machine = Machine(state: RuleState(open: stored))
        #expect(machine.feed(87.9, at: 5) == "")
        #expect(machine.feed(88, at: 6) == "update warning 88 x8")
        #expect(machine.state.condition?.since == noon)
    }

    @Test func aCountThatCannotGrowDoesNotTrap() {
        let stored = Condition(since: noon, severity: .warning, value: 84, limit: 80, reported: 83, count: .max)
        var machine = Machine(state: RuleState(open: stored))
        #expect(machine.feed(120, at: 5) == "update critical 120 x\(Int.max)")
    }

    @Test func anEventSaysWhatAndWhere() throws {
        let rule = sample(hold: 0)
        var state = RuleState()
        let seen = observation(rule, 101)
        let event = state.take(rule.assess(seen), of: rule, on: seen.component, name: "Package", at: moment(3))
        let expected = Event(
            .open,
            ConditionKey(seen.component, rule.id),
            severity: .critical,
            value: 101,
            limit: 100,
            unit: .celsius,
            count: 1,
            name: "Package",
            at: moment(3)
        )
        #expect(event == expected)
    }
}
