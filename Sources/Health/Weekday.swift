/// A day of the week, Monday first (ISO 8601).
package enum Weekday: Int, Hashable, Sendable, CaseIterable {
    case monday = 1
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday

    package var words: Words {
        switch self {
        case .monday: Words(en: "Monday", fr: "lundi")
        case .tuesday: Words(en: "Tuesday", fr: "mardi")
        case .wednesday: Words(en: "Wednesday", fr: "mercredi")
        case .thursday: Words(en: "Thursday", fr: "jeudi")
        case .friday: Words(en: "Friday", fr: "vendredi")
        case .saturday: Words(en: "Saturday", fr: "samedi")
        case .sunday: Words(en: "Sunday", fr: "dimanche")
        }
    }
}
