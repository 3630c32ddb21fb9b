import Health
import Report
import Smart

extension HealthReport.Entry {
    /// The disk with smartctl's names (its `--json` output, format 1.0) for what smartctl reports too, and the rest under `vigie`.
    ///
    /// What was not read is left out, as smartctl does.
    func diskJSON(_ report: HealthReport, in language: Language) -> JSON {
        let name = JSON.Member("name", .string(self["device"] ?? ""))
        let device = JSON.Member("device", .object([name, text("protocol", self["protocol"])].compactMap(\.self)))
        let shared: [JSON.Member?] = [
            text("serial_number", self["serial"]),
            object("user_capacity", [number("bytes", .capacity)]),
            number("logical_block_size", .logicalSectorBytes), number("physical_block_size", .physicalSectorBytes),
            number("rotation_rate", .rotationRate),
            object("smart_status", [hasPassed.map { JSON.Member("passed", .bool($0)) }, warnings]),
            object("power_on_time", [number("hours", .powerOnHours)]),
            number("power_cycle_count", .powerCycles),
            object("endurance_used", [number("current_percent", .percentageUsed)]),
            object(
                "spare_available",
                [number("current_percent", .availableSpare), number("threshold_percent", .availableSpareThreshold)]
            ),
        ]
        let members = [device] + shared.compactMap(\.self) + spoken.compactMap(\.self)
        return .object(members + [JSON.Member("vigie", own(report, in: language))])
    }

    /// What the disks of one language have for themselves.
    private var spoken: [JSON.Member?] {
        let temperature = number("current", .temperature)
        let names = [text("model_name", self["model"]), text("firmware_version", self["firmware"])]
        return switch self["protocol"] {
        case "ATA": names + [object("temperature", [temperature])] + ataMembers
        case "NVMe":
            names + [
                object("temperature", [temperature]), number("nvme_total_capacity", .capacity),
                object("nvme_smart_health_information_log", healthLog), nvmeSelfTestLog,
            ]
        case "SCSI":
            [
                text("scsi_model_name", self["model"]), text("scsi_revision", self["firmware"]),
                object("temperature", [temperature, number("drive_trip", .maximum)]),
            ] + scsiMembers
        default: names + [object("temperature", [temperature])]
        }
    }

    /// In smartctl's sense, in which a disk that is too warm has not passed either.
    ///
    /// Of an ATA disk that says that all is well while an attribute that foretells a failure is at its threshold, smartctl says that it
    /// has passed. Not so here.
    private var hasPassed: Bool? {
        if let warnings = self[.criticalWarningBits] { return warnings == 0 }
        return self[.failing].map { $0 == 0 && self[text: .notice] == nil }
    }

    private var warnings: JSON.Member? {
        self[.criticalWarningBits].map { JSON.Member("nvme", ["value": .number($0)]) }
    }

    /// NVMe's log 02h.
    private var healthLog: [JSON.Member?] {
        // Units of a thousand 512-byte blocks.
        func units(_ name: String, _ quantity: Quantity) -> JSON.Member? {
            self[quantity].map { JSON.Member(name, .number(($0 / 512_000).rounded())) }
        }
        let sensors = (1...8).compactMap { self[.temperatureSensor($0)] }
        return [
            number("critical_warning", .criticalWarningBits), number("temperature", .temperature),
            number("available_spare", .availableSpare), number("available_spare_threshold", .availableSpareThreshold),
            number("percentage_used", .percentageUsed), units("data_units_read", .dataRead),
            units("data_units_written", .dataWritten), number("host_reads", .hostReads),
            number("host_writes", .hostWrites), number("controller_busy_time", .busyTime),
            number("power_cycles", .powerCycles), number("power_on_hours", .powerOnHours),
            number("unsafe_shutdowns", .unsafeShutdowns), number("media_errors", .mediaErrors),
            number("num_err_log_entries", .errorLogEntries),
            number("warning_temp_time", .warningTemperatureTime),
            number("critical_comp_time", .criticalTemperatureTime),
            sensors.isEmpty ? nil : JSON.Member("temperature_sensors", .array(sensors.map { .number($0) })),
        ]
    }

    /// What smartctl does not say.
    private func own(_ report: HealthReport, in language: Language) -> JSON {
        let open = report.conditions.filter { $0.key.component == component }
        let others = readings.filter { $0.scale == nil }.map { reading -> JSON.Member in
            switch reading.value {
            case .number(let number): JSON.Member(reading.quantity.name, .number(number))
            case .text(let text): JSON.Member(reading.quantity.name, .string(text))
            }
        }
        return [
            "component": .string(component.description), "verdict": .string(verdict.rawValue),
            "reason": reason.map { .string($0) } ?? .null,
            "read_at": readAt.map { .string($0.description) } ?? .null,
            "readings": .object(others),
            "conditions": .array(
                open.map { condition in
                    [
                        "rule": .string(condition.key.rule.description),
                        "severity": .string(condition.severity.rawValue),
                        "summary": .string(condition.summary(in: language)),
                        "evidence": Catalogue.rule(condition.key.rule).map { .string($0.evidence.en) } ?? .null,
                        "ticket": condition.ticket.map { .number(Double($0)) } ?? .null,
                    ]
                }
            ),
        ]
    }

    func text(_ name: String, _ text: String?) -> JSON.Member? { text.map { JSON.Member(name, .string($0)) } }

    func number(_ name: String, _ quantity: Quantity) -> JSON.Member? {
        self[quantity].map { JSON.Member(name, .number($0)) }
    }

    /// An object of the members that there are; nil where there are none.
    func object(_ name: String, _ members: [JSON.Member?]) -> JSON.Member? {
        let members = members.compactMap(\.self)
        return members.isEmpty ? nil : JSON.Member(name, .object(members))
    }
}
