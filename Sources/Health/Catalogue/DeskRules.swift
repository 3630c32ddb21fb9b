extension Catalogue {
    /// Conditions that only the desk can see.
    ///
    /// Their tickets have the same keys, words and log as those of a host.
    package static let deskRules: [Rule] = [
        deskRule(
            "host.silent",
            .warning,
            Words(
                en: "The host has not been heard for as long as its class of machine may be silent.",
                fr: "Le silence du poste a atteint la durée admise pour son type de machine."
            ),
            Words(en: "Host is silent", fr: "Le poste ne répond plus")
        ),
        deskRule(
            "host.gap",
            .warning,
            Words(
                en: "The desk has lost events that it had acknowledged, as after a restored backup.",
                fr:
                    "Le centre d'assistance a perdu des événements dont il avait accusé réception, comme après la restauration d'une sauvegarde."
            ),
            Words(en: "Events are missing", fr: "Des événements manquent")
        ),
        deskRule(
            "host.identity",
            .critical,
            Words(
                en: "The host's journal was rolled back, or two machines use one identity.",
                fr: "Le journal du poste est revenu en arrière, ou deux machines utilisent la même identité."
            ),
            Words(en: "Identity rolled back or used twice", fr: "Identité restaurée ou utilisée deux fois")
        ),
    ]

    private static func deskRule(_ id: RuleID, _ severity: Severity, _ evidence: Words, _ words: Words) -> Rule {
        Rule(
            id,
            on: .host,
            Quantity("seen-by-desk", .flag),
            limits: [(severity, .fixed(1))],
            evidence: evidence,
            words: words
        )
    }
}
