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
            evidence: "Status OB; a battery test or a calibration is not an outage.",
            words: Words(en: "Running on battery", fr: "Alimentation sur batterie")
        ),
        Rule(
            "ups.low-battery",
            on: .ups,
            .lowBattery,
            limits: [(.critical, .fixed(1))],
            hold: 5,
            release: 30,
            evidence: "Status LB together with OB; LB while the mains charge the battery is not an alarm.",
            words: Words(en: "Battery nearly empty", fr: "Batterie presque vide")
        ),
        Rule(
            "ups.replace-battery",
            on: .ups,
            .replaceBattery,
            limits: [(.warning, .fixed(1))],
            hold: 600,
            release: 3600,
            evidence:
                "Status RB for ten minutes: some units raise it for a minute once or twice a day (NUT issue 3623).",
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
            evidence: "No fresh data from the UPS server for a minute: the next outage would go unseen.",
            words: Words(en: "UPS is not answering", fr: "L'onduleur ne répond pas")
        ),
    ]
}
