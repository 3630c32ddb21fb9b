package import Health

/// Which readings of one kind of component matter to a person, and in what words: its line in the text report.
///
/// Everything else (attributes, totals, limits that stand beside a value) is left to JSON.
package struct ReadingsLine {
    /// One part of the line; `#` in the words stands for the value with its unit.
    struct Part {
        let quantity: Quantity
        let words: Words
        /// Left out while the value is 0: counters of faults, and flags.
        let isFault: Bool

        init(_ quantity: Quantity, _ english: String = "#", _ french: String = "#") {
            self.init(quantity, english, french, isFault: false)
        }

        private init(_ quantity: Quantity, _ english: String, _ french: String, isFault: Bool) {
            self.quantity = quantity
            self.words = Words(en: english, fr: french)
            self.isFault = isFault
        }

        static func fault(_ quantity: Quantity, _ english: String, _ french: String) -> Part {
            Part(quantity, english, french, isFault: true)
        }
    }

    /// Nil where this release knows nothing of the kind: what was read is shown as it came.
    let parts: [Part]?

    package init(_ kind: Component.Kind) {
        parts =
            switch kind {
            case .disk: Self.disk
            case .sensor: Self.sensor
            case .ups: Self.ups
            case .updates: Self.updates
            case .host: []
            default: nil
            }
    }

    /// The parts that were read, faults first, joined by commas.
    package func text(of readings: [Reading], in language: Language) -> String {
        let figures = Figures(language)
        let parts = parts ?? readings.map { Part($0.quantity, "\($0.quantity.name) #", "\($0.quantity.name) #") }
        return parts.compactMap { part -> String? in
            guard let value = readings.first(where: { $0.quantity == part.quantity })?.value else { return nil }
            if part.isFault, value == .number(0) { return nil }
            let shown =
                switch value {
                case .number(let number): figures.quantity(number, part.quantity.unit)
                case .text(let text): text
                }
            return part.words[language].split(separator: "#", omittingEmptySubsequences: false).joined(separator: shown)
        }
        .joined(separator: ", ")
    }

    private static let disk: [Part] = [
        .fault(.failing, "says that it fails", "s'annonce en panne"),
        .fault(.pendingSectors, "pending #", "en attente #"),
        .fault(.uncorrectableSectors, "uncorrectable #", "irrécupérables #"),
        .fault(.reportedUncorrectable, "failed reads #", "lectures échouées #"),
        .fault(.reallocatedSectors, "reallocated #", "réalloués #"),
        .fault(.failedSelfTests, "self-test failed", "autotest échoué"),
        Part(.failingAddress, "first bad sector #", "premier secteur défectueux #"),
        .fault(.spinRetries, "spin retries #", "démarrages répétés #"),
        .fault(.endToEndErrors, "damaged data #", "données altérées #"),
        .fault(.uncorrectedErrors, "given up #", "abandons #"),
        .fault(.interfaceErrorsAdded, "cable errors #", "erreurs de câble #"),
        .fault(.ioErrorsAdded, "failed commands #", "commandes échouées #"),
        .fault(.deviceErrors, "internal errors #", "erreurs internes #"),
        .fault(.mediaErrors, "media errors #", "erreurs du support #"),
        Part(.temperature),
        Part(.powerOnHours),
        Part(.availableSpare, "spare #", "réserve #"),
        Part(.percentageUsed, "used #", "usure #"),
    ]

    private static let sensor: [Part] = [
        Part(.temperature),
        Part(.maximum, "high #", "haute #"),
        Part(.critical, "critical #", "critique #"),
    ]

    private static let ups: [Part] = [
        .fault(.lowBattery, "battery nearly empty", "batterie presque vide"),
        .fault(.onBattery, "on battery", "sur batterie"),
        .fault(.replaceBattery, "replace the battery", "batterie à remplacer"),
        Part(.status),
        Part(.batteryCharge, "battery #", "batterie #"),
        Part(.batteryRuntime, "for #", "pour #"),
        Part(.load, "load #", "charge #"),
        Part(.inputVoltage, "mains #", "secteur #"),
        Part(.refused, "not understood: #", "pas compris\u{A0}: #"),
    ]

    private static let updates: [Part] = [
        .fault(.listsMissing, "no package lists", "aucune liste de paquets"),
        .fault(.securityUpdates, "security #", "sécurité #"),
        .fault(.securityUpdatesAge, "oldest #", "la plus ancienne #"),
        Part(.pendingUpdates, "pending #", "en attente #"),
        .fault(.rebootRequired, "restart needed", "redémarrage nécessaire"),
        Part(.listsAge, "lists # old", "listes vieilles de #"),
    ]
}
