extension Catalogue {
    /// Backup power.
    ///
    /// Hold times are against the false alarms that NUT's users report (facts/machine.md section 2).
    static let upsRules: [Rule] = [
        Rule(
            "ups.on-battery",
            on: .ups,
            .onBattery,
            limits: [(.warning, .fixed(1))],
            release: 5,
            evidence: Words(
                en: "Status OB; a battery test or a calibration is not an outage.",
                fr: "État OB\u{A0}; un test de la batterie ou un étalonnage n'est pas une coupure."
            ),
            words: Words(en: "Running on battery", fr: "Alimentation sur batterie")
        ),
        Rule(
            "ups.low-battery",
            on: .ups,
            .lowBattery,
            limits: [(.critical, .fixed(1))],
            hold: 5,
            release: 30,
            evidence: Words(
                en: "Status LB together with OB; LB while the mains charge the battery is not an alarm.",
                fr:
                    "État LB en même temps que OB\u{A0}; LB pendant que le secteur recharge la batterie n'est pas une alarme."
            ),
            words: Words(en: "Battery nearly empty", fr: "Batterie presque vide")
        ),
        Rule(
            "ups.replace-battery",
            on: .ups,
            .replaceBattery,
            limits: [(.warning, .fixed(1))],
            hold: 600,
            release: 3600,
            evidence: Words(
                en: "Status RB for ten minutes: some units raise it for a minute once or twice a day (NUT issue 3623).",
                fr:
                    "État RB pendant dix minutes\u{A0}: certains appareils le signalent une minute, une ou deux fois par jour (issue 3623 de NUT)."
            ),
            words: Words(en: "Battery needs replacing", fr: "Batterie à remplacer")
        ),
        Rule(
            "ups.not-answering",
            on: .ups,
            .answering,
            .below,
            limits: [(.warning, .fixed(1))],
            hold: 60,
            release: 10,
            evidence: Words(
                en: "No fresh data from the UPS server for a minute: the next outage would go unseen.",
                fr:
                    "Aucune donnée récente du serveur de l'onduleur depuis une minute\u{A0}: la prochaine coupure passerait inaperçue."
            ),
            words: Words(en: "UPS is not answering", fr: "L'onduleur ne répond pas")
        ),
    ]
}
