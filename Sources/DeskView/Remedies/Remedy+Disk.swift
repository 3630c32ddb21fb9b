import Health

extension Remedy {
    /// Errors of disks, and their heat: the data comes first.
    static let disks: [String: Words] = [
        "disk.failing": Words(
            en: """
                Save the data of this disk first: run the backup now, and check that it can be read. Start no long \
                test, no repair and no check of the file system before that: the strain may finish the disk. Then \
                order a disk of the same size or larger, and replace this one. The old disk still holds data: have it \
                destroyed as your rules say.
                """,
            fr: """
                Sauvegardez d'abord les données de ce disque\u{A0}: lancez la sauvegarde maintenant et vérifiez \
                qu'elle est lisible. Ne lancez avant cela ni test long, ni réparation, ni vérification du système de \
                fichiers\u{A0}: l'effort peut achever le disque. Commandez ensuite un disque de capacité égale ou \
                supérieure et remplacez celui-ci. L'ancien disque contient encore des données\u{A0}: faites-le \
                détruire selon vos règles.
                """
        ),
        "disk.not-answering": Words(
            en: """
                Ask whether somebody unplugged the disk, and read what the kernel says of it: 'journalctl -k'. Have \
                the work saved, switch the machine off (a restart is not enough), plug the disk and its cables in \
                again firmly, and switch on. If the disk answers, back it up at once. If it does not, even with \
                another cable and in another port, replace it and restore its data from the backup.
                """,
            fr: """
                Demandez si quelqu'un a débranché le disque et lisez ce que le noyau en dit\u{A0}: «\u{A0}journalctl \
                -k\u{A0}». Faites enregistrer le travail, éteignez le poste (un redémarrage ne suffit pas), rebranchez \
                fermement le disque et ses câbles, puis rallumez. Si le disque répond, sauvegardez-le aussitôt. S'il \
                ne répond pas, même avec un autre câble et sur un autre port, remplacez-le et restaurez ses données \
                depuis la sauvegarde.
                """
        ),
        "disk.pending-sectors": Words(
            en: """
                Back up this disk now, and note the files that cannot be read. Restore those files from an older \
                backup. The disk mends or replaces such a sector when it is written next; the ticket closes when none \
                is left. From 3 sectors on, or when the number rises, order a disk of the same size or larger and \
                replace this one.
                """,
            fr: """
                Sauvegardez ce disque maintenant et notez les fichiers illisibles. Restaurez ces fichiers depuis une \
                sauvegarde plus ancienne. Le disque répare ou remplace un tel secteur à la prochaine écriture\u{A0}; \
                le billet se ferme quand il n'en reste aucun. À partir de 3 secteurs, ou si leur nombre augmente, \
                commandez un disque de capacité égale ou supérieure et remplacez celui-ci.
                """
        ),
        "disk.uncorrectable-sectors": Words(
            en: """
                Back up this disk now, and note the files that cannot be read. Order a disk of the same size or larger \
                and replace this one soon: most disks with such sectors fail within a year. Restore the unreadable \
                files from an older backup.
                """,
            fr: """
                Sauvegardez ce disque maintenant et notez les fichiers illisibles. Commandez un disque de capacité \
                égale ou supérieure et remplacez vite celui-ci\u{A0}: la plupart des disques qui ont de tels secteurs \
                tombent en panne dans l'année. Restaurez les fichiers illisibles depuis une sauvegarde plus ancienne.
                """
        ),
        "disk.reported-uncorrectable": Words(
            en: """
                Back up this disk now, and restore the files that cannot be read from an older backup. Order a disk of \
                the same size or larger: one such disk in three or four fails within a year. Replace the disk at 4 \
                failed reads, or as soon as the number rises. To wait for that with the ticket closed, run 'vigie \
                accept KEY' as root on the workstation ('vigie accept' lists the keys).
                """,
            fr: """
                Sauvegardez ce disque maintenant et restaurez les fichiers illisibles depuis une sauvegarde plus \
                ancienne. Commandez un disque de capacité égale ou supérieure\u{A0}: un tel disque sur trois ou quatre \
                tombe en panne dans l'année. Remplacez le disque à 4 lectures échouées, ou dès que leur nombre \
                augmente. Pour attendre cela billet fermé, lancez «\u{A0}vigie accept CLÉ\u{A0}» en tant que root sur \
                le poste («\u{A0}vigie accept\u{A0}» liste les clés).
                """
        ),
        "disk.reallocated-sectors": Words(
            en: """
                Check that this disk has a recent backup. From 17 sectors on, or when the number rises, order a disk \
                of the same size or larger and replace this one. You can live with a smaller number that stays the \
                same: 'vigie accept KEY', as root on the workstation, closes the ticket until it rises ('vigie accept' \
                lists the keys).
                """,
            fr: """
                Vérifiez que ce disque a une sauvegarde récente. À partir de 17 secteurs, ou si leur nombre augmente, \
                commandez un disque de capacité égale ou supérieure et remplacez celui-ci. Un nombre plus petit et \
                stable est tolérable\u{A0}: «\u{A0}vigie accept CLÉ\u{A0}», en tant que root sur le poste, ferme le \
                billet jusqu'à ce qu'il augmente («\u{A0}vigie accept\u{A0}» liste les clés).
                """
        ),
        "disk.spin-retries": Words(
            en: """
                Back up this disk now, while it turns. Do not switch the machine off before that: the disk may not \
                start again. Order a disk of the same size or larger and replace this one: half of such disks fail \
                within a year. Check the power cable and its connector too, for a weak supply gives the same sign.
                """,
            fr: """
                Sauvegardez ce disque maintenant, tant qu'il tourne. N'éteignez pas le poste avant cela\u{A0}: le \
                disque pourrait ne plus démarrer. Commandez un disque de capacité égale ou supérieure et remplacez \
                celui-ci\u{A0}: la moitié de ces disques tombent en panne dans l'année. Vérifiez aussi le câble \
                d'alimentation et son connecteur, car une alimentation faible donne le même signe.
                """
        ),
        "disk.end-to-end-errors": Words(
            en: """
                Make a new backup now, and keep all older ones: recent copies may hold data that the disk has damaged. \
                Have the user check the most important files. Order a disk of the same size or larger and replace this \
                one. Restore what is damaged from a backup that is older than the ticket.
                """,
            fr: """
                Faites une nouvelle sauvegarde maintenant et gardez toutes les anciennes\u{A0}: les copies récentes \
                peuvent contenir des données altérées par le disque. Faites vérifier à l'utilisateur ses fichiers les \
                plus importants. Commandez un disque de capacité égale ou supérieure et remplacez celui-ci. Restaurez \
                ce qui est altéré depuis une sauvegarde plus ancienne que le billet.
                """
        ),
        "disk.interface-errors": Words(
            en: """
                Suspect the cable, not the disk. Switch the machine off, fit a new data cable or plug the old one in \
                again firmly at both ends, and try another port (for a USB disk, one without a hub). The ticket closes \
                by itself seven days after the last errors. If they go on with a new cable and another port, pass the \
                ticket on: the disk's connector or the controller is to be checked.
                """,
            fr: """
                Soupçonnez le câble et non le disque. Éteignez le poste, montez un câble de données neuf ou rebranchez \
                fermement l'ancien aux deux bouts, et essayez un autre port (pour un disque USB, un port sans \
                concentrateur). Le billet se ferme de lui-même sept jours après les dernières erreurs. Si elles \
                continuent avec un câble neuf et un autre port, transmettez le billet\u{A0}: le connecteur du disque \
                ou le contrôleur est à vérifier.
                """
        ),
        "disk.failed-self-test": Words(
            en: """
                Back up this disk before anything else, and start no test until that is done. Run 'vigie disks NAME' \
                to see which test failed and where, and restore the files that cannot be read from an older backup. \
                Order a disk of the same size or larger and replace this one. The ticket closes by itself when an \
                extended test passes; even then, watch this disk.
                """,
            fr: """
                Sauvegardez ce disque avant toute autre chose et ne lancez aucun test d'ici là. Lancez «\u{A0}vigie \
                disks NOM\u{A0}» pour voir quel test a échoué et où, puis restaurez les fichiers illisibles depuis une \
                sauvegarde plus ancienne. Commandez un disque de capacité égale ou supérieure et remplacez celui-ci. \
                Le billet se ferme de lui-même quand un test étendu réussit\u{A0}; même alors, surveillez ce disque.
                """
        ),
        "disk.uncorrected-errors": Words(
            en: """
                Back up this disk now: it has lost data or has not stored it. If it belongs to a RAID array, check \
                that the array is complete before you take the disk out. Order a disk of the same type, of the same \
                size or larger, and replace this one. Restore damaged files from an older backup.
                """,
            fr: """
                Sauvegardez ce disque maintenant\u{A0}: il a perdu des données ou ne les a pas enregistrées. S'il fait \
                partie d'une grappe RAID, vérifiez que la grappe est complète avant de retirer le disque. Commandez un \
                disque du même type, de capacité égale ou supérieure, et remplacez celui-ci. Restaurez les fichiers \
                altérés depuis une sauvegarde plus ancienne.
                """
        ),
        "disk.io-errors": Words(
            en: """
                Back up this disk, then read what the kernel says of it: 'journalctl -k'. 'ICRC' or 'BadCRC' means the \
                cable: change it, or try another port. 'UNC' or 'medium error' means the disk: replace it. If a \
                removable disk was only unplugged while in use, check its files and close the ticket; if the kernel \
                says anything else, pass the ticket on.
                """,
            fr: """
                Sauvegardez ce disque, puis lisez ce que le noyau en dit\u{A0}: «\u{A0}journalctl -k\u{A0}». \
                «\u{A0}ICRC\u{A0}» ou «\u{A0}BadCRC\u{A0}» désigne le câble\u{A0}: changez-le ou essayez un autre \
                port. «\u{A0}UNC\u{A0}» ou «\u{A0}medium error\u{A0}» désigne le disque\u{A0}: remplacez-le. Si un \
                disque amovible a seulement été débranché en cours d'utilisation, vérifiez ses fichiers et fermez le \
                billet\u{A0}; si le noyau dit autre chose, transmettez le billet.
                """
        ),
        "disk.device-errors": Words(
            en: """
                Back up this disk now. Run 'vigie disks NAME' to see which errors it logged. Look for newer firmware \
                at the vendor's, and install it only when the backup is complete. If errors go on, order a disk of the \
                same size or larger and replace this one.
                """,
            fr: """
                Sauvegardez ce disque maintenant. Lancez «\u{A0}vigie disks NOM\u{A0}» pour voir les erreurs qu'il a \
                notées. Cherchez un micrologiciel plus récent chez le fabricant et ne l'installez qu'une fois la \
                sauvegarde complète. Si les erreurs continuent, commandez un disque de capacité égale ou supérieure et \
                remplacez celui-ci.
                """
        ),
        "disk.media-errors": Words(
            en: """
                Back up this disk now, and note the files that cannot be read. Restore those files from an older \
                backup. If the number rises, order a disk of the same size or larger and replace this one. You can \
                live with a number that stays the same: 'vigie accept KEY', as root on the workstation, closes the \
                ticket until it rises ('vigie accept' lists the keys).
                """,
            fr: """
                Sauvegardez ce disque maintenant et notez les fichiers illisibles. Restaurez ces fichiers depuis une \
                sauvegarde plus ancienne. Si le nombre d'erreurs augmente, commandez un disque de capacité égale ou \
                supérieure et remplacez celui-ci. Un nombre stable est tolérable\u{A0}: «\u{A0}vigie accept \
                CLÉ\u{A0}», en tant que root sur le poste, ferme le billet jusqu'à ce qu'il augmente («\u{A0}vigie \
                accept\u{A0}» liste les clés).
                """
        ),
        "disk.temperature": Words(
            en: """
                Look whether the fans turn and the air can pass: remove dust from fans and grilles, and leave free \
                space around the machine and the disk. Check that an SSD's heat sink sits firmly, and that a laptop \
                does not lie on cloth. If the disk is still too warm after an hour, stop heavy work or switch the \
                machine off, and pass the ticket on.
                """,
            fr: """
                Regardez si les ventilateurs tournent et si l'air circule\u{A0}: dépoussiérez ventilateurs et grilles, \
                laissez de l'espace autour du poste et du disque. Vérifiez que le dissipateur d'un SSD est bien fixé \
                et qu'un portable n'est pas posé sur du tissu. Si le disque est encore trop chaud après une heure, \
                arrêtez les gros travaux ou éteignez le poste, et transmettez le billet.
                """
        ),
    ]
}
