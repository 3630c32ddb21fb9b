package import Health

extension Ticket.State {
    /// What people call it.
    package var words: Words {
        switch self {
        case .new: Words(en: "new", fr: "nouveau")
        case .open: Words(en: "open", fr: "ouvert")
        case .pending: Words(en: "pending", fr: "en attente")
        case .resolved: Words(en: "resolved", fr: "résolu")
        case .closed: Words(en: "closed", fr: "clos")
        }
    }
}

extension Term {
    /// The words of a stable word; itself in the place of those that are not known.
    package func words(among known: [String: Words]) -> Words { known[word] ?? Words(en: word, fr: word) }
}

extension Term<Categories> {
    /// What people call it; an organisation may have names of its own.
    package var words: Words {
        words(among: [
            "hardware": Words(en: "hardware", fr: "matériel"),
            "operating-system": Words(en: "operating system", fr: "système d'exploitation"),
            "application": Words(en: "application", fr: "application"),
            "e-mail": Words(en: "e-mail", fr: "courriel"),
            "internet-access": Words(en: "Internet access", fr: "accès Internet"),
            "remote-connection": Words(en: "remote connection", fr: "connexion distante"),
            "installation": Words(en: "installation", fr: "installation"),
            "training": Words(en: "training", fr: "formation"),
        ])
    }
}
