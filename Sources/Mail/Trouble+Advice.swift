package import Health

extension Trouble {
    /// What can be done, as a sentence.
    package var advice: Words {
        switch kind {
        case .later:
            Words(en: "Nothing: it is tried again.", fr: "Rien\u{A0}: un nouvel essai aura lieu.")
        case .name:
            Words(
                en: "Check the name of the relay, and that this machine can look names up.",
                fr: "Vérifiez le nom du relais, et que cette machine peut résoudre les noms."
            )
        case .connection:
            Words(
                en: "Check the relay's port, that its service runs, and the firewalls between.",
                fr: "Vérifiez le port du relais, que son service tourne, et les pare-feu entre les deux."
            )
        case .time:
            Words(
                en: "Check the relay's load, and that port and kind of protection belong together.",
                fr: "Vérifiez la charge du relais, et que le port et le type de protection vont ensemble."
            )
        case .noEncryption:
            Words(
                en: "Have STARTTLS switched on there, or use its port for TLS.",
                fr: "Faites-y activer STARTTLS, ou utilisez son port pour TLS."
            )
        case .encryption:
            Words(
                en: "Check that port and kind of protection belong together, and that the relay knows TLS 1.2.",
                fr: "Vérifiez que le port et le type de protection vont ensemble, et que le relais connaît TLS 1.2."
            )
        case .certificate:
            Words(
                en: "Use the name that is in the certificate, or name the file of the authority that signed it.",
                fr:
                    "Utilisez le nom inscrit dans le certificat, ou indiquez le fichier de l'autorité qui l'a signé."
            )
        case .authorities:
            Words(
                en: "Check that it exists, holds certificates (PEM) and may be read by the desk.",
                fr:
                    "Vérifiez qu'il existe, contient des certificats (PEM) et peut être lu par le centre d'assistance."
            )
        case .login:
            Words(en: "Check the user and the password.", fr: "Vérifiez l'utilisateur et le mot de passe.")
        case .unwelcome:
            Words(
                en: "Ask who runs it to accept mail from this machine and this sender.",
                fr: "Demandez à son responsable d'accepter le courrier de cette machine et de cet expéditeur."
            )
        case .nonsense:
            Words(en: "Check the relay's host and port.", fr: "Vérifiez l'hôte et le port du relais.")
        case .broken:
            Words(
                en: "If it happens again, look into the relay's log.",
                fr: "Si cela se reproduit, consultez le journal du relais."
            )
        case .stopped:
            Words(en: "Nothing: it is tried again.", fr: "Rien\u{A0}: un nouvel essai aura lieu.")
        case .library:
            Words(
                en: "Check that memory is left and that libcurl is the distribution's.",
                fr: "Vérifiez qu'il reste de la mémoire et que libcurl est celle de la distribution."
            )
        }
    }
}
