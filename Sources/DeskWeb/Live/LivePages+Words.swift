import Desk
import Health

extension LivePages {
    /// What pages need to follow the desk: where, and from which entry of the log on.
    static func values(_ signedIn: SignedIn, _ position: Int64) -> Values {
        [
            "stream": Path.live.link, "session": String(signedIn.session), "position": String(position),
            "presence": Scope(signedIn.account).organisations?.isEmpty == true ? "" : Path.presence.link,
            "worker": Path.asset(Assets.path(of: "worker.js")).link,
        ]
    }

    /// What scripts say: `{}` stands for a number or a name.
    static let words: [String: Words] = [
        "live_one": Words(en: "1 new, show", fr: "1 nouveauté, afficher"),
        "live_many": Words(en: "{} new, show", fr: "{} nouveautés, afficher"),
        "live_entry": Words(en: "1 new entry, show", fr: "1 nouvelle entrée, afficher"),
        "live_entries": Words(en: "{} new entries, show", fr: "{} nouvelles entrées, afficher"),
        "live_reload": Words(en: "Much is new, show", fr: "Beaucoup de nouveautés, afficher"),
        "live_ended": Words(
            en: "Your session has ended. Sign in again",
            fr: "Votre session est terminée. Se reconnecter"
        ),
        "live_reads": Words(en: "{} is reading", fr: "{} consulte ce billet"),
        "live_writes": Words(en: "{} is writing", fr: "{} est en train d'écrire"),
        "live_mine": Words(
            en: "Ticket {}, which is yours, has changed.",
            fr: "Le billet {}, qui est à vous, a changé."
        ),
        "live_urgent": Words(en: "Ticket {} is urgent.", fr: "Le billet {} est urgent."),
    ]
}
