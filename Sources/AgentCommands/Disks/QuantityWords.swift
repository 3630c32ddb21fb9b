import Health
import Report

extension Quantity {
    /// What a person calls it, for those that are read of disks; any other by its name.
    func words(in language: Language) -> String {
        if let words = Self.words[name] { return words[language] }
        let sensor = "temperature-sensor-"
        guard name.hasPrefix(sensor) else { return name }
        return Words(en: "Temperature, sensor ", fr: "Température, capteur ")[language] + name.dropFirst(sensor.count)
    }

    private static let words: [String: Words] = {
        let pairs = (health + use + SCSI.errors).map { ($0.0, Words(en: $0.1, fr: $0.2)) }
        return Dictionary(pairs) { $1 }
    }()

    private static let health: [(String, String, String)] = [
        ("failing", "Says that it fails", "S'annonce en panne"), ("answering", "Answers", "Répond"),
        ("temperature", "Temperature", "Température"), ("maximum", "Upper limit of it", "Limite haute"),
        ("critical", "Critical limit of it", "Limite critique"),
        ("temperature-limit", "Limit that is judged", "Limite jugée"),
        ("critical-warning", "Warning", "Avertissement"),
        ("critical-warning-bits", "Warning as sent", "Avertissement tel quel"),
        ("notice", "Notice", "Avis"), ("reallocated-sectors", "Reallocated sectors", "Secteurs réalloués"),
        ("pending-sectors", "Pending sectors", "Secteurs en attente"),
        ("uncorrectable-sectors", "Uncorrectable sectors", "Secteurs irrécupérables"),
        ("reported-uncorrectable", "Failed reads", "Lectures échouées"),
        ("spin-retries", "Spin retries", "Démarrages répétés"),
        ("end-to-end-errors", "Data damaged inside", "Données altérées en interne"),
        ("interface-errors", "Transfer errors", "Erreurs de transfert"),
        ("interface-errors-added", "Transfer errors in 7 days", "Erreurs de transfert en 7 jours"),
        ("io-errors-added", "Failed commands in 10 minutes", "Commandes échouées en 10 minutes"),
        ("media-errors", "Media errors", "Erreurs du support"),
        ("device-errors", "Internal errors in the log", "Erreurs internes au journal"),
        ("error-log-entries", "Errors since it was made", "Erreurs depuis sa fabrication"),
        ("command-errors", "Failed commands since it was made", "Commandes échouées depuis sa fabrication"),
        ("errors", "Newest errors", "Dernières erreurs"),
        ("uncorrected-errors", "Given up", "Abandons"), ("non-medium-errors", "Other errors", "Autres erreurs"),
        ("failed-self-tests", "Failed self-tests", "Autotests échoués"),
        ("failing-lba", "First bad sector", "Premier secteur défectueux"),
        ("self-test", "Last self-test", "Dernier autotest"),
        ("self-test-remaining", "Of it still to do", "Reste à faire"),
        ("self-tests", "Self-tests", "Autotests"),
        ("percentage-used", "Endurance used", "Endurance consommée"),
        ("available-spare", "Spare", "Réserve"),
        ("available-spare-threshold", "Least spare", "Réserve minimale"),
        ("reserve", "Spare", "Réserve"), ("reserved-blocks-used", "Spare used", "Réserve consommée"),
        ("wear-days-left", "Endurance lasts for", "Endurance restante"),
        ("spare-days-left", "Spare lasts for", "Réserve restante"),
    ]

    private static let use: [(String, String, String)] = [
        ("power-on-hours", "Powered on", "En service"), ("power-cycles", "Power cycles", "Mises sous tension"),
        ("start-stops", "Starts", "Démarrages"), ("load-cycles", "Loads of the heads", "Chargements des têtes"),
        ("unsafe-shutdowns", "Unsafe shutdowns", "Arrêts brutaux"), ("data-read", "Read", "Lu"),
        ("data-written", "Written", "Écrit"), ("data-verified", "Verified", "Vérifié"),
        ("host-reads", "Read commands", "Commandes de lecture"),
        ("host-writes", "Write commands", "Commandes d'écriture"),
        ("busy-minutes", "Minutes busy", "Minutes d'activité"),
        ("warning-temperature-minutes", "Minutes too warm", "Minutes trop chaud"),
        ("critical-temperature-minutes", "Minutes far too warm", "Minutes bien trop chaud"),
        ("capacity", "Capacity", "Capacité"),
        ("logical-sector-bytes", "Bytes in a sector", "Octets par secteur"),
        ("physical-sector-bytes", "Bytes in a physical sector", "Octets par secteur physique"),
        ("rotation-rate", "Revolutions a minute", "Tours par minute"), ("wwn", "World wide name", "Nom mondial"),
        ("drive-database", "Drive database", "Base des disques"),
    ]

    private enum SCSI {
        static let errors = [
            ("read", "Reads", "Lectures"), ("write", "Writes", "Écritures"),
            ("verify", "Verifications", "Vérifications"),
        ]
        .flatMap { operation, english, french in
            kinds.map { ("\(operation)-errors-\($0.0)", "\(english) \($0.1)", "\(french) \($0.2)") }
        }

        private static let kinds = [
            ("corrected-fast", "corrected at once", "corrigées aussitôt"),
            ("corrected-delayed", "corrected with delay", "corrigées avec retard"),
            ("repeated", "repeated", "répétées"), ("corrected", "corrected in all", "corrigées en tout"),
            ("corrections", "for which the correction ran", "soumises à la correction"),
            ("uncorrected", "given up", "abandonnées"),
        ]
    }
}

extension HealthReport.Entry {
    /// A part of the identity as a person calls it.
    static func words(identity key: String, in language: Language) -> String {
        let words: [String: Words] = [
            "model": Words(en: "Model", fr: "Modèle"), "serial": Words(en: "Serial number", fr: "Numéro de série"),
            "firmware": Words(en: "Firmware", fr: "Micrologiciel"), "device": Words(en: "Device", fr: "Périphérique"),
            "protocol": Words(en: "Protocol", fr: "Protocole"), "through": Words(en: "Read through", fr: "Lu par"),
        ]
        return words[key]?[language] ?? key
    }
}
