import Foundation
import Health
import Report
import Testing

struct HealthReportTests {
    private let report = HealthReport(
        host: "ws-17",
        time: Samples.now,
        observations: Samples.everything,
        conditions: [Samples.wear(), Samples.onBattery]
    )

    @Test func componentsStandByKindAndTheWorstConditionFirst() {
        #expect(report.entries.map(\.component.kind) == [.disk, .disk, .disk, .disk, .disk, .sensor, .ups, .updates])
        #expect(report.entries.first?.component.id == "S3Z9NB0K")
        #expect(report.conditions.map(\.severity) == [.critical, .warning])
    }

    @Test func jsonOfAWornDisk() {
        let report = HealthReport(
            host: "ws-17",
            time: Samples.now,
            observations: [
                Observation(
                    Samples.worn.component,
                    name: "Example SSD",
                    identity: [("model", "Example SSD"), ("device", "sda")],
                    readings: [
                        Reading(.percentageUsed, 97.5),
                        Reading(.reallocatedSectors, .number(8), scale: .init(current: 99, worst: 98, threshold: 10)),
                        Reading(.status, .text("OL"), scale: .init(current: 1, worst: 1, threshold: nil)),
                    ],
                    readAt: Samples.ago(125)
                )
            ],
            conditions: [Samples.wear()]
        )
        #expect(
            report.json(in: .en).compact
                == [
                    #"{"host":"ws-17","time":"2026-11-23T21:00:00.000Z","components":["#,
                    #"{"id":"disk/S3Z9NB0K","kind":"disk","name":"Example SSD","verdict":"watch","#,
                    #""read_at":"2026-11-23T20:57:55.000Z","#,
                    #""identity":{"model":"Example SSD","device":"sda"},"readings":["#,
                    #"{"quantity":"percentage-used","value":97.5,"unit":"%"},"#,
                    #"{"quantity":"reallocated-sectors","value":8,"unit":"","current":99,"worst":98,"threshold":10},"#,
                    #"{"quantity":"status","value":"OL","unit":"text","current":1,"worst":1}]}],"#,
                    #""conditions":[{"key":"disk/S3Z9NB0K/disk.wear","rule":"disk.wear","severity":"warning","#,
                    #""since":"2026-11-20T21:00:00.000Z","value":97,"limit":95,"unit":"%","#,
                    #""summary":"Rated endurance used: 97 % (limit 95 %)","ticket":118}]}"#,
                ].joined()
        )
    }

    @Test func jsonSaysWhatIsNotKnown() {
        let entry = HealthReport.Entry(Component(.disk, "x"), name: "x", verdict: .unknown)
        let never = HealthReport(
            host: "ws",
            time: Samples.now,
            entries: [entry],
            conditions: [Samples.wear(ticket: nil)]
        )
        let text = never.json(in: .fr).compact
        #expect(text.contains(#""verdict":"unknown","read_at":null,"identity":{},"readings":[]"#))
        #expect(
            text.contains(
                #""summary":"Endurance garantie consommée\#u{A0}: 97\#u{A0}% (limite 95\#u{A0}%)","ticket":null"#
            )
        )
        #expect(
            report.json(in: .en).compact.contains(
                #""verdict":"not watched","reason":"The bridge passes no SMART command on: connect the disk by SATA.""#
            )
        )
    }

    @Test(arguments: hostileTexts)
    func anotherParserReadsHostileNames(text: String) throws {
        let observation = Observation(
            Component(.disk, "x\(text)"),
            name: text,
            identity: [("serial", text)],
            state: .notWatched(text),
            readings: [Reading(.status, .text(text)), Reading(.temperature, .nan)],
            readAt: Timestamp(milliseconds: .min)
        )
        let report = HealthReport(
            host: text,
            time: Timestamp(milliseconds: .max),
            observations: [observation],
            conditions: []
        )
        let json = try JSONSerialization.jsonObject(with: Data(report.json(in: .en).pretty.utf8)) as? [String: Any]
        let component = (json?["components"] as? [[String: Any]])?.first
        #expect(json?["host"] as? String == text)
        #expect(component?["name"] as? String == text)
        #expect((component?["identity"] as? [String: String])?["serial"] == text)
    }
}
