import Health

extension TicketQuery {
    /// What may stand before a colon.
    enum Field: CaseIterable {
        case host, rule, state, tier, priority, category, assignee, requester, site, component, severity

        /// The names that people type, as a search folds them.
        private var names: [String] {
            switch self {
            case .host: ["host", "poste"]
            case .rule: ["rule", "regle"]
            case .state: ["state", "etat"]
            case .tier: ["tier", "niveau"]
            case .priority: ["priority", "priorite", "p"]
            case .category: ["category", "categorie"]
            case .assignee: ["who", "a"]
            case .requester: ["from", "de"]
            case .site: ["site"]
            case .component: ["component", "composant"]
            case .severity: ["severity", "gravite"]
            }
        }

        private static let byName = Dictionary(
            uniqueKeysWithValues: allCases.flatMap { field in field.names.map { ([$0], field) } }
        )

        /// The field of a name in one of the languages, whatever its case and accents.
        init?(_ name: String) {
            guard let field = Self.byName[Folding.words(name)] else { return nil }
            self = field
        }
    }

    /// Takes a value of a field.
    ///
    /// - Throws: `badText` where the field cannot have it.
    mutating func take(_ value: String, as field: Field, _ own: [OwnCategory]) throws(DeskError) {
        switch field {
        case .host: hosts.insert(value)
        case .site: sites.insert(value)
        case .rule: rules.insert(value.lowercased())
        case .assignee: assignees.insert(Somebody(value))
        case .requester: requesters.insert(Somebody(value))
        case .state: states.insert(try Self.states.value(value))
        case .tier: tiers.insert(try Self.tiers.value(value))
        case .priority: priorities.insert(try Self.priorities.value(value))
        case .category: categories.insert(try Self.categories(own).value(value))
        case .component: components.insert(try Self.components.value(value))
        case .severity: severities.insert(try Self.severities.value(value))
        }
    }

    private static let states = Choices(
        Words(en: "state", fr: "un état"),
        Ticket.State.allCases.map { ($0, $0.rawValue, $0.words) }
    )
    private static let tiers = Choices(
        Words(en: "tier", fr: "un niveau"),
        Ticket.tiers.map { ($0, String($0), Words(en: String($0), fr: String($0))) }
    )
    private static let priorities = Choices(
        Words(en: "priority", fr: "une priorité"),
        Priority.allCases.map { ($0, String($0.rawValue.dropFirst()), Words(en: $0.rawValue, fr: $0.rawValue)) }
    )
    private static let components = Choices(
        Words(en: "kind of component", fr: "une sorte de composant"),
        Component.Kind.known.map { ($0, $0.rawValue, $0.words) }
    )
    private static let severities = Choices(
        Words(en: "severity", fr: "une gravité"),
        Severity.allCases.map { ($0, $0.rawValue, $0.words) }
    )

    private static func categories(_ own: [OwnCategory]) -> Choices<Category> {
        Choices(
            Words(en: "category", fr: "une catégorie"),
            Category.known.map { ($0, $0.word, $0.words) } + own.map { ($0.category, $0.category.word, $0.name) }
        )
    }
}

extension TicketQuery.Somebody {
    fileprivate init(_ text: String) {
        switch Folding.words(text) {
        case ["me"], ["moi"]: self = .me
        case ["nobody"], ["personne"]: self = .nobody
        default: self = .named(text)
        }
    }
}
