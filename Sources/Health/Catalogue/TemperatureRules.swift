extension Catalogue {
    /// Temperatures: against the chip's own limits alone, because a fixed limit suits no two machines (facts/machine.md section 3).
    static let temperatureRules: [Rule] = [
        Rule(
            "temperature.limit",
            on: .sensor,
            .temperature,
            limits: [(.warning, .reported(.maximum)), (.critical, .reported(.critical))],
            hysteresis: 5,
            hold: 60,
            release: 300,
            step: 5,
            evidence: Words(
                en: "The chip's own tempN_max and tempN_crit, for a minute on end: a peak under load is normal.",
                fr:
                    "Limites tempN_max et tempN_crit de la puce elle-même, atteintes pendant une minute entière\u{A0}: une pointe sous charge est normale."
            ),
            words: Words(en: "Temperature at its limit", fr: "Température à sa limite")
        )
    ]
}
