import Foundation
import Health
import Testing

/// Health.docc/Rules.md is written from the catalogue, so that what it says is what is judged.
struct RulesDocumentTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Health/Health.docc/Rules.md")

    private static let introduction = """
        # Rules

        What opens a ticket, and why its limit is what it is.

        ## Overview

        A rule judges one quantity of one kind of component. A *hold* is for how long a value must be bad before a ticket opens. What does
        not *heal* keeps its ticket until a person closes it. Sources named `facts/` are the project's own notes of what was measured in the
        field; rates by raw value are Backblaze's.

        """

    private static func limit(_ limit: Rule.Limit, _ rule: Rule) -> String {
        let sign = rule.direction == .above ? "from" : "below"
        return switch limit {
        case .fixed where rule.quantity.unit == .flag: "when it is so"
        case .fixed(let value): "\(sign) \(Figures(.en).quantity(value, rule.quantity.unit))"
        case .reported(let quantity): "\(sign) the device's own \(quantity.name)"
        }
    }

    private static func paragraph(_ rule: Rule) -> String {
        let limits = rule.limits.map { "\($0.severity.rawValue) \(limit($0.limit, rule))" }.joined(separator: ", ")
        let hold = rule.hold > 0 ? ", held for \(Figures(.en).duration(rule.hold))" : ""
        return """

            ### \(rule.id)

            \(rule.words.en): \(rule.quantity.name), \(limits)\(hold). \(rule.heals ? "It heals." : "It does not heal.")
            \(rule.evidence.en)

            """
    }

    @Test func theDocumentIsTheCatalogue() throws {
        let text = Self.introduction + Catalogue.rules.map(Self.paragraph).joined()
        if ProcessInfo.processInfo.environment["VIGIE_RENEW"] == "rules" {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let found = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(
            found == text,
            "Rules.md is stale; renew it: VIGIE_RENEW=rules swift test --filter RulesDocumentTests"
        )
    }

    @Test(arguments: Catalogue.rules.map(\.id))
    func everyRuleSaysWhy(id: RuleID) throws {
        let rule = try #require(Catalogue.rule(id))
        #expect(rule.evidence.en.count > 30)
    }
}
