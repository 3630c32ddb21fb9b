import Health
import Report
import Testing

struct NamesTests {
    private static func bearer(_ key: Int, _ name: String, _ marks: String...) -> Names<Int>.Bearer {
        Names.Bearer(key, name: name, marks: marks + ["\(key)"])
    }

    @Test func aNameOfItsOwnIsEnough() {
        let names = Names([Self.bearer(1, "A", "x"), Self.bearer(2, "B", "x")])
        #expect([names[1], names[2], names[3]] == ["A", "B", nil])
    }

    @Test func thoseOfOneNameAreMarkedByTheFirstThatDiffers() {
        let names = Names([
            Self.bearer(1, "A", "same", "x"), Self.bearer(2, "A", "same", "y"), Self.bearer(3, "B", "same", "x"),
        ])
        #expect([names.whole(1), names.whole(2), names.whole(3)] == ["A (x)", "A (y)", "B"])
        #expect(names.marks == [1: "x", 2: "y"])
    }

    @Test func whatIsListedTwiceIsNotAnother() {
        let names = Names([Self.bearer(1, "A", "x"), Self.bearer(1, "A", "x")])
        #expect(names.whole(1) == "A")
    }

    @Test func whoseItIsTellsItApart() {
        let names = Names([1, 2].map { Names.Bearer($0, name: "A", of: "host \($0)", marks: ["x"]) })
        #expect(names.marks.isEmpty)
    }

    private static func disk(_ id: String, serial: String?, device: String) -> Observation {
        let identity = [("model", "SSD 870"), ("serial", serial), ("device", device)]
        return Observation(
            Component(.disk, id),
            name: "SSD 870",
            identity: identity.compactMap { key, value in value.map { (key, $0) } },
            readings: [Reading(.temperature, 38)],
            readAt: Samples.ago(5)
        )
    }

    private static func sensor(_ id: String, serial: String? = nil, chip: String) -> Observation {
        Observation(
            Component(.sensor, id, part: "Composite"),
            name: "Composite",
            identity: (serial.map { [("serial", $0)] } ?? []) + [("chip", chip)],
            readings: [Reading(.temperature, 38)],
            readAt: Samples.ago(5)
        )
    }

    @Test(
        arguments: [
            (
                [disk("S1", serial: "S1", device: "/dev/sda"), disk("S2", serial: "S2", device: "/dev/sdb")],
                ["S1", "S2"]
            ),
            (
                [
                    disk("/pci-1", serial: "0000", device: "/dev/sda"),
                    disk("/pci-2", serial: "0000", device: "/dev/sdb"),
                ],
                ["/dev/sda", "/dev/sdb"]
            ),
            (
                [disk("/pci-1", serial: nil, device: "/dev/sda"), disk("S2", serial: "S2", device: "/dev/sdb")],
                ["/dev/sda", "S2"]
            ),
            (
                [sensor("coretemp-coretemp.0", chip: "coretemp"), sensor("coretemp-coretemp.1", chip: "coretemp")],
                ["coretemp.0", "coretemp.1"]
            ),
            (
                [sensor("nvme-NV1", serial: "NV1", chip: "nvme"), sensor("nvme-NV2", serial: "NV2", chip: "nvme")],
                ["NV1", "NV2"]
            ),
            (
                [
                    sensor("drivetemp-naa.1", serial: "S1", chip: "drivetemp"),
                    sensor("drivetemp-naa.2", serial: "S1", chip: "drivetemp"),
                ], ["naa.1", "naa.2"]
            ),
            ([sensor("nct6775", chip: "nct6775"), sensor("nct6775-2", chip: "nct6775")], ["nct6775", "2"]),
        ] as [([Observation], [String])]
    )
    func componentsOfOneNameCanBeToldApartInEveryList(twins: [Observation], marks: [String]) throws {
        let hot = twins.map { twin in
            HealthReport.OpenCondition(
                key: ConditionKey(twin.component, "disk.temperature"),
                severity: .warning,
                since: Samples.ago(60),
                value: 60,
                limit: nil,
                unit: .celsius
            )
        }
        let report = HealthReport(host: "ws", time: Samples.now, observations: twins, conditions: hot)
        for width in [nil, 80] {
            let text = try report.text(in: .en, style: Style(width: width), now: Samples.now)
            for (twin, mark) in zip(twins, marks) {
                // A row of its own, and one among the conditions; the serial number is not said twice.
                let rows = text.split(separator: "\n").filter {
                    $0.contains(" \(twin.name) ") && $0.contains(" \(mark) ")
                }
                #expect(rows.count == 2, "\(text)")
                #expect(rows.first.map { $0.ranges(of: " \(mark) ").count } == 1)
            }
        }
    }

    @Test func thereIsNoColumnWithoutAnythingToTellApart() throws {
        let twins = [
            Self.disk("S1", serial: "S1", device: "/dev/sda"), Self.disk("S2", serial: "S2", device: "/dev/sdb"),
        ]
        let report = HealthReport(
            host: "ws",
            time: Samples.now,
            observations: twins + [Samples.ups],
            conditions: [Samples.onBattery]
        )
        let text = try report.text(in: .en, style: Style(), now: Samples.now)
        #expect(text.ranges(of: "WHICH").count == 1, "\(text)")
    }

    /// Where there is no column for it, the mark stands in brackets.
    @Test func theLineOnWhatIsNotWatchedTellsWhich() throws {
        var twins = [
            Self.disk("S1", serial: "S1", device: "/dev/sda"), Self.disk("S2", serial: "S2", device: "/dev/sdb"),
        ]
        twins[1].state = .notWatched("it does not answer")
        let report = HealthReport(host: "ws", time: Samples.now, observations: twins, conditions: [])
        let text = try report.text(in: .en, style: Style(), now: Samples.now)
        #expect(text.contains("\nSSD 870 (S2): not watched, it does not answer\n"))
    }

    @Test func aDiskThatIsGoneKeepsItsName() throws {
        let gone = HealthReport.OpenCondition(
            key: ConditionKey(Component(.disk, "S1"), "disk.failing"),
            severity: .critical,
            since: Samples.ago(60),
            value: 1,
            limit: 1,
            unit: .flag,
            name: "SSD 870"
        )
        let alone = HealthReport(host: "ws", time: Samples.now, observations: [], conditions: [gone])
        #expect(try alone.text(in: .en, style: Style(), now: Samples.now).contains("critical SSD 870   "))
        #expect(alone.json(in: .en).compact.contains(#""name":"SSD 870""#))
        let twin = Self.disk("S2", serial: "S2", device: "/dev/sdb")
        let both = HealthReport(host: "ws", time: Samples.now, observations: [twin], conditions: [gone])
        let text = try both.text(in: .fr, style: Style(), now: Samples.now)
        #expect(text.contains("critique SSD 870   S1 ") && text.contains(" SSD 870 S2 "), "\(text)")
    }
}
