import Desk
import Health

extension Page {
    static let fleet = Page(
        "fleet",
        Words(en: "Fleet", fr: "Parc"),
        [
            "by": Words(en: "Counted by", fr: "Compter par"),
            "hosts": Words(en: "Hosts", fr: "Postes"),
            "how": Words(en: "How they are", fr: "Leur état"),
            "listed": Words(en: "Which hosts are listed", fr: "Postes affichés"),
            "unwell": Words(en: "not well", fr: "pas en bon état"),
            "verdict": Words(en: "Verdict", fr: "État"),
            "host": Words(en: "Host", fr: "Poste"),
            "why": Words(en: "Why", fr: "Pourquoi"),
            "place": Words(en: "Site", fr: "Site"),
            "seen": Words(en: "Last seen", fr: "Vu"),
            "tickets": Words(en: "Tickets", fr: "Billets"),
            "report": Words(en: "Report for paper", fr: "Rapport à imprimer"),
            "enrol": Words(en: "Enrol hosts", fr: "Inscrire des postes"),
            "next": Words(en: "Next page", fr: "Page suivante"),
            "all_groups": Words(en: "All hosts", fr: "Tous les postes"),
            "no_hosts": Words(
                en: "No host has enrolled. A token lets one in: choose “Enrol hosts”.",
                fr:
                    "Aucun poste n'est inscrit. Un jeton en fait entrer un\u{A0}: choisissez «\u{A0}Inscrire des postes\u{A0}»."
            ),
            "no_groups": Words(en: "Nothing to count by this.", fr: "Rien à compter ainsi."),
            "none_listed": Words(en: "No host is so.", fr: "Aucun poste n'est dans ce cas."),
        ]
    )
}
