import Health
import Report
import Smart

extension HealthReport.Entry {
    /// The disk with smartctl's names (its `--json` output, format 1.0) for what smartctl reports too, and the rest under `vigie`.
    ///
    /// What was not read is left out, as smartctl does.
    func diskJSON(_ report: HealthReport, in language: Language) -> JSON {
        let members: [JSON.Member?] = [
            JSON.Member("device", device),
            text("model_name", self["model"]), text("serial_number", self["serial"]),
            text("firmware_version", self["firmware"]),
            object("user_capacity", "bytes", .capacity),
            self[.failing].map { JSON.Member("smart_status", ["passed": .bool($0 == 0)]) },
            object("temperature", "current", .temperature),
            object("power_on_time", "hours", .powerOnHours),
            number("power_cycle_count", .powerCycles),
            object("endurance_used", "current_percent", .percentageUsed),
            spare,
            isNVMe ? JSON.Member("nvme_smart_health_information_log", healthLog) : nil,
            attributes.isEmpty
                ? nil : JSON.Member("ata_smart_attributes", ["table": .array(attributes.map(\.json))]),
            ataSelfTestLog,
            nvmeSelfTestLog,
            JSON.Member("vigie", own(report, in: language)),
        ]
        return .object(members.compactMap(\.self))
    }

    private var isNVMe: Bool { self[.criticalWarningBits] != nil }

    private var device: JSON {
        let name = self["device"] ?? ""
        let spoken = attributes.isEmpty ? isNVMe ? "NVMe" : nil : "ATA"
        let members = [JSON.Member("name", .string(name)), spoken.map { JSON.Member("protocol", .string($0)) }]
        return .object(members.compactMap(\.self))
    }

    private var spare: JSON.Member? {
        self[.availableSpare].map { spare in
            let threshold = self[.availableSpareThreshold].map { JSON.Member("threshold_percent", .number($0)) }
            let members = [JSON.Member("current_percent", .number(spare)), threshold]
            return JSON.Member("spare_available", .object(members.compactMap(\.self)))
        }
    }

    /// NVMe's log 02h.
    private var healthLog: JSON {
        // Units of a thousand 512-byte blocks.
        func units(_ name: String, _ quantity: Quantity) -> JSON.Member? {
            self[quantity].map { JSON.Member(name, .number(($0 / 512_000).rounded())) }
        }
        let sensors = (1...8).compactMap { self[.temperatureSensor($0)] }
        let members: [JSON.Member?] = [
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
        return .object(members.compactMap(\.self))
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
                        "evidence": Catalogue.rule(condition.key.rule).map { .string($0.evidence) } ?? .null,
                        "ticket": condition.ticket.map { .number(Double($0)) } ?? .null,
                    ]
                }
            ),
        ]
    }

    private func text(_ name: String, _ text: String?) -> JSON.Member? { text.map { JSON.Member(name, .string($0)) } }

    private func number(_ name: String, _ quantity: Quantity) -> JSON.Member? {
        self[quantity].map { JSON.Member(name, .number($0)) }
    }

    private func object(_ name: String, _ member: String, _ quantity: Quantity) -> JSON.Member? {
        self[quantity].map { JSON.Member(name, [member: .number($0)]) }
    }
}
