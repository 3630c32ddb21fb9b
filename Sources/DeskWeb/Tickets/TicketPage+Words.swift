import Health

extension Page {
    static let ticket = Page(
        "ticket",
        Words(en: "Ticket", fr: "Billet"),
        [
            "nobody": Words(en: "nobody has it", fr: "à personne"),
            "tier": Words(en: "tier", fr: "niveau"),
            "story": Words(en: "Story", fr: "Histoire"),
            "facts": Words(en: "What is known", fr: "Ce que l'on sait"),
            "machine": Words(en: "The machine", fr: "Le poste"),
            "remedy": Words(en: "What to do", fr: "Que faire"),
            "evidence": Words(en: "Why this is a fault", fr: "Pourquoi c'est une anomalie"),
            "values": Words(en: "All values", fr: "Toutes les valeurs"),
            "legend": Words(
                en:
                    "Line: a value a day, before the last 60 days one a week. ◇ what this ticket was told. Dashes: if it goes on like this.",
                fr:
                    "Trait\u{A0}: une valeur par jour, par semaine au-delà de 60 jours. ◇ ce que ce billet a reçu. Tirets\u{A0}: à ce rythme."
            ),
            "similar": Words(en: "Similar tickets", fr: "Billets semblables"),
            "same_model": Words(en: "same model", fr: "même modèle"),
            "support": Words(en: "Remote support", fr: "Assistance à distance"),
            "reach": Words(en: "Reach the machine", fr: "Joindre le poste"),
            "reach_by": Words(en: "By", fr: "Par"),
            "consents": Words(
                en: "The person at the machine agrees",
                fr: "La personne devant le poste est d'accord"
            ),
            "consent": Words(
                en: "Who agreed, and how; without consent, why",
                fr: "Qui a donné son accord, et comment\u{A0}; sans accord, pourquoi"
            ),
            "begin": Words(en: "Begin", fr: "Commencer"),
            "open": Words(en: "Open", fr: "Ouvrir"),
            "spent": Words(
                en: "Minutes spent (empty: all of it)",
                fr: "Minutes passées (vide\u{A0}: toutes)"
            ),
            "end": Words(en: "End", fr: "Terminer"),
            "clocks": Words(en: "Clocks", fr: "Horloges"),
            "intervals": Words(en: "Every interval", fr: "Chaque intervalle"),
            "new_since": Words(en: "new since you looked", fr: "nouveau depuis votre lecture"),
            "refused": Words(en: "Nothing was done.", fr: "Rien n'a été fait."),
            "kept": Words(
                en: "Your text is still in its field.",
                fr: "Votre texte est toujours dans son champ."
            ),
            "see_new": Words(
                en: "What others did is marked in the story.",
                fr: "Ce que d'autres ont fait est signalé dans l'histoire."
            ),
            "way": Words(en: "Beside it in the queue", fr: "Autour de lui dans la file"),
            "back": Words(en: "Back to the queue:", fr: "Retour à la file\u{A0}:"),
            "previous": Words(en: "Previous", fr: "Précédent"),
            "following": Words(en: "Next", fr: "Suivant"),
            "next": Words(en: "Take the next", fr: "Prendre le suivant"),
            "take": Words(en: "Take", fr: "Prendre"),
            "take_instead": Words(en: "Take in their place", fr: "Prendre à sa place"),
            "agreed": Words(
                en: "We have agreed that I take it.",
                fr: "Nous sommes convenus que je le prends."
            ),
            "nobody_else": Words(
                en: "There is no other technician in this organisation.",
                fr: "Il n'y a pas d'autre technicien dans cette organisation."
            ),
            "give_back": Words(en: "Give back", fr: "Rendre"),
            "assign": Words(en: "Assign", fr: "Confier"),
            "assign_to": Words(en: "To whom", fr: "À qui"),
            "reply_to": Words(en: "Public reply to the requester", fr: "Réponse publique au demandeur"),
            "send_reply": Words(en: "Send the reply", fr: "Envoyer la réponse"),
            "note_for": Words(
                en: "Internal note, for the desk alone",
                fr: "Note interne, pour le centre d'assistance seul"
            ),
            "write_note": Words(en: "Write the note", fr: "Ajouter la note"),
            "service": Words(en: "What was done for the person", fr: "Ce qui a été fait pour la personne"),
            "plain_note": Words(en: "A plain note", fr: "Simple note"),
            "pass": Words(en: "Pass", fr: "Passer"),
            "pass_to": Words(en: "To tier", fr: "Au niveau"),
            "reason": Words(en: "Why", fr: "Pourquoi"),
            "tried": Words(en: "What was tried", fr: "Ce qui a été essayé"),
            "found": Words(en: "What was found", fr: "Ce qui a été constaté"),
            "pause": Words(en: "Have it wait", fr: "Mettre en attente"),
            "pause_for": Words(en: "For", fr: "Pour"),
            "until": Words(en: "Until (optional)", fr: "Jusqu'à (facultatif)"),
            "words": Words(en: "Words for the log (optional)", fr: "Mots pour le journal (facultatif)"),
            "resume": Words(en: "Take up again", fr: "Reprendre"),
            "solve": Words(en: "Solve", fr: "Résoudre"),
            "cause": Words(en: "Cause", fr: "Cause"),
            "solution": Words(en: "Solution", fr: "Solution"),
            "close": Words(en: "Close", fr: "Clore"),
            "close_wants": Words(
                en: "Closing wants cause and solution; without them, say why.",
                fr: "Pour clore, il faut la cause et la solution\u{A0}; sinon, dites pourquoi."
            ),
            "close_why": Words(en: "Why it is closed without them", fr: "Pourquoi il est clos sans elles"),
            "close_now": Words(en: "Cause and solution are there.", fr: "La cause et la solution sont données."),
            "link": Words(en: "Link", fr: "Lier"),
            "link_how": Words(en: "This ticket is", fr: "Ce billet est"),
            "link_number": Words(en: "Ticket number", fr: "Numéro du billet"),
            "sort": Words(en: "Sort", fr: "Classer"),
            "category": Words(en: "Category", fr: "Catégorie"),
            "impact": Words(en: "Impact", fr: "Impact"),
            "urgency": Words(en: "Urgency", fr: "Urgence"),
            "set": Words(en: "Set", fr: "Définir"),
            "spend": Words(en: "Note time", fr: "Noter le temps"),
            "minutes": Words(en: "Minutes spent", fr: "Minutes passées"),
            "checklist": Words(en: "Checklist", fr: "Liste de contrôle"),
            "tick": Words(en: "Mark as done", fr: "Marquer comme fait"),
            "untick": Words(en: "Mark as not done", fr: "Marquer comme à faire"),
            "dispute": Words(en: "Open again", fr: "Rouvrir"),
            "dispute_why": Words(en: "What the requester says", fr: "Ce que dit le demandeur"),
        ]
    )
}
