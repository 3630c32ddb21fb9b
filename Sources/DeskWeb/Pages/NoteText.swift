import Desk
import Health
import Hummingbird

/// What a page says once of what was just done.
struct NoteText {
    let values: Values

    init(_ note: PageNote, _ language: Language) {
        let words = Self.words(note)
        values = [
            "text": words[language],
            "link": note.details["link"].map { ["text": $0] }.orFalse,
        ]
    }

    private static func words(_ note: PageNote) -> Words {
        let who = note.details["who"] ?? ""
        return switch note.word {
        case "welcome":
            Words(
                en: "Your password is set, and you are signed in.",
                fr: "Votre mot de passe est défini et vous êtes connecté."
            )
        case "filed":
            Words(
                en: "Ticket \(note.details["number"] ?? "") is filed.",
                fr: "Le billet \(note.details["number"] ?? "") est déposé."
            )
        case "done": Words(en: "Done.", fr: "Fait.")
        case "done-several":
            Words(
                en: "Done, with \(note.details["count"] ?? "") tickets.",
                fr: "Fait, pour \(note.details["count"] ?? "") billets."
            )
        case "nothing-next":
            Words(en: "Nothing is to be taken at your tier.", fr: "Rien à prendre à votre niveau.")
        case "saved": Words(en: "Saved.", fr: "Enregistré.")
        case "password-set":
            Words(
                en: "Your password is changed. Your other sessions have ended.",
                fr: "Votre mot de passe est modifié. Vos autres sessions sont terminées."
            )
        case "second-factor-on":
            Words(
                en: "From now on you also need a code to sign in.",
                fr: "Un code est désormais demandé en plus de votre mot de passe."
            )
        case "second-factor-off":
            Words(en: "Signing in no longer asks for a code.", fr: "La connexion ne demande plus de code.")
        case "recovery-used":
            Words(
                en: "You signed in with a recovery code. It is used up; \(note.details["left"] ?? "0") are left.",
                fr:
                    "Vous vous êtes connecté avec un code de secours. Il a servi\u{A0}; il vous en reste \(note.details["left"] ?? "0")."
            )
        case "session-ended": Words(en: "The session has ended.", fr: "La session est terminée.")
        case "sessions-ended":
            Words(en: "All your other sessions have ended.", fr: "Toutes vos autres sessions sont terminées.")
        case "invited":
            Words(
                en: "Hand this link to \(who). It sets a password, is good once, and for an hour:",
                fr:
                    "Remettez ce lien à \(who). Il permet de définir un mot de passe, une seule fois, pendant une heure\u{A0}:"
            )
        case "token": token(note)
        case "locked":
            Words(
                en: "\(who) can no longer sign in; their unfinished tickets are nobody's now.",
                fr: "\(who) ne peut plus se connecter\u{A0}; ses billets en cours ne sont plus à personne."
            )
        case "unlocked": Words(en: "\(who) can sign in again.", fr: "\(who) peut de nouveau se connecter.")
        case "second-factor-lost":
            Words(
                en: "\(who) signs in without a code from now on.",
                fr: "\(who) se connecte désormais sans code."
            )
        case "organisation-added":
            Words(en: "Organisation added: \(who).", fr: "Organisation ajoutée\u{A0}: \(who).")
        default: Words(en: note.word, fr: note.word)
        }
    }

    private static func token(_ note: PageNote) -> Words {
        let (uses, until) = (note.details["uses"] ?? "", note.details["until"] ?? "")
        return uses == "1"
            ? Words(
                en: "One host may enrol with this token until \(until). Run there: sudo vigie enrol TOKEN",
                fr: "Un poste peut s'inscrire avec ce jeton jusqu'au \(until). Exécutez-y\u{A0}: sudo vigie enrol JETON"
            )
            : Words(
                en: "\(uses) hosts may enrol with this token until \(until). Run there: sudo vigie enrol TOKEN",
                fr: "\(uses) postes peuvent s'inscrire avec ce jeton jusqu'au \(until). "
                    + "Exécutez-y\u{A0}: sudo vigie enrol JETON"
            )
    }
}

extension Site {
    /// Goes on to a page, which says once what was done.
    func redirect(to path: Path, saying note: PageNote?, _ context: PageContext) async throws(DeskError) -> Response {
        try await redirect(to: path.link, saying: note, context)
    }

    /// Goes on to a link that was made of a path.
    func redirect(to link: String, saying note: PageNote?, _ context: PageContext) async throws(DeskError) -> Response {
        if let note, let digest = context.visitor.digest { try await store.leave(note, token: digest) }
        return .redirect(to: link)
    }
}
