/// The language in which a reader sees a rule's words.
package enum Language: String, Sendable, CaseIterable {
    case en
    case fr

    /// The language of a POSIX locale name such as `fr_CA.UTF-8`; English for any that is not French.
    package init(locale: String) {
        self = locale.lowercased().hasPrefix("fr") ? .fr : .en
    }

    /// The language that the first non-empty of `LC_ALL`, `LC_MESSAGES` and `LANG` asks for.
    package init(environment: [String: String]) {
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        self.init(locale: name ?? "")
    }
}

/// The same words in both languages.
package struct Words: Hashable, Sendable {
    package let en: String
    package let fr: String

    package init(en: String, fr: String) {
        self.en = en
        self.fr = fr
    }

    package subscript(language: Language) -> String {
        switch language {
        case .en: en
        case .fr: fr
        }
    }
}

extension Unit {
    /// A number in this unit as a person reads it: whole numbers without a fraction, others with one digit.
    package func format(_ value: Double) -> String {
        let digits = Self.shorten(value)
        switch self {
        case .count, .flag, .text: return digits
        case .bytes: return Self.scaled(value)
        case .percent, .celsius, .seconds, .hours, .days, .volts: return "\(digits) \(rawValue)"
        }
    }

    private static func shorten(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 9e15 else { return String(value) }
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? String(Int64(tenths)) : String(tenths)
    }

    private static func scaled(_ bytes: Double) -> String {
        let names = ["B", "kB", "MB", "GB", "TB", "PB"]
        var value = bytes
        var index = 0
        while value.magnitude >= 1000, index < names.count - 1 {
            value /= 1000
            index += 1
        }
        return "\(shorten(value)) \(names[index])"
    }
}
