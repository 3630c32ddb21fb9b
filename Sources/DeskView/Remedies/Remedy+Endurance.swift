import Health

extension Remedy {
    /// Disks that wear out: there is time to order another.
    static let endurance: [String: Words] = [
        "disk.spare": Words(
            en: """
                Back up this disk now. Order a disk of the same size or larger and replace this one within days: \
                without spare blocks it may lose data, or refuse every write. Until then, keep large copies off it.
                """,
            fr: """
                Sauvegardez ce disque maintenant. Commandez un disque de capacité égale ou supérieure et remplacez \
                celui-ci sous quelques jours\u{A0}: sans blocs de réserve, il peut perdre des données ou refuser toute \
                écriture. D'ici là, n'y faites pas de copies volumineuses.
                """
        ),
        "disk.wear": Words(
            en: """
                Check that this disk has a recent backup: it does not fail yet, but is at the end of what its vendor \
                promises. Order a disk of the same size or larger, and agree on a day to replace this one. Look for \
                what writes so much, such as swap or virtual machines; 'vigie disks NAME' shows how much was written.
                """,
            fr: """
                Vérifiez que ce disque a une sauvegarde récente\u{A0}: il n'est pas encore en panne, mais arrive au \
                bout de ce que promet le fabricant. Commandez un disque de capacité égale ou supérieure et convenez \
                d'un jour pour remplacer celui-ci. Cherchez ce qui écrit autant, comme le fichier d'échange ou des \
                machines virtuelles\u{A0}; «\u{A0}vigie disks NOM\u{A0}» montre combien a été écrit.
                """
        ),
        "disk.reserve": Words(
            en: """
                Back up this machine's data now. Look whether the memory (eMMC) can be exchanged: it is usually \
                soldered on, and then the board or the machine must be replaced. Plan that at 80 %, do it at once at \
                90 %. Until then, keep large copies and virtual machines off it.
                """,
            fr: """
                Sauvegardez maintenant les données de ce poste. Regardez si la mémoire (eMMC) peut être changée\u{A0}: \
                elle est le plus souvent soudée, et il faut alors remplacer la carte ou le poste. Prévoyez-le à \
                80\u{A0}%, faites-le aussitôt à 90\u{A0}%. D'ici là, n'y mettez ni copies volumineuses ni machines \
                virtuelles.
                """
        ),
        "disk.wear-forecast": Words(
            en: """
                Order a disk of the same size or larger now, and replace this one before the days that the ticket \
                names are over. Check that this disk has a recent backup. Look for what writes so much, such as swap, \
                virtual machines or logs; 'vigie disks NAME' shows how much was written. The ticket closes by itself \
                if less is written and the end moves away.
                """,
            fr: """
                Commandez maintenant un disque de capacité égale ou supérieure et remplacez celui-ci avant la fin des \
                jours qu'indique le billet. Vérifiez que ce disque a une sauvegarde récente. Cherchez ce qui écrit \
                autant, comme le fichier d'échange, des machines virtuelles ou des journaux\u{A0}; «\u{A0}vigie disks \
                NOM\u{A0}» montre combien a été écrit. Le billet se ferme de lui-même si l'on écrit moins et que la \
                fin s'éloigne.
                """
        ),
        "disk.spare-forecast": Words(
            en: """
                Check that this disk has a recent backup. Order a disk of the same size or larger now, and replace \
                this one before the days that the ticket names are over: spare blocks do not come back. Until then, \
                keep large copies and virtual machines off it.
                """,
            fr: """
                Vérifiez que ce disque a une sauvegarde récente. Commandez maintenant un disque de capacité égale ou \
                supérieure et remplacez celui-ci avant la fin des jours qu'indique le billet\u{A0}: les blocs de \
                réserve ne reviennent pas. D'ici là, n'y mettez ni copies volumineuses ni machines virtuelles.
                """
        ),
    ]
}
