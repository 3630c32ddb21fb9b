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
            evidence: Words(
                en: "A security update that has waited for a week was not installed by the weekly routine.",
                fr: "Une mise à jour de sécurité qui attend depuis une semaine a échappé à la maintenance hebdomadaire."
            ),
            words: Words(en: "Security updates are waiting", fr: "Des mises à jour de sécurité attendent")
        ),
        Rule(
            "updates.reboot",
            on: .updates,
            .rebootPendingAge,
            limits: [(.warning, .fixed(7))],
            step: 30,
            evidence: Words(
                en: "Updates are installed, but the old kernel or libraries still run.",
                fr:
                    "Les mises à jour sont installées, mais l'ancien noyau ou d'anciennes bibliothèques tournent encore."
            ),
            words: Words(en: "A restart is waiting", fr: "Un redémarrage attend")
        ),
        Rule(
            "updates.stale-lists",
            on: .updates,
            .listsAge,
            limits: [(.warning, .fixed(7))],
            step: 30,
            evidence: Words(
                en: "With old package lists, \"no update\" means \"not known\" (PatchMon issue 640).",
                fr:
                    "Avec de vieilles listes de paquets, «\u{A0}aucune mise à jour\u{A0}» veut dire «\u{A0}on n'en sait rien\u{A0}» (issue 640 de PatchMon)."
            ),
            words: Words(en: "Package lists are old", fr: "Les listes de paquets sont périmées")
        ),
        Rule(
            "updates.no-lists",
            on: .updates,
            .listsMissing,
            limits: [(.warning, .fixed(1))],
            evidence: Words(
                en:
                    "Nobody ever fetched them, or they were removed: apt sees no update then, however many are waiting.",
                fr:
                    "Personne ne les a jamais téléchargées, ou elles ont été supprimées\u{A0}: apt ne voit alors aucune mise à jour, quel que soit le nombre de celles qui attendent."
            ),
            words: Words(en: "Package lists are missing", fr: "Les listes de paquets manquent")
        ),
    ]
}
