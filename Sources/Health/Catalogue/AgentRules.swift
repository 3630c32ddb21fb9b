extension Catalogue {
    /// What the agent says of itself.
    static let agentRules: [Rule] = [refusedSettings, selfTest]

    /// The settings files are wrong, so that what was last right holds.
    package static let refusedSettings = Rule(
        "host.settings",
        on: .host,
        Quantity("settings-refused", .flag),
        limits: [(.warning, .fixed(1))],
        evidence: Words(
            en: "The agent goes on with older settings, so what was changed since is not in force.",
            fr: "L'agent continue avec d'anciens réglages\u{A0}: ce qui a été modifié depuis n'est pas en vigueur."
        ),
        words: Words(en: "Settings are refused", fr: "Les réglages sont refusés")
    )

    /// What `vigie test-ticket` raises: it goes the whole way of an event and clears at once.
    package static let selfTest = Rule(
        "host.test",
        on: .host,
        Quantity("test", .flag),
        limits: [(.info, .fixed(1))],
        evidence: Words(
            en: "Raised by a person, to see that tickets arrive.",
            fr: "Ouvert par une personne, pour voir si les billets arrivent."
        ),
        words: Words(en: "Test ticket", fr: "Billet d'essai")
    )
}
