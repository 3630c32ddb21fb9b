package import Health

extension Trouble {
    /// What is wrong, as a sentence; the relay's answer and `detail` stand beside it.
    package var words: Words {
        switch kind {
        case .later:
            Words(en: "The relay asks to try again later.", fr: "Le relais demande de réessayer plus tard.")
        case .name:
            Words(en: "The relay's name is not found.", fr: "Le nom du relais est introuvable.")
        case .connection:
            Words(en: "The relay cannot be reached.", fr: "Le relais est injoignable.")
        case .time:
            Words(en: "The relay did not answer in time.", fr: "Le relais n'a pas répondu à temps.")
        case .noEncryption:
            Words(
                en: "The relay does not offer STARTTLS; nothing was sent.",
                fr: "Le relais ne propose pas STARTTLS ; rien n'a été envoyé."
            )
        case .encryption:
            Words(en: "TLS with the relay failed.", fr: "TLS avec le relais a échoué.")
        case .certificate:
            Words(
                en: "The relay's certificate is not trusted; nothing was sent.",
                fr: "Le certificat du relais n'est pas reconnu\u{A0}; rien n'a été envoyé."
            )
        case .authorities:
            Words(en: "The file of authorities cannot be read.", fr: "Le fichier d'autorités est illisible.")
        case .login:
            Words(
                en: "The relay refuses user and password, or wants some.",
                fr: "Le relais refuse l'utilisateur et le mot de passe, ou en demande."
            )
        case .unwelcome:
            Words(en: "The relay does not serve this machine.", fr: "Le relais ne sert pas cette machine.")
        case .nonsense:
            Words(en: "What answers there does not speak SMTP.", fr: "Ce qui répond là ne parle pas SMTP.")
        case .broken:
            Words(en: "The connection to the relay broke.", fr: "La connexion au relais a été coupée.")
        case .stopped:
            Words(en: "The desk was stopping.", fr: "Le centre d'assistance s'arrêtait.")
        case .library:
            Words(
                en: "Mail cannot be sent from this machine.",
                fr: "Cette machine ne peut pas envoyer de courrier."
            )
        }
    }
}
