import Health

extension Page {
    static let caller = Page(
        "caller",
        Words(en: "New ticket", fr: "Nouveau billet"),
        [
            "who": Words(en: "Who calls?", fr: "Qui appelle\u{A0}?"),
            "hint": Words(
                en: "A few letters of the name, or of the mail address. The first ten are shown.",
                fr: "Quelques lettres du nom ou de l'adresse de courriel. Les dix premiers sont affichés."
            ),
            "find": Words(en: "Find", fr: "Chercher"),
            "found": Words(en: "Found", fr: "Trouvés"),
            "nobody": Words(
                en: "Nobody begins so. Type fewer letters, or other ones.",
                fr: "Personne ne commence ainsi. Tapez moins de lettres, ou d'autres."
            ),
            "own": Words(en: "It is for me", fr: "C'est pour moi"),
        ]
    )

    static let newTicket = Page(
        "new-ticket",
        Words(en: "New ticket", fr: "Nouveau billet"),
        [
            "for": Words(en: "For", fr: "Pour"),
            "other": Words(en: "Someone else", fr: "Quelqu'un d'autre"),
            "template": Words(en: "Template", fr: "Modèle"),
            "fill_in": Words(en: "Fill in", fr: "Remplir"),
            "from_template": Words(en: "From the template", fr: "D'après le modèle"),
            "type": Words(en: "Type", fr: "Type"),
            "impact": Words(en: "Impact", fr: "Impact"),
            "urgency": Words(en: "Urgency", fr: "Urgence"),
            "host": Words(en: "Host (optional)", fr: "Poste (facultatif)"),
            "hosts": Words(en: "Hosts", fr: "Postes"),
            "category": Words(en: "Category", fr: "Catégorie"),
            "no_category": Words(en: "none", fr: "aucune"),
            "name": Words(en: "In one line", fr: "En une ligne"),
            "description": Words(
                en: "All that there is to say (optional)",
                fr: "Tout ce qu'il y a à dire (facultatif)"
            ),
            "file": Words(en: "File it", fr: "Déposer"),
            "tickets": Words(en: "Their open tickets", fr: "Ses billets en cours"),
            "no_tickets": Words(en: "None is open.", fr: "Aucun n'est en cours."),
            "known_hosts": Words(en: "Hosts of earlier tickets", fr: "Postes de billets précédents"),
        ]
    )
}
