import Health
import Report
import Testing

struct HealthReportTextTests {
    private let report = HealthReport(
        host: "ws-17",
        time: Samples.now,
        observations: Samples.everything,
        conditions: [Samples.wear(), Samples.onBattery],
        link: "desk1: connected"
    )

    /// The text with its no-break spaces made visible: `~` for the wide one, `^` for the narrow one.
    private func text(of report: HealthReport, in language: Language, width: Int? = nil) throws -> String {
        let text = try report.text(in: language, style: Style(width: width), now: Samples.now)
        return String(text.map { $0 == "\u{A0}" ? "~" : $0 == "\u{202F}" ? "^" : $0 })
    }

    @Test func english() throws {
        #expect(
            try text(of: report, in: .en) == """
                ws-17: failing, 1 not watched, 2026-11-23 21:00 UTC
                desk1: connected

                VERDICT        NAME             READINGS                                                            READ
                Disks
                watch          Example SSD 1TB  reallocated 8, 38 °C, 12,043 h, used 97 %, S3Z9NB0K                 2 min ago
                good           Example NVMe 2TB 36.5 °C, spare 100 %, used 3 %, NV1                                 5 s ago
                not watched    USB bridge                                                                           5 s ago
                not applicable vda                                                                                  5 s ago
                asleep         Example HDD 4TB  WD-1                                                                2 h ago
                Temperatures
                good           Package          48 °C, high 80 °C, critical 100 °C                                  20 s ago
                UPS
                failing        Example UPS 900  on battery, OB DISCHRG, battery 84 %, for 24 min, load 23 %         2 s ago
                Updates
                good           apt              security 3, oldest 2 d, pending 12, restart needed, lists 0.5 d old 10 min ago

                SEVERITY COMPONENT       WHAT IS WRONG                           OPENED   TICKET
                critical Example UPS 900 Running on battery                      40 s ago      -
                warning  Example SSD 1TB Rated endurance used: 97 % (limit 95 %) 3 d ago     118

                USB bridge: not watched, The bridge passes no SMART command on: connect the disk by SATA.
                vda: not applicable, a virtual disk: its hardware is watched where it is

                A clean report is no promise: 23 to 56 % of failing drives give no warning. Keep backups.

                """
        )
    }

    @Test func french() throws {
        #expect(
            try text(of: report, in: .fr) == """
                ws-17~: défaillant, 1 non surveillé, 2026-11-23 21:00 UTC
                desk1: connected

                ÉTAT          NOM              MESURES                                                                                           LU
                Disques
                à surveiller  Example SSD 1TB  réalloués 8, 38~°C, 12^043~h, usure 97~%, S3Z9NB0K                                                il y a 2~min
                bon           Example NVMe 2TB 36,5~°C, réserve 100~%, usure 3~%, NV1                                                            il y a 5~s
                non surveillé USB bridge                                                                                                         il y a 5~s
                sans objet    vda                                                                                                                il y a 5~s
                en veille     Example HDD 4TB  WD-1                                                                                              il y a 2~h
                Températures
                bon           Package          48~°C, haute 80~°C, critique 100~°C                                                               il y a 20~s
                Onduleurs
                défaillant    Example UPS 900  sur batterie, OB DISCHRG, batterie 84~%, pour 24~min, charge 23~%                                 il y a 2~s
                Mises à jour
                bon           apt              sécurité 3, la plus ancienne 2~j, en attente 12, redémarrage nécessaire, listes vieilles de 0,5~j il y a 10~min

                GRAVITÉ       COMPOSANT       ANOMALIE                                          OUVERTE     BILLET
                critique      Example UPS 900 Alimentation sur batterie                         il y a 40~s      -
                avertissement Example SSD 1TB Endurance garantie consommée~: 97~% (limite 95~%) il y a 3~j     118

                USB bridge~: non surveillé, The bridge passes no SMART command on: connect the disk by SATA.
                vda~: sans objet, un disque virtuel~: son matériel est surveillé là où il est

                Un rapport sans anomalie n'est pas une promesse~: 23 à 56~% des disques qui tombent en panne ne préviennent pas. Gardez des sauvegardes.

                """
        )
    }

    @Test func englishOnATerminal() throws {
        #expect(
            try text(of: report, in: .en, width: 80) == """
                ws-17: failing, 1 not watched, 2026-11-23 21:00 UTC
                desk1: connected

                VERDICT        NAME             READINGS                              READ
                Disks
                watch          Example SSD 1TB  reallocated 8, 38 °C, 12,043 h, used  2 min ago
                good           Example NVMe 2TB 36.5 °C, spare 100 %, used 3 %, NV1   5 s ago
                not watched    USB bridge                                             5 s ago
                not applicable vda                                                    5 s ago
                asleep         Example HDD 4TB  WD-1                                  2 h ago
                Temperatures
                good           Package          48 °C, high 80 °C, critical 100 °C    20 s ago
                UPS
                failing        Example UPS 900  on battery, OB DISCHRG, battery 84 %, 2 s ago
                Updates
                good           apt              security 3, oldest 2 d, pending 12, r 10 min ago

                SEVERITY COMPONENT       WHAT IS WRONG                           OPENED   TICKET
                critical Example UPS 900 Running on battery                      40 s ago      -
                warning  Example SSD 1TB Rated endurance used: 97 % (limit 95 %) 3 d ago     118

                USB bridge: not watched, The bridge passes no SMART command on: connect the disk by SATA.
                vda: not applicable, a virtual disk: its hardware is watched where it is

                A clean report is no promise: 23 to 56 % of failing drives give no warning. Keep backups.

                """
        )
    }

    @Test(arguments: Language.allCases, [nil, 80])
    func aCleanReportIsNoPromise(language: Language, width: Int?) throws {
        let clean = HealthReport.judge([Samples.healthy], host: "ws", now: Samples.now)
        let text = try text(of: clean, in: language, width: width)
        #expect(text.contains(language == .fr ? "Aucune anomalie ouverte." : "No open condition."))
        #expect(
            text.contains(language == .fr ? "23 à 56~% des disques" : "23 to 56 % of failing drives give no warning")
        )
    }

    @Test func theFirstLineCountsWhatIsNotWatched() throws {
        let other = Observation(Component(.disk, "y"), name: "y", state: .notWatched("why"), readAt: Samples.now)
        let report = HealthReport.judge([Samples.healthy, Samples.stick, other], host: "ws", now: Samples.now)
        #expect(try text(of: report, in: .en).hasPrefix("ws: good, 2 not watched, 2026-11-23 21:00 UTC\n"))
        #expect(try text(of: report, in: .fr).hasPrefix("ws~: bon, 2 non surveillés, 2026-11-23 21:00 UTC\n"))
    }

    @Test func nothingFoundIsSaid() throws {
        let empty = HealthReport(host: "ws", time: Samples.now, entries: [], conditions: [])
        #expect(
            try text(of: empty, in: .en).hasPrefix("ws: unknown, 2026-11-23 21:00 UTC\n\nNothing to watch was found.\n")
        )
        #expect(try text(of: empty, in: .fr).hasPrefix("ws~: inconnu, 2026-11-23 21:00 UTC\n\nRien à surveiller.\n"))
    }

    @Test(
        arguments: [
            (12, 0, nil, nil), (13, 10, "and 10 more sensors, all good", "et 10 autres capteurs, tous bons"),
            (17, 14, "and 14 more sensors, all good", "et 14 autres capteurs, tous bons"),
        ] as [(Int, Int, String?, String?)]
    )
    func manySensorsAreSummedUp(count: Int, hidden: Int, english: String?, french: String?) throws {
        let sensors = (1..<count).map {
            Samples.sensor($0.isMultiple(of: 2) ? "coretemp" : "nct", "T\($0)", 20 + Double($0))
        }
        let report = HealthReport.judge(sensors + [Samples.sensor("acpitz", "Hot", 85)], host: "ws", now: Samples.now)
        let text = try text(of: report, in: .en)
        #expect(text.split(separator: "\n").count { $0.hasSuffix("20 s ago") } == count - hidden)
        #expect(text.contains("Hot"))
        #expect(text.contains("T\(count - 1)") && text.contains("T\(count - 2)"))
        #expect(text.contains("T1 ") == (hidden == 0))
        #expect(text.contains("more sensor") == (hidden > 0))
        if let english, let french {
            #expect(text.contains("\n\(english)\n"))
            #expect(try self.text(of: report, in: .fr).contains("\n\(french)\n"))
        }
        #expect(report.json(in: .en).compact.split(separator: #""kind":"sensor""#).count == count + 1)
    }

    @Test func oneHiddenSensorIsSingular() throws {
        let sensors = (0..<12).map { Samples.sensor("chip\($0)", "T", 30) } + [Samples.sensor("chip0", "cool", 20)]
        let report = HealthReport.judge(sensors, host: "ws", now: Samples.now)
        #expect(try text(of: report, in: .en).contains("\nand 1 more sensor, good\n"))
        #expect(try text(of: report, in: .fr).contains("\net 1 autre capteur, bon\n"))
    }

    @Test(arguments: hostileTexts, [nil, 80])
    func hostileNamesNeitherActNorBreakLines(text: String, width: Int?) throws {
        let observation = Observation(
            Component(.ups, "x"),
            name: text,
            identity: [("serial", text)],
            state: .notWatched(text),
            readings: [Reading(.status, .text(text))],
            readAt: Samples.now
        )
        let report = HealthReport(
            host: text,
            time: Samples.now,
            observations: [observation, Samples.ups],
            conditions: [Samples.onBattery],
            link: text
        )
        let shown = try report.text(in: .en, style: Style(width: width), now: Samples.now)
        let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 15)
        #expect(
            !shown.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x9B || $0.value == 0x202E) }
        )
    }

    @Test func coloursFollowVerdictAndSeverity() throws {
        let text = try report.text(in: .en, style: Style(width: 120, hasColours: true), now: Samples.now)
        #expect(text.hasPrefix("\u{1B}[1mws-17\u{1B}[0m: \u{1B}[31mfailing\u{1B}[0m, 1 not watched"))
        #expect(text.contains("\u{1B}[33mwatch"))
        #expect(text.contains("\u{1B}[32mgood"))
        #expect(text.contains("\u{1B}[31mcritical"))
        #expect(text.contains("\u{1B}[33mwarning"))
        #expect(!(try report.text(in: .en, style: Style(width: 120), now: Samples.now)).contains("\u{1B}"))
    }
}
