extension Catalogue {
    /// Missing updates.
    ///
    /// Ages are measured by the probe, so no hold time is needed.
    static let updateRules: [Rule] = [
        Rule(
            "updates.security",
            on: .updates,
            .securityUpdatesAge,
            limits: [(.warning, .fixed(7)), (.critical, .fixed(30))],
            step: 30,
            evidence: "A security update that has waited for a week was not installed by the weekly routine.",
            words: Words(en: "Security updates are waiting", fr: "Des mises à jour de sécurité attendent")
        ),
        Rule(
            "updates.reboot",
            on: .updates,
            .rebootPendingAge,
            limits: [(.warning, .fixed(7))],
            step: 30,
            evidence: "Updates are installed, but the old kernel or libraries still run.",
            words: Words(en: "A restart is waiting", fr: "Un redémarrage attend")
        ),
        Rule(
            "updates.stale-lists",
            on: .updates,
            .listsAge,
            limits: [(.warning, .fixed(7))],
            step: 30,
            evidence: "With old package lists, \"no update\" means \"not known\" (PatchMon issue 640).",
            words: Words(en: "Package lists are old", fr: "Les listes de paquets sont périmées")
        ),
        Rule(
            "updates.no-lists",
            on: .updates,
            .listsMissing,
            limits: [(.warning, .fixed(1))],
            evidence:
                "Nobody ever fetched them, or they were removed: apt sees no update then, however many are waiting.",
            words: Words(en: "Package lists are missing", fr: "Les listes de paquets manquent")
        ),
    ]
}
