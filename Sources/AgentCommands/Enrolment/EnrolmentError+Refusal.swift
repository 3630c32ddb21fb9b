import Health

extension EnrolmentError {
    /// The desk's word in words.
    init(refusal word: String, by address: String) {
        let reason =
            Self.refusals[word]
            ?? Words(
                en: "refuses the enrolment (\(word)); ask its administrator.",
                fr: "refuse l'inscription (\(word))\u{A0}; demandez à son administrateur."
            )
        self.init(
            .refused,
            en: "The desk at \(address) \(reason.en)",
            fr: "Le centre d'assistance (\(address)) \(reason.fr)"
        )
    }

    private static let refusals: [String: Words] = [
        "unknown-token": Words(
            en: "does not know this token; was it copied whole? Ask for a new one: vigie-desk token create.",
            fr:
                "ne connaît pas ce jeton\u{A0}; a-t-il été copié en entier\u{A0}? Demandez-en un nouveau\u{A0}: vigie-desk token create."
        ),
        "expired-token": Words(
            en: "says that this token has expired. Ask for a new one: vigie-desk token create.",
            fr: "dit que ce jeton a expiré. Demandez-en un nouveau\u{A0}: vigie-desk token create."
        ),
        "used-token":
            Words(
                en: "says that this token was used as often as it may be. Ask for a new one: vigie-desk token create.",
                fr:
                    "dit que ce jeton a servi autant de fois qu'il le pouvait. Demandez-en un nouveau\u{A0}: vigie-desk token create."
            ),
        "not-allowed": Words(
            en: "does not allow this enrolment; its administrator must retire or confirm the known host first.",
            fr:
                "ne permet pas cette inscription\u{A0}; son administrateur doit d'abord retirer ou confirmer le poste connu."
        ),
        "retired": Words(
            en: "has retired this workstation; to enrol it anew, remove its identity folder, and with it its key.",
            fr:
                "a retiré ce poste\u{A0}; pour l'inscrire de nouveau, supprimez son dossier d'identité, et avec lui sa clé."
        ),
        "busy": Words(en: "is busy; try again in a minute.", fr: "est occupé\u{A0}; réessayez dans une minute."),
        "storage-full": Words(
            en: "has no room on its disk; tell its administrator, and try again.",
            fr: "n'a plus de place sur son disque\u{A0}; prévenez son administrateur, et réessayez."
        ),
    ]
}
