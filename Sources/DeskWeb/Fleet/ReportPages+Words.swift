import Health

extension Page {
    static let hostReport = Page("report-host", title, words)
    static let fleetReport = Page("report-fleet", title, words)

    private static let title = Words(en: "Health report", fr: "Rapport de santé")

    private static let words = ReportValues.words.merging([
        "kind": title,
        "hint": Words(en: "Print it with the browser.", fr: "Imprimez-le avec le navigateur."),
        "back": Words(en: "Back", fr: "Retour"),
        "unwell": Words(en: "Hosts that are not well", fr: "Postes qui ne sont pas en bon état"),
        "good": Words(en: "Hosts of which all is good", fr: "Postes dont tout est bon"),
        "all_good": Words(en: "None.", fr: "Aucun."),
        "done": Words(en: "Done in the last 7 days", fr: "Fait ces 7 derniers jours"),
        "nothing_done": Words(en: "No ticket was closed.", fr: "Aucun billet n'a été clos."),
        "what": Words(en: "What", fr: "Objet"),
        "solution": Words(en: "What solved it", fr: "Solution"),
        "closed": Words(en: "Closed", fr: "Clos"),
        "seen": Words(en: "last seen", fr: "vu"),
        "recovered": Words(en: "recovered, or closed without words", fr: "rétabli, ou clos sans texte"),
    ]) { own, _ in own }
}
