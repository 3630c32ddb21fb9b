package import Health

extension Relay {
    /// What is wrong with a description of a relay.
    package enum Fault: Error, Hashable, Sendable, CaseIterable {
        case host
        case port
        case unprotected
        case helo
        case login
        case authorities

        /// The reason as a sentence.
        package var words: Words {
            switch self {
            case .host:
                Words(
                    en: "The relay is neither the name of a host nor an address.",
                    fr: "Le relais n'est ni un nom d'hôte ni une adresse."
                )
            case .port: Words(en: "There is no port 0.", fr: "Il n'y a pas de port 0.")
            case .unprotected:
                Words(
                    en: "Only a relay on this machine may be spoken to without TLS.",
                    fr: "Seul un relais sur cette machine peut être utilisé sans TLS."
                )
            case .helo:
                Words(
                    en: "This machine's name for the relay is not the name of a domain.",
                    fr: "Le nom de cette machine pour le relais n'est pas un nom de domaine."
                )
            case .login:
                Words(
                    en: "The user is empty, or user and password hold a NUL or more than 4096 bytes.",
                    fr:
                        "L'utilisateur est vide, ou l'utilisateur et le mot de passe contiennent un NUL ou plus de 4096 octets."
                )
            case .authorities:
                Words(
                    en: "The path of the file of authorities is empty or holds a NUL.",
                    fr: "Le chemin du fichier d'autorités est vide ou contient un NUL."
                )
            }
        }
    }
}
