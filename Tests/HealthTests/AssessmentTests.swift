import Health
import Testing

/// What each rule of the catalogue thinks of values at, below and above its limits.
struct AssessmentTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: RuleID
        var limits: [Quantity: Double] = [:]
        /// Values, and how bad they are: nil is fine.
        let values: [(Double, Severity?)]

        var testDescription: String { rule.description }
    }

    static let cases = [
        Case(rule: "disk.failing", values: [(0, nil), (1, .critical)]),
        Case(rule: "disk.not-answering", values: [(1, nil), (0, .critical)]),
        Case(
            rule: "disk.pending-sectors",
            values: [(0, nil), (1, .warning), (2, .warning), (3, .critical), (9, .critical)]
        ),
        Case(rule: "disk.uncorrectable-sectors", values: [(0, nil), (1, .critical)]),
        Case(rule: "disk.reported-uncorrectable", values: [(0, nil), (1, .warning), (3, .warning), (4, .critical)]),
        Case(rule: "disk.reallocated-sectors", values: [(4, nil), (5, .warning), (16, .warning), (17, .critical)]),
        Case(rule: "disk.media-errors", values: [(0, nil), (1, .warning), (1e9, .warning)]),
        Case(
            rule: "disk.spare",
            limits: [.availableSpareThreshold: 10],
            values: [(100, nil), (10, nil), (9, .critical), (0, .critical)]
        ),
        Case(
            rule: "disk.wear",
            values: [(94, nil), (95, .warning), (99, .warning), (100, .critical), (255, .critical)]
        ),
        Case(rule: "disk.spin-retries", values: [(0, nil), (1, .critical)]),
        Case(rule: "disk.end-to-end-errors", values: [(0, nil), (1, .warning), (2, .critical)]),
        Case(rule: "disk.interface-errors", values: [(0, nil), (1, nil), (2, .warning), (1e6, .warning)]),
        Case(rule: "disk.failed-self-test", values: [(0, nil), (1, .critical)]),
        Case(rule: "disk.uncorrected-errors", values: [(0, nil), (1, .warning)]),
        Case(rule: "disk.io-errors", values: [(0, nil), (49, nil), (50, .warning), (1e6, .warning)]),
        Case(rule: "disk.device-errors", values: [(0, nil), (1, .warning)]),
        Case(
            rule: "disk.temperature",
            limits: [.temperatureLimit: 60],
            values: [(20, nil), (54, nil), (60, .warning), (90, .warning)]
        ),
        Case(rule: "disk.reserve", values: [(79, nil), (80, .warning), (90, .critical)]),
        Case(rule: "disk.wear-forecast", values: [(400, nil), (120, nil), (89, .warning), (0, .warning)]),
        Case(rule: "disk.spare-forecast", values: [(400, nil), (120, nil), (89, .warning), (0, .warning)]),
        Case(
            rule: "temperature.limit",
            limits: [.maximum: 80, .critical: 100],
            values: [(-40, nil), (74.9, nil), (80, .warning), (99.9, .warning), (100, .critical), (127, .critical)]
        ),
        Case(rule: "ups.on-battery", values: [(0, nil), (1, .warning)]),
        Case(rule: "ups.low-battery", values: [(0, nil), (1, .critical)]),
        Case(rule: "ups.replace-battery", values: [(0, nil), (1, .warning)]),
        Case(rule: "ups.not-answering", values: [(1, nil), (0, .warning)]),
        Case(
            rule: "updates.security",
            values: [(0, nil), (6.9, nil), (7, .warning), (29.9, .warning), (30, .critical)]
        ),
        Case(rule: "updates.reboot", values: [(6.9, nil), (7, .warning), (300, .warning)]),
        Case(rule: "updates.stale-lists", values: [(6.9, nil), (7, .warning), (300, .warning)]),
        Case(rule: "updates.no-lists", values: [(0, nil), (1, .warning)]),
        Case(rule: "host.settings", values: [(0, nil), (1, .warning)]),
        Case(rule: "host.test", values: [(0, nil), (1, .info)]),
    ]

    @Test func everyRuleOfTheCatalogueIsHere() {
        #expect(Set(Self.cases.map(\.rule)) == Set(Catalogue.rules.map(\.id)))
    }

    @Test(arguments: cases)
    func limits(_ item: Case) throws {
        let rule = try #require(Catalogue.rule(item.rule))
        for (value, severity) in item.values {
            switch rule.assess(observation(rule, value, item.limits)) {
            case .breach(let finding):
                #expect(finding.severity == severity && finding.value == value, "\(value)")
                #expect(rule.direction == .above ? value >= finding.limit : value < finding.limit)
            case .fine(let fine): #expect(severity == nil && fine == value, "\(value)")
            case let other: Issue.record("\(value) is \(other)")
            }
        }
    }

    @Test(arguments: cases)
    func whatWasNotReadIsUnknown(_ item: Case) throws {
        let rule = try #require(Catalogue.rule(item.rule))
        #expect(rule.assess(observation(rule, nil, item.limits)) == .unknown)
        #expect(rule.assess(observation(rule, .nan, item.limits)) == .unknown)
        #expect(rule.assess(observation(rule, .infinity, item.limits)) == .unknown)
        var words = observation(rule, nil, item.limits)
        words.readings.append(Reading(rule.quantity, .text("1")))
        #expect(rule.assess(words) == .unknown)
        guard !item.limits.isEmpty else { return }
        #expect(rule.assess(observation(rule, 1000, [:])) == .unknown)
        #expect(rule.assess(observation(rule, 1000, item.limits.mapValues { _ in .nan })) == .unknown)
    }

    @Test func oneOfTwoReportedLimitsIsEnough() throws {
        let rule = try #require(Catalogue.rule("temperature.limit"))
        let limits: [Quantity: Double] = [.critical: 100]
        #expect(rule.assess(observation(rule, 94, limits)) == .fine(94))
        #expect(rule.assess(observation(rule, 95, limits)) == .between(95))
        #expect(
            rule.assess(observation(rule, 100, limits))
                == .breach(Finding(severity: .critical, value: 100, limit: 100))
        )
        let warning: [Quantity: Double] = [.maximum: 80]
        #expect(
            rule.assess(observation(rule, 127, warning)) == .breach(Finding(severity: .warning, value: 127, limit: 80))
        )
    }

    @Test(arguments: [(Rule.Direction.above, 75.0), (.below, 85.0)])
    func hysteresis(direction: Rule.Direction, clearAt: Double) {
        let rule = sample(direction, limits: [(.warning, .fixed(80))], hysteresis: 5)
        let good = direction == .above ? -0.5 : 0.0
        let inside = direction == .above ? 0.0 : -0.5
        #expect(rule.assess(observation(rule, clearAt + good)) == .fine(clearAt + good))
        #expect(rule.assess(observation(rule, clearAt + inside)) == .between(clearAt + inside))
        let edge = direction == .above ? 79.5 : 80
        #expect(rule.assess(observation(rule, edge)) == .between(edge))
    }
}

func observation(_ rule: Rule, _ value: Double?, _ limits: [Quantity: Double] = [:]) -> Observation {
    Observation(
        Component(rule.kind, "x"),
        name: "x",
        readings: limits.map { Reading($0.key, $0.value) }
            + [value].compactMap { $0 }.map { Reading(rule.quantity, $0) },
        readAt: noon
    )
}

/// A rule on a sensor's temperature.
func sample(
    _ direction: Rule.Direction = .above,
    limits: [(severity: Severity, limit: Rule.Limit)] = [(.warning, .fixed(80)), (.critical, .fixed(100))],
    hysteresis: Double = 5,
    hold: Double = 60,
    release: Double = 300,
    step: Double = 5
) -> Rule {
    Rule(
        "temperature.sample",
        on: .sensor,
        .temperature,
        direction,
        limits: limits,
        hysteresis: hysteresis,
        hold: hold,
        release: release,
        step: step,
        evidence: Words(en: "None.", fr: "Aucun."),
        words: Words(en: "Sample", fr: "Exemple")
    )
}
