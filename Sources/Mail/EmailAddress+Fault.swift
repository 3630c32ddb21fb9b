package import Health

extension EmailAddress {
    /// Why a text is no address.
    package enum Fault: Error, Hashable, Sendable {
        /// It has not exactly one `@` with something on both sides.
        case form
        /// A character that no address of ours may hold.
        case character(Unicode.Scalar)
        /// A character beyond ASCII (RFC 6531): many relays refuse it.
        case notASCII(Unicode.Scalar)
        /// The part before the sign begins or ends with a dot, has two in a row, or is empty.
        case local
        /// The part after the sign is no domain name.
        case domain
        /// More than 64 octets before the sign, or 254 in all.
        case tooLong

        /// The reason as a sentence.
        package var words: Words {
            switch self {
            case .form:
                Words(en: "An address has the form name@domain.", fr: "Une adresse a la forme nom@domaine.")
            case .character(let scalar):
                Words(
                    en: "An address cannot hold the character \(Self.name(scalar)).",
                    fr: "Une adresse ne peut pas contenir le caractère \(Self.name(scalar))."
                )
            case .notASCII(let scalar):
                Words(
                    en:
                        "The character \(Self.name(scalar)) is beyond ASCII; give the address in its ASCII form (xn--…).",
                    fr:
                        "Le caractère \(Self.name(scalar)) n'est pas de l'ASCII ; donnez l'adresse sous sa forme ASCII (xn--…)."
                )
            case .local:
                Words(
                    en: "Before the @ a dot stands only between two other characters.",
                    fr: "Avant le @, un point ne se place qu'entre deux autres caractères."
                )
            case .domain:
                Words(
                    en: "What follows the @ is not the name of a domain.",
                    fr: "Ce qui suit le @ n'est pas un nom de domaine."
                )
            case .tooLong:
                Words(
                    en: "An address has at most 64 characters before the @ and 254 in all.",
                    fr: "Une adresse a au plus 64 caractères avant le @ et 254 en tout."
                )
            }
        }

        private static func name(_ scalar: Unicode.Scalar) -> String {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
            return scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F ? "'\(scalar)'" : code
        }
    }
}
