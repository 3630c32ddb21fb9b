import Commands
import Health
import Wire

extension CommandError {
    /// What the agent says makes no sense to this program.
    static let notUnderstood = CommandError(
        .failed,
        en: "The agent's answer is not understood; is vigie of another version? Install the same version of both.",
        fr:
            "La réponse de l'agent n'est pas comprise\u{A0}; vigie est-il d'une autre version\u{A0}? Installez la même version des deux."
    )

    /// The agent's refusal in words.
    init(refusal line: Line) {
        guard let message = try? ServerMessage(line), case .error(let error) = message else {
            self = .notUnderstood
            return
        }
        let unknown = Words(
            en: "The agent refuses: \(error). See: journalctl -u vigie-agent.",
            fr: "L'agent refuse\u{A0}: \(error). Voyez\u{A0}: journalctl -u vigie-agent."
        )
        self.init(.failed, Self.refusals[error.word] ?? unknown)
    }

    private static let refusals: [String: Words] = [
        "not-enrolled":
            Words(
                en: "This workstation is not enrolled, so no ticket can reach a desk. Ask the desk for a token, then: "
                    + "vigie enrol TOKEN.",
                fr: "Ce poste n'est pas inscrit, aucun billet ne peut donc arriver. "
                    + "Demandez un jeton au centre d'assistance, puis lancez\u{A0}: vigie enrol JETON."
            ),
        "not-root": Words(
            en: "Only root and the agent's own user may do this; run it as root.",
            fr: "Seuls root et l'utilisateur de l'agent peuvent faire cela\u{A0}; lancez la commande sous root."
        ),
        "not-delivered":
            Words(
                en:
                    "The desk has not confirmed the test ticket. It waits in the agent's journal; see why: vigie status.",
                fr:
                    "Le centre d'assistance n'a pas confirmé le billet d'essai. Il attend dans le journal de l'agent\u{A0}; voyez pourquoi\u{A0}: vigie status."
            ),
        "test-under-way": Words(
            en: "Another test ticket is on its way; try again when it has arrived.",
            fr: "Un autre billet d'essai est en route\u{A0}; réessayez quand il sera arrivé."
        ),
        "not-open": Words(
            en: "No open condition has this key; 'vigie accept' lists those that are open.",
            fr:
                "Aucune anomalie ouverte n'a cette clé\u{A0}; «\u{A0}vigie accept\u{A0}» liste celles qui sont ouvertes."
        ),
        "wrong-side": Words(
            en: "The bound is on the side on which this value is good; turn > and < around.",
            fr: "La borne est du côté où cette valeur est bonne\u{A0}; inversez > et <."
        ),
        "already-beyond":
            Words(
                en:
                    "The value is beyond this bound already; 'vigie accept' shows it. Give one that it has not reached.",
                fr:
                    "La valeur dépasse déjà cette borne\u{A0}; «\u{A0}vigie accept\u{A0}» la montre. Donnez-en une qu'elle n'a pas atteinte."
            ),
        "not-accepted": Words(
            en: "Nobody has accepted this; 'vigie accept' lists what is accepted.",
            fr: "Personne n'a accepté cela\u{A0}; «\u{A0}vigie accept\u{A0}» liste ce qui est accepté."
        ),
        "identity-failed":
            Words(
                en:
                    "The agent cannot read its new identity; see why: journalctl -u vigie-agent, then: systemctl restart vigie-agent.",
                fr:
                    "L'agent ne peut pas lire sa nouvelle identité\u{A0}; voyez pourquoi\u{A0}: journalctl -u vigie-agent, puis lancez\u{A0}: systemctl restart vigie-agent."
            ),
        "journal-failed": Words(
            en: "The agent's journal cannot be used; is its disk full? See: journalctl -u vigie-agent.",
            fr:
                "Le journal de l'agent n'est pas utilisable\u{A0}; son disque est-il plein\u{A0}? Voyez\u{A0}: journalctl -u vigie-agent."
        ),
        "unknown-verb": Words(
            en: "The running agent does not know this request; restart it: systemctl restart vigie-agent.",
            fr:
                "L'agent qui tourne ne connaît pas cette demande\u{A0}; redémarrez-le\u{A0}: systemctl restart vigie-agent."
        ),
    ]
}
