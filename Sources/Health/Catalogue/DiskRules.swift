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
            evidence: "Attribute 5: 1 to 4 is like 0 (2.7 % a year); 7.5 % at 5 to 16, 24 % above.",
            words: Words(en: "Reallocated sectors", fr: "Secteurs réalloués")
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
    ]
}
