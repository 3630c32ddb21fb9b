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
            evidence:
                "The disk says so: ATA RETURN STATUS, a pre-failure attribute at its threshold, or an NVMe critical warning.",
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
            evidence:
                "No answer within 5 s, and still none 30 s later: a disk that spins up or is very busy has answered by then.",
            words: Words(en: "Disk is not answering", fr: "Le disque ne répond pas")
        ),
        Rule(
            "disk.pending-sectors",
            on: .disk,
            .pendingSectors,
            limits: [(.warning, .fixed(1)), (.critical, .fixed(3))],
            evidence: "Attribute 197: 34 % of disks a year fail at 1 to 2, 68 % at 3 to 6.",
            words: Words(en: "Unreadable sectors waiting", fr: "Secteurs illisibles en attente")
        ),
        Rule(
            "disk.uncorrectable-sectors",
            on: .disk,
            .uncorrectableSectors,
            limits: [(.critical, .fixed(1))],
            evidence: "Attribute 198: 81 % of disks a year fail at 1 to 2.",
            words: Words(en: "Uncorrectable sectors", fr: "Secteurs irrécupérables")
        ),
        Rule(
            "disk.reported-uncorrectable",
            on: .disk,
            .reportedUncorrectable,
            limits: [(.warning, .fixed(1)), (.critical, .fixed(4))],
            heals: false,
            evidence: "Attribute 187: 24 to 34 % of disks a year fail at 1 to 3, 50 % at 4 to 6.",
            words: Words(en: "Reads that failed for good", fr: "Lectures définitivement échouées")
        ),
        Rule(
            "disk.reallocated-sectors",
            on: .disk,
            .reallocatedSectors,
            limits: [(.warning, .fixed(5)), (.critical, .fixed(17))],
            heals: false,
            evidence:
                "Attribute 5: 1 to 4 is like 0 (2.7 % a year); 7.5 % at 5 to 16, 24 % above. No such rates are known of SCSI's grown list.",
            words: Words(en: "Reallocated sectors", fr: "Secteurs réalloués")
        ),
        Rule(
            "disk.spin-retries",
            on: .disk,
            .spinRetries,
            limits: [(.critical, .fixed(1))],
            heals: false,
            evidence: "Attribute 10: 56 % of disks a year fail above 0, 5.5 % at 0.",
            words: Words(en: "Trouble spinning up", fr: "Difficultés à démarrer les plateaux")
        ),
        Rule(
            "disk.end-to-end-errors",
            on: .disk,
            .endToEndErrors,
            limits: [(.warning, .fixed(1)), (.critical, .fixed(2))],
            heals: false,
            evidence: "Attribute 184: 84 % of disks a year fail once its value has gone down by 2, 9 % before.",
            words: Words(en: "Data damaged inside the disk", fr: "Données altérées dans le disque")
        ),
        Rule(
            "disk.interface-errors",
            on: .disk,
            .interfaceErrorsAdded,
            limits: [(.warning, .fixed(2))],
            step: 10,
            evidence:
                "Attribute 199 or device statistics: the rate of failure jumps at 2 (15 % a year, 4 % below) and stays: it is the "
                + "cable or the connector, not the disk. Only what was added within seven days counts.",
            words: Words(en: "Bad connection to the disk (cable)", fr: "Mauvaise liaison avec le disque (câble)")
        ),
        Rule(
            "disk.failed-self-test",
            on: .disk,
            .failedSelfTests,
            limits: [(.critical, .fixed(1))],
            evidence:
                "The disk's own test found what it cannot read or do; Google: after the first scan error a disk is 39 times as likely "
                + "to fail within 60 days. It clears when an extended test passes, or when the log has forgotten it.",
            words: Words(en: "Self-test failed", fr: "Autotest échoué")
        ),
        Rule(
            "disk.uncorrected-errors",
            on: .disk,
            .uncorrectedErrors,
            limits: [(.warning, .fixed(1))],
            heals: false,
            evidence:
                "SCSI log pages 02h, 03h, 05h: data that was lost or not stored; smartd tells it nobody (facts/disks.md section 0).",
            words: Words(en: "Reads or writes given up", fr: "Lectures ou écritures abandonnées")
        ),
        Rule(
            "disk.io-errors",
            on: .disk,
            .ioErrorsAdded,
            limits: [(.warning, .fixed(50))],
            step: 100,
            heals: false,
            evidence:
                "The kernel's ioerr_cnt: what failed between two polls, or in ten minutes, beyond three times the usual of this disk, ours left out. "
                + "Other monitors' commands count too (some are answered in error bytes), so few say nothing. No rate of failure is known.",
            words: Words(en: "The kernel cannot read or write", fr: "Le noyau ne peut ni lire ni écrire")
        ),
        Rule(
            "disk.device-errors",
            on: .disk,
            .deviceErrors,
            limits: [(.warning, .fixed(1))],
            heals: false,
            evidence:
                "NVMe log 01h: errors of the media or inside the disk; commands that it rightly refused (the host's own, smartmontools "
                + "issue 208) do not count.",
            words: Words(en: "Errors inside the disk", fr: "Erreurs internes du disque")
        ),
        Rule(
            "disk.media-errors",
            on: .disk,
            .mediaErrors,
            limits: [(.warning, .fixed(1))],
            heals: false,
            evidence: "NVMe log 02h, media and data integrity errors: data that the disk could not give back.",
            words: Words(en: "Media errors", fr: "Erreurs du support")
        ),
        Rule(
            "disk.spare",
            on: .disk,
            .availableSpare,
            .below,
            limits: [(.critical, .reported(.availableSpareThreshold))],
            heals: false,
            evidence:
                "NVMe log 02h: available spare below the vendor's own threshold, whatever the critical warning says.",
            words: Words(en: "Spare blocks nearly used up", fr: "Blocs de réserve presque épuisés")
        ),
        Rule(
            "disk.wear",
            on: .disk,
            .percentageUsed,
            limits: [(.warning, .fixed(95)), (.critical, .fixed(100))],
            heals: false,
            evidence:
                "Endurance used: 100 % is the end of what the vendor promises, not failure; smartd's next release warns above 95 %.",
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
            evidence:
                "The disk's own limit (SCT status, device statistics, SCSI log 0Dh) at two polls on end; no fixed limit suits all disks, "
                + "and a sensor of the kernel's judges it where there is one.",
            words: Words(en: "Disk is too warm", fr: "Disque trop chaud")
        ),
        Rule(
            "disk.reserve",
            on: .disk,
            .reservedBlocksUsed,
            limits: [(.warning, .fixed(80)), (.critical, .fixed(90))],
            heals: false,
            evidence:
                "eMMC's own pre-end-of-life notice (JESD84-B51, EXT_CSD 267): 80 or 90 % of the reserved blocks are used.",
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
            evidence:
                "The endurance used on this host over at least 30 days, drawn on: it ends within 90 days, in time to order a disk.",
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
            evidence:
                "The spare blocks lost on this host over at least 30 days, drawn on: they reach the vendor's threshold within 90 days.",
            words: Words(en: "Spare blocks run out soon", fr: "Fin proche des blocs de réserve")
        ),
    ]
}
