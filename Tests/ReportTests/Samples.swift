import Health
import Report

/// Made-up machines for the tests of reports.
enum Samples {
    static let now = Timestamp(seconds: 1_795_467_600)  // 2026-11-23T21:00:00Z

    static func ago(_ seconds: Double) -> Timestamp { now.advanced(by: -seconds) }

    /// An attribute, a scale and a text reading among the usual ones.
    static let worn = Observation(
        Component(.disk, "S3Z9NB0K"),
        name: "Example SSD 1TB",
        identity: [("model", "Example SSD 1TB"), ("serial", "S3Z9NB0K"), ("device", "sda")],
        readings: [
            Reading(.failing, false),
            Reading(.temperature, 38),
            Reading(.powerOnHours, 12_043),
            Reading(.percentageUsed, 97),
            Reading(.reallocatedSectors, .number(8), scale: .init(current: 99, worst: 98, threshold: 10)),
            Reading(.dataWritten, 1.5e12),
            Reading(
                Quantity("attribute-194-temperature", .celsius),
                .number(38),
                scale: .init(current: 62, worst: 40, threshold: nil)
            ),
        ],
        readAt: ago(125)
    )

    static let healthy = Observation(
        Component(.disk, "NV1"),
        name: "Example NVMe 2TB",
        identity: [("serial", "NV1")],
        readings: [
            Reading(.temperature, 36.5), Reading(.availableSpare, 100), Reading(.availableSpareThreshold, 10),
            Reading(.percentageUsed, 3), Reading(.mediaErrors, 0),
        ],
        readAt: ago(5)
    )

    static let stick = Observation(
        Component(.disk, "usb-1-2"),
        name: "USB bridge",
        state: .notWatched("The bridge passes no SMART command on: connect the disk by SATA."),
        readAt: ago(5)
    )

    static let virtual = Observation(
        Component(.disk, "vda"),
        name: "vda",
        state: .notApplicable(Reason.virtualDisk.text),
        readAt: ago(5)
    )

    static let sleeping = Observation(
        Component(.disk, "WD-1"),
        name: "Example HDD 4TB",
        identity: [("serial", "WD-1")],
        state: .asleep,
        readings: [Reading(.failing, false)],
        readAt: ago(7200)
    )

    static func sensor(_ chip: String, _ label: String, _ degrees: Double) -> Observation {
        Observation(
            Component(.sensor, chip, part: label),
            name: label,
            readings: [Reading(.temperature, degrees), Reading(.maximum, 80), Reading(.critical, 100)],
            readAt: ago(20)
        )
    }

    static let ups = Observation(
        Component(.ups, "rack1"),
        name: "Example UPS 900",
        readings: [
            Reading(.status, .text("OB DISCHRG")), Reading(.answering, true), Reading(.onBattery, true),
            Reading(.lowBattery, false), Reading(.batteryCharge, 84), Reading(.batteryRuntime, 1440),
            Reading(.load, 23),
        ],
        readAt: ago(2)
    )

    static let updates = Observation(
        Component(.updates, "apt"),
        name: "apt",
        readings: [
            Reading(.pendingUpdates, 12), Reading(.securityUpdates, 3), Reading(.securityUpdatesAge, 2),
            Reading(.rebootRequired, true), Reading(.rebootPendingAge, 1), Reading(.listsAge, 0.5),
        ],
        readAt: ago(600)
    )

    static let everything = [ups, worn, healthy, stick, virtual, sleeping, sensor("coretemp", "Package", 48), updates]

    static func wear(_ severity: Severity = .warning, ticket: Int? = 118) -> HealthReport.OpenCondition {
        HealthReport.OpenCondition(
            key: ConditionKey(worn.component, "disk.wear"),
            severity: severity,
            since: ago(3 * 86_400),
            value: 97,
            limit: 95,
            unit: .percent,
            ticket: ticket
        )
    }

    static let onBattery = HealthReport.OpenCondition(
        key: ConditionKey(ups.component, "ups.on-battery"),
        severity: .critical,
        since: ago(40),
        value: 1,
        limit: 1,
        unit: .flag
    )
}
