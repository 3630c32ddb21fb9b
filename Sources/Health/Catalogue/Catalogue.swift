/// All rules, in the order in which reports show them.
package enum Catalogue {
    package static let rules: [Rule] = diskRules + temperatureRules + upsRules + updateRules + agentRules

    /// The rules for one kind of component.
    package static func rules(for kind: Component.Kind) -> [Rule] {
        rules.filter { $0.kind == kind }
    }

    /// The rule with this id; nil when the peer that named it is newer than this program.
    package static func rule(_ id: RuleID) -> Rule? {
        rules.first { $0.id == id } ?? deskRules.first { $0.id == id }
    }

    /// One line for a person: the rule's title with the value and the limit that it broke.
    package static func summary(
        of id: RuleID,
        value: Double,
        limit: Double?,
        unit: Unit,
        in language: Language
    ) -> String {
        let figures = Figures(language)
        guard let rule = rule(id) else { return "\(id)" + figures.colon + figures.quantity(value, unit) }
        let title = rule.words[language]
        guard unit != .flag else { return title }
        let shown = title + figures.colon + figures.quantity(value, unit)
        guard let limit else { return shown }
        return shown + " (\(Words(en: "limit", fr: "limite")[language]) \(figures.quantity(limit, unit)))"
    }
}
