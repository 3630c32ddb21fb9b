import Health

extension Page {
    static let host = Page(
        "host",
        Words(en: "Host", fr: "Poste"),
        ReportValues.words.merging([
            "report": Words(en: "Report for paper", fr: "Rapport à imprimer"),
            "tickets": Words(en: "Open tickets", fr: "Billets ouverts"),
            "closed": Words(en: "Closed tickets", fr: "Billets clos"),
            "no_tickets": Words(en: "None.", fr: "Aucun."),
            "agent": Words(en: "The machine", fr: "La machine"),
            "belongs": Words(en: "Where it belongs", fr: "Rattachement"),
            "name": Words(en: "Name", fr: "Nom"),
            "name_hint": Words(
                en: "It stays until the machine itself gets another name.",
                fr: "Il reste jusqu'à ce que la machine elle-même change de nom."
            ),
            "place": Words(en: "Organisation and site", fr: "Organisation et site"),
            "impact": Words(en: "How many its faults hinder", fr: "Impact de ses anomalies"),
            "save": Words(en: "Save", fr: "Enregistrer"),
        ]) { own, _ in own }
    )
}
