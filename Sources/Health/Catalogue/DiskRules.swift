extension Catalogue {
    /// Disks.
    ///
    /// Annual failure rates by raw value are Backblaze's, as embedded in Scrutiny (facts/disks.md section 2); 2 to 3 %
    /// is the rate of a disk whose counter is 0.
    static let diskRules: [Rule] = [
        Rule(
            "disk.failing",
            on: .disk,
            .failing,
            limits: [(.critical, .fixed(1))],
            heals: false,
            evidence: Words(
                en:
                    "The disk says so: ATA RETURN STATUS, a pre-failure attribute at its threshold, or an NVMe critical warning.",
                fr:
                    "Le disque le dit lui-même\u{A0}: réponse à SMART RETURN STATUS (ATA), attribut de pré-défaillance tombé à son seuil, ou avertissement critique NVMe."
            ),
            words: Words(en: "Disk is failing", fr: "Le disque tombe en panne")
        ),
        Rule(
            "disk.not-answering",
            on: .disk,
            .answering,
            .below,
            limits: [(.critical, .fixed(1))],
            hold: 30,
            release: 60,
            evidence: Words(
                en:
                    "No answer within 5 s, and still none 30 s later: a disk that spins up or is very busy has answered by then.",
                fr:
                    "Aucune réponse en 5\u{A0}s, et toujours aucune 30\u{A0}s plus tard\u{A0}: un disque qui lance ses plateaux ou qui est très occupé a répondu entre-temps."
            ),
            words: Words(en: "Disk is not answering", fr: "Le disque ne répond pas")
        ),
        Rule(
            "disk.pending-sectors",
            on: .disk,
            .pendingSectors,
            limits: [(.warning, .fixed(1)), (.critical, .fixed(3))],
            evidence: Words(
                en: "Attribute 197: 34 % of disks a year fail at 1 to 2, 68 % at 3 to 6.",
                fr:
                    "Attribut 197\u{A0}: 34\u{A0}% des disques tombent en panne dans l'année pour une valeur de 1 ou 2, et 68\u{A0}% pour 3 à 6."
            ),
            words: Words(en: "Unreadable sectors waiting", fr: "Secteurs illisibles en attente")
        ),
        Rule(
            "disk.uncorrectable-sectors",
            on: .disk,
            .uncorrectableSectors,
            limits: [(.critical, .fixed(1))],
            evidence: Words(
                en: "Attribute 198: 81 % of disks a year fail at 1 to 2.",
                fr: "Attribut 198\u{A0}: 81\u{A0}% des disques tombent en panne dans l'année pour une valeur de 1 ou 2."
            ),
            words: Words(en: "Uncorrectable sectors", fr: "Secteurs irrécupérables")
        ),
        Rule(
            "disk.reported-uncorrectable",
            on: .disk,
            .reportedUncorrectable,
            limits: [(.warning, .fixed(1)), (.critical, .fixed(4))],
            heals: false,
            evidence: Words(
                en: "Attribute 187: 24 to 34 % of disks a year fail at 1 to 3, 50 % at 4 to 6.",
                fr:
                    "Attribut 187\u{A0}: 24 à 34\u{A0}% des disques tombent en panne dans l'année pour une valeur de 1 à 3, et 50\u{A0}% pour 4 à 6."
            ),
            words: Words(en: "Reads that failed for good", fr: "Lectures définitivement échouées")
        ),
        Rule(
            "disk.reallocated-sectors",
            on: .disk,
            .reallocatedSectors,
            limits: [(.warning, .fixed(5)), (.critical, .fixed(17))],
            heals: false,
            evidence: Words(
                en:
                    "Attribute 5: 1 to 4 is like 0 (2.7 % a year); 7.5 % at 5 to 16, 24 % above. No such rates are known of SCSI's grown list.",
                fr:
                    "Attribut 5\u{A0}: de 1 à 4, comme à 0 (2,7\u{A0}% de pannes par an)\u{A0}; 7,5\u{A0}% de 5 à 16, et 24\u{A0}% au-delà. Aucun taux semblable n'est connu "
                    + "pour la liste SCSI des défauts apparus (grown defect list)."
            ),
            words: Words(en: "Reallocated sectors", fr: "Secteurs réalloués")
        ),
        Rule(
            "disk.spin-retries",
            on: .disk,
            .spinRetries,
            limits: [(.critical, .fixed(1))],
            heals: false,
            evidence: Words(
                en: "Attribute 10: 56 % of disks a year fail above 0, 5.5 % at 0.",
                fr:
                    "Attribut 10\u{A0}: 56\u{A0}% des disques tombent en panne dans l'année pour une valeur au-dessus de 0, contre 5,5\u{A0}% à 0."
            ),
            words: Words(en: "Trouble spinning up", fr: "Difficultés à démarrer les plateaux")
        ),
        Rule(
            "disk.end-to-end-errors",
            on: .disk,
            .endToEndErrors,
            limits: [(.warning, .fixed(1)), (.critical, .fixed(2))],
            heals: false,
            evidence: Words(
                en: "Attribute 184: 84 % of disks a year fail once its value has gone down by 2, 9 % before.",
                fr:
                    "Attribut 184\u{A0}: 84\u{A0}% des disques tombent en panne dans l'année dès que sa valeur a baissé de 2, contre 9\u{A0}% auparavant."
            ),
            words: Words(en: "Data damaged inside the disk", fr: "Données altérées dans le disque")
        ),
        Rule(
            "disk.interface-errors",
            on: .disk,
            .interfaceErrorsAdded,
            limits: [(.warning, .fixed(2))],
            step: 10,
            evidence: Words(
                en:
                    "Attribute 199 or device statistics: the rate of failure jumps at 2 (15 % a year, 4 % below) and stays: it is the "
                    + "cable or the connector, not the disk. Only what was added within seven days counts.",
                fr:
                    "Attribut 199 ou statistiques du périphérique\u{A0}: le taux de panne fait un bond à 2 (15\u{A0}% par an, contre 4\u{A0}% en dessous), puis ne bouge "
                    + "plus\u{A0}: c'est le câble ou le connecteur, et non le disque. Seul compte ce qui s'est ajouté en sept jours."
            ),
            words: Words(en: "Bad connection to the disk (cable)", fr: "Mauvaise liaison avec le disque (câble)")
        ),
        Rule(
            "disk.failed-self-test",
            on: .disk,
            .failedSelfTests,
            limits: [(.critical, .fixed(1))],
            evidence: Words(
                en:
                    "The disk's own test found what it cannot read or do; Google: after the first scan error a disk is 39 times as likely "
                    + "to fail within 60 days. It clears when an extended test passes, or when the log has forgotten it.",
                fr:
                    "L'autotest du disque a trouvé ce qu'il ne peut ni lire ni faire\u{A0}; selon Google, après la première erreur de balayage "
                    + "(scan error), un disque a 39 fois plus de risques de tomber en panne dans les 60 jours. L'anomalie disparaît quand un test étendu "
                    + "réussit, ou quand l'échec n'est plus dans le journal."
            ),
            words: Words(en: "Self-test failed", fr: "Autotest échoué")
        ),
        Rule(
            "disk.uncorrected-errors",
            on: .disk,
            .uncorrectedErrors,
            limits: [(.warning, .fixed(1))],
            heals: false,
            evidence: Words(
                en:
                    "SCSI log pages 02h, 03h, 05h: data that was lost or not stored; smartd tells it nobody (facts/disks.md section 0).",
                fr:
                    "Pages de journal SCSI 02h, 03h et 05h\u{A0}: données perdues ou non enregistrées\u{A0}; smartd ne le signale à personne (facts/disks.md, section 0)."
            ),
            words: Words(en: "Reads or writes given up", fr: "Lectures ou écritures abandonnées")
        ),
        Rule(
            "disk.io-errors",
            on: .disk,
            .ioErrorsAdded,
            limits: [(.warning, .fixed(50))],
            step: 100,
            heals: false,
            evidence: Words(
                en:
                    "The kernel's ioerr_cnt: what failed between two polls, or in ten minutes, beyond three times the usual of this disk, ours left out. "
                    + "Other monitors' commands count too (some are answered in error bytes), so few say nothing. No rate of failure is known.",
                fr:
                    "Compteur ioerr_cnt du noyau\u{A0}: ce qui a échoué entre deux relevés, ou en dix minutes, au-delà du triple de l'ordinaire de ce "
                    + "disque, nos propres commandes exclues. Celles d'autres outils de surveillance comptent aussi (certaines reçoivent leur réponse "
                    + "sous forme d'octets d'erreur)\u{A0}: un petit nombre ne dit donc rien. Aucun taux de panne n'est connu."
            ),
            words: Words(en: "The kernel cannot read or write", fr: "Le noyau ne peut ni lire ni écrire")
        ),
        Rule(
            "disk.device-errors",
            on: .disk,
            .deviceErrors,
            limits: [(.warning, .fixed(1))],
            heals: false,
            evidence: Words(
                en:
                    "NVMe log 01h: errors of the media or inside the disk; commands that it rightly refused (the host's own, smartmontools "
                    + "issue 208) do not count.",
                fr:
                    "Journal NVMe 01h\u{A0}: erreurs du support ou internes au disque\u{A0}; les commandes qu'il a refusées à bon droit (la faute en revient "
                    + "à l'hôte\u{A0}: issue 208 de smartmontools) ne comptent pas."
            ),
            words: Words(en: "Errors inside the disk", fr: "Erreurs internes du disque")
        ),
        Rule(
            "disk.media-errors",
            on: .disk,
            .mediaErrors,
            limits: [(.warning, .fixed(1))],
            heals: false,
            evidence: Words(
                en: "NVMe log 02h, media and data integrity errors: data that the disk could not give back.",
                fr:
                    "Journal NVMe 02h, erreurs du support et d'intégrité des données\u{A0}: données que le disque n'a pas pu rendre."
            ),
            words: Words(en: "Media errors", fr: "Erreurs du support")
        ),
        Rule(
            "disk.spare",
            on: .disk,
            .availableSpare,
            .below,
            limits: [(.critical, .reported(.availableSpareThreshold))],
            heals: false,
            evidence: Words(
                en:
                    "NVMe log 02h: available spare below the vendor's own threshold, whatever the critical warning says.",
                fr:
                    "Journal NVMe 02h\u{A0}: réserve disponible sous le seuil fixé par le fabricant, quoi que dise l'avertissement critique."
            ),
            words: Words(en: "Spare blocks nearly used up", fr: "Blocs de réserve presque épuisés")
        ),
        Rule(
            "disk.wear",
            on: .disk,
            .percentageUsed,
            limits: [(.warning, .fixed(95)), (.critical, .fixed(100))],
            heals: false,
            evidence: Words(
                en:
                    "Endurance used: 100 % is the end of what the vendor promises, not failure; smartd's next release warns above 95 %.",
                fr:
                    "Endurance consommée\u{A0}: 100\u{A0}% marque la fin de ce que le fabricant promet, pas la panne\u{A0}; la prochaine version de smartd avertit au-delà de 95\u{A0}%."
            ),
            words: Words(en: "Rated endurance used", fr: "Endurance garantie consommée")
        ),
        Rule(
            "disk.temperature",
            on: .disk,
            .temperature,
            limits: [(.warning, .reported(.temperatureLimit))],
            hysteresis: 5,
            hold: 60,
            step: 5,
            evidence: Words(
                en:
                    "The disk's own limit (SCT status, device statistics, SCSI log 0Dh) at two polls on end; no fixed limit suits all disks, "
                    + "and a sensor of the kernel's judges it where there is one.",
                fr:
                    "Limite propre au disque (état SCT, statistiques du périphérique, journal SCSI 0Dh), atteinte à deux relevés de suite\u{A0}; aucune "
                    + "limite fixe ne convient à tous les disques, et là où le noyau a un capteur pour ce disque, c'est ce capteur qui est jugé."
            ),
            words: Words(en: "Disk is too warm", fr: "Disque trop chaud")
        ),
        Rule(
            "disk.reserve",
            on: .disk,
            .reservedBlocksUsed,
            limits: [(.warning, .fixed(80)), (.critical, .fixed(90))],
            heals: false,
            evidence: Words(
                en:
                    "eMMC's own pre-end-of-life notice (JESD84-B51, EXT_CSD 267): 80 or 90 % of the reserved blocks are used.",
                fr:
                    "Avis de l'eMMC elle-même sur sa fin de vie proche (JESD84-B51, EXT_CSD 267)\u{A0}: 80 ou 90\u{A0}% des blocs réservés sont consommés."
            ),
            words: Words(en: "Reserved blocks nearly used up", fr: "Blocs réservés presque épuisés")
        ),
        Rule(
            "disk.wear-forecast",
            on: .disk,
            .wearDaysLeft,
            .below,
            limits: [(.warning, .fixed(90))],
            hysteresis: 30,
            step: 30,
            evidence: Words(
                en:
                    "The endurance used on this host over at least 30 days, drawn on: it ends within 90 days, in time to order a disk.",
                fr:
                    "Endurance consommée sur ce poste en 30 jours au moins, extrapolée\u{A0}: elle sera épuisée d'ici 90 jours, à temps pour commander un disque."
            ),
            words: Words(en: "Endurance ends soon", fr: "Fin d'endurance proche")
        ),
        Rule(
            "disk.spare-forecast",
            on: .disk,
            .spareDaysLeft,
            .below,
            limits: [(.warning, .fixed(90))],
            hysteresis: 30,
            step: 30,
            evidence: Words(
                en:
                    "The spare blocks lost on this host over at least 30 days, drawn on: they reach the vendor's threshold within 90 days.",
                fr:
                    "Blocs de réserve perdus sur ce poste en 30 jours au moins, extrapolés\u{A0}: la réserve atteindra le seuil du fabricant d'ici 90 jours."
            ),
            words: Words(en: "Spare blocks run out soon", fr: "Fin proche des blocs de réserve")
        ),
    ]
}
