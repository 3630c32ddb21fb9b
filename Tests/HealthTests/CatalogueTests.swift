import Health
import Testing

struct CatalogueTests {
    private static let deskIDs: [RuleID] = ["host.silent", "host.gap", "host.identity"]
    static let all = Catalogue.rules + deskIDs.compactMap { Catalogue.rule($0) }

    @Test func idsAreUniqueAndOfTheirForm() {
        #expect(Set(Self.all.map(\.id)).count == Self.all.count)
        #expect(Self.all.count == Catalogue.rules.count + Self.deskIDs.count)
        for rule in Self.all {
            #expect(RuleID(rule.id.description) == rule.id)
            #expect(Catalogue.rule(rule.id)?.id == rule.id)
        }
        #expect(Catalogue.rule("disk.unheard-of") == nil)
    }

    @Test(arguments: all.map(\.id))
    func everyRuleIsWhole(id: RuleID) throws {
        let rule = try #require(Catalogue.rule(id))
        #expect(Language.allCases.allSatisfy { !rule.words[$0].isEmpty })
        #expect(rule.words.en != rule.words.fr)
        #expect(Language.allCases.allSatisfy { rule.evidence[$0].count > 20 })
        #expect(rule.evidence.en != rule.evidence.fr)
        #expect(!rule.limits.isEmpty)
        #expect(zip(rule.limits, rule.limits.dropFirst()).allSatisfy { $0.severity < $1.severity })
        #expect([rule.hold, rule.release, rule.hysteresis].allSatisfy { $0 >= 0 } && rule.step > 0)
        #expect(id.description.hasPrefix("\(rule.kind == .sensor ? "temperature" : rule.kind.rawValue)."))
    }

    @Test(arguments: all.map(\.id))
    func frenchMarksOfTheEvidenceStandBehindAHardSpace(id: RuleID) throws {
        let french = try #require(Catalogue.rule(id)).evidence.fr
        for mark in [":", ";", "?", "!", "»", "%"] { #expect(!french.contains(" \(mark)"), "\(french)") }
        #expect(!french.contains("« ") && !french.contains("  "), "\(french)")
    }

    @Test func eachKindHasItsRules() {
        for kind in Component.Kind.known {
            let rules = Catalogue.rules(for: kind)
            #expect(!rules.isEmpty && rules.allSatisfy { $0.kind == kind })
        }
    }

    @Test(
        arguments: [
            (
                "disk.wear", 97, 95, .percent, "Rated endurance used: 97 % (limit 95 %)",
                "Endurance garantie consommée\u{A0}: 97\u{A0}% (limite 95\u{A0}%)"
            ),
            (
                "updates.security", 8, 7, .days, "Security updates are waiting: 8 d (limit 7 d)",
                "Des mises à jour de sécurité attendent\u{A0}: 8\u{A0}j (limite 7\u{A0}j)"
            ),
            (
                "temperature.limit", 80.5, 80, .celsius, "Temperature at its limit: 80.5 °C (limit 80 °C)",
                "Température à sa limite\u{A0}: 80,5\u{A0}°C (limite 80\u{A0}°C)"
            ),
            (
                "disk.reallocated-sectors", 12_043, nil, .count, "Reallocated sectors: 12,043",
                "Secteurs réalloués\u{A0}: 12\u{202F}043"
            ),
            ("ups.on-battery", 1, 1, .flag, "Running on battery", "Alimentation sur batterie"),
            ("disk.newer", 3, nil, .days, "disk.newer: 3 d", "disk.newer\u{A0}: 3\u{A0}j"),
        ] as [(RuleID, Double, Double?, Unit, String, String)]
    )
    func summaries(id: RuleID, value: Double, limit: Double?, unit: Unit, english: String, french: String) {
        #expect(Catalogue.summary(of: id, value: value, limit: limit, unit: unit, in: .en) == english)
        #expect(Catalogue.summary(of: id, value: value, limit: limit, unit: unit, in: .fr) == french)
    }
}
