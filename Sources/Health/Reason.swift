/// Why a component is not watched, or not yet, or cannot be, where that is always the same: the wire carries the English text, and every
/// reader sees his own language.
///
/// What a device or the system answered is not among them and is shown as it was told.
package enum Reason: CaseIterable {
    case virtualDisk
    case noSmartctl
    case notSmartctls
    case noSmartData
    case smartOff
    case notAnswering
    case goneComponent
    case noSensors
    case sensorFault
    case sleepingSensor
    case noSupply
    case startingSupply
    case noSupplyStatus
    case noAPT
    case noDisks
    case notNamed
    case switchedOff
    case notRead

    package var words: Words {
        switch self {
        case .virtualDisk:
            Words(
                en: "a virtual disk: its hardware is watched where it is",
                fr: "un disque virtuel\u{A0}: son matériel est surveillé là où il est"
            )
        case .noSmartctl:
            Words(
                en: "only smartctl may reach it: install smartmontools, and start vigie-smartctl.socket",
                fr: "seul smartctl peut l'atteindre\u{A0}: installez smartmontools et lancez vigie-smartctl.socket"
            )
        case .notSmartctls:
            Words(
                en: "what smartctl says is not understood; version 7.0 or later is",
                fr: "ce que dit smartctl n'est pas compris\u{A0}; il faut la version 7.0 ou plus récente"
            )
        case .noSmartData:
            Words(en: "this disk keeps no SMART data", fr: "ce disque ne tient pas de données SMART")
        case .smartOff:
            Words(
                en: "SMART is switched off; 'smartctl -s on DEVICE' switches it on",
                fr: "SMART est désactivé\u{A0}; «\u{A0}smartctl -s on APPAREIL\u{A0}» l'active"
            )
        case .notAnswering: Words(en: "it does not answer", fr: "il ne répond pas")
        case .goneComponent:
            Words(
                en: "it is no longer there: unplugged, or failed altogether",
                fr: "il n'est plus là\u{A0}: débranché, ou tout à fait en panne"
            )
        case .noSensors:
            Words(
                en: "this machine has no temperature sensors that Linux can read",
                fr: "ce poste n'a pas de capteur de température que Linux sache lire"
            )
        case .sensorFault:
            Words(
                en: "the chip reports a fault of this sensor",
                fr: "la puce signale un défaut de ce capteur"
            )
        case .sleepingSensor:
            Words(
                en: "asking for this temperature could keep the disk awake; see the disk itself",
                fr: "demander cette température pourrait tenir le disque éveillé\u{A0}; voir le disque lui-même"
            )
        case .noSupply:
            Words(
                en: "no UPS is configured and no upsd answers on 127.0.0.1:3493",
                fr: "aucun onduleur n'est configuré et aucun upsd ne répond sur 127.0.0.1:3493"
            )
        case .startingSupply:
            Words(
                en: "its driver has just started and knows nothing yet",
                fr: "son pilote vient de démarrer et ne sait encore rien"
            )
        case .noSupplyStatus: Words(en: "it tells no status", fr: "il ne donne pas d'état")
        case .noAPT:
            Words(
                en: "this system has no apt; the updates of other systems are not watched",
                fr: "ce système n'a pas apt\u{A0}; les mises à jour des autres ne sont pas surveillées"
            )
        case .noDisks:
            Words(en: "this machine has no disk that Linux can see", fr: "ce poste n'a pas de disque que Linux voie")
        case .notNamed:
            Words(
                en: "not among what the settings name any more",
                fr: "n'est plus parmi ce que les réglages nomment"
            )
        case .switchedOff: Words(en: "switched off in the settings", fr: "arrêté dans les réglages")
        case .notRead: Words(en: "not read yet", fr: "pas encore lu")
        }
    }

    /// As the wire and JSON carry it.
    package var text: String { words.en }

    /// A told reason in a reader's language, as far as it is known.
    package static func text(_ told: String, in language: Language) -> String {
        allCases.first { $0.text == told }?.words[language] ?? told
    }
}
