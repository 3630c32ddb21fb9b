package import Health

/// Why a calendar, a policy or an agreement of both cannot be used.
package enum ServiceError: Error, Hashable, Sendable {
    /// The system's time zones have none of that name.
    case unknownZone(String)
    /// A name or a number of a version that is none.
    case badName(String, Int)
    /// A span that ends before or when it begins, or is not within one day.
    case badSpan(Weekday, DaySpan)
    case overlappingSpans(Weekday, DaySpan, DaySpan)
    /// A calendar in which nobody ever works.
    case noWorkingTime
    /// A year with more holidays than anybody has.
    case tooManyHolidays(year: Int, count: Int)
    /// A priority for which the policy says nothing.
    case noTarget(Priority)
    /// A target of nothing, or of more than ten years.
    case badTarget(Priority, ClockName, seconds: Int)
    /// A response that may come later than the solution.
    case responseAfterResolution(Priority)
    /// The calendar by which a priority counts is not there.
    case missingCalendar(String)
    /// The calendar has less working time in ten years than the target wants.
    case cannotBeMet(Priority, ClockName, calendar: VersionName)
    case missingVersion(VersionName)
    /// No version of it is valid yet at that time.
    case noVersion(of: String, at: Timestamp)
    case duplicateVersion(VersionName)
}

extension ServiceError: CustomStringConvertible {
    /// For logs, in English.
    package var description: String { words.en }

    /// A clause for the person, which another sentence introduces.
    package var words: Words {
        switch self {
        case .unknownZone(let zone):
            Words(
                en: "no time zone is named '\(zone.prefix(64))': write one of tzdata, as America/Toronto",
                fr:
                    "aucun fuseau horaire ne s'appelle «\u{A0}\(zone.prefix(64))\u{A0}»\u{A0}: écrivez-en un de tzdata, tel que America/Toronto"
            )
        case .badName(let id, let version):
            Words(
                en: "'\(id.prefix(64))', version \(version): a name is 1 to 64 of a-z 0-9 . _ -, a version 1 to 999999",
                fr:
                    "«\u{A0}\(id.prefix(64))\u{A0}», version \(version)\u{A0}: un nom compte de 1 à 64 caractères parmi a-z 0-9 . _ -, une version va de 1 à 999999"
            )
        case .badSpan(let day, let span):
            Words(
                en:
                    "\(day.words.en) \(span): a span ends after it begins and within its day (write a night as two spans)",
                fr:
                    "\(day.words.fr) \(span)\u{A0}: une plage finit après son début et dans sa journée (une nuit s'écrit en deux plages)"
            )
        case .overlappingSpans(let day, let first, let second):
            Words(
                en: "\(day.words.en): \(first) and \(second) overlap",
                fr: "\(day.words.fr)\u{A0}: \(first) et \(second) se chevauchent"
            )
        case .noWorkingTime:
            Words(en: "the calendar has no working hours", fr: "le calendrier n'a pas d'heures ouvrées")
        case .tooManyHolidays(let year, let count):
            Words(
                en: "\(year) has \(count) holidays; a year has at most \(BusinessCalendar.mostHolidays)",
                fr:
                    "\(year) compte \(count) jours fériés\u{A0}; une année en a au plus \(BusinessCalendar.mostHolidays)"
            )
        case .noTarget(let priority):
            Words(
                en: "the policy says nothing of \(priority.rawValue)",
                fr: "la politique ne dit rien de la priorité \(priority.rawValue)"
            )
        case .badTarget(let priority, let clock, let seconds):
            Words(
                en: "\(priority.rawValue): a \(clock.rawValue) within \(seconds) s: a target is 1 s to 10 years",
                fr:
                    "\(priority.rawValue), \(clock.words.fr) en \(seconds)\u{A0}s\u{A0}: un délai va de 1\u{A0}s à 10 ans"
            )
        case .responseAfterResolution(let priority):
            Words(
                en: "\(priority.rawValue): the first response may not come later than the solution",
                fr: "\(priority.rawValue)\u{A0}: la première réponse ne peut pas venir après la solution"
            )
        case .missingCalendar(let id):
            Words(
                en: "the policy counts by calendar '\(id)', which is not there",
                fr: "la politique compte selon le calendrier «\u{A0}\(id)\u{A0}», qui n'existe pas"
            )
        case .cannotBeMet(let priority, let clock, let calendar):
            Words(
                en:
                    "\(priority.rawValue): calendar \(calendar) has too few working hours in 10 years for the \(clock.rawValue)",
                fr:
                    "\(priority.rawValue), \(clock.words.fr)\u{A0}: le calendrier \(calendar) a trop peu d'heures ouvrées en 10 ans"
            )
        case .missingVersion(let name):
            Words(en: "there is no \(name)", fr: "\(name) n'existe pas")
        case .noVersion(let id, let time):
            Words(
                en: "no version of '\(id)' is valid at \(time)",
                fr: "aucune version de «\u{A0}\(id)\u{A0}» n'est en vigueur le \(time)"
            )
        case .duplicateVersion(let name):
            Words(en: "\(name) is there twice", fr: "\(name) existe deux fois")
        }
    }
}
