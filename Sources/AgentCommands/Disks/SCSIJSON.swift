import Health
import Report
import Smart

extension HealthReport.Entry {
    /// What smartctl has for a SCSI disk.
    var scsiMembers: [JSON.Member?] {
        let counters = [
            counters("read", .reads), counters("write", .writes), counters("verify", .verifications),
        ]
        let tests = selfTests.enumerated().map { JSON.Member("scsi_self_test_\($0)", $1.scsi) }
        return [
            number("scsi_percentage_used_endurance_indicator", .percentageUsed),
            object(
                "scsi_start_stop_cycle_counter",
                [
                    number("accumulated_start_stop_cycles", .startStops),
                    number("accumulated_load_unload_cycles", .loadCycles),
                ]
            ),
            number("scsi_grown_defect_list", .reallocatedSectors),
            object("scsi_error_counter_log", counters),
        ] + tests
    }

    private func counters(_ name: String, _ quantities: SCSIErrorCounters.Quantities) -> JSON.Member? {
        object(
            name,
            [
                number("errors_corrected_by_eccfast", quantities.correctedFast),
                number("errors_corrected_by_eccdelayed", quantities.correctedDelayed),
                number("errors_corrected_by_rereads_rewrites", quantities.repeated),
                number("total_errors_corrected", quantities.corrected),
                number("correction_algorithm_invocations", quantities.invocations),
                text("gigabytes_processed", self[quantities.processed].map(Self.gigabytes)),
                number("total_uncorrected_errors", quantities.uncorrected),
            ]
        )
    }

    /// smartctl has these as a text of three decimals.
    private static func gigabytes(_ bytes: Double) -> String {
        let thousandths = UInt64(exactly: (bytes / 1e6).rounded()) ?? 0
        let decimals = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - decimals.utf8.count) + decimals
    }
}
