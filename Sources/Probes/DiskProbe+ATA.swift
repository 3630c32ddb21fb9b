import Health
import Host
import Smart

extension DiskProbe {
    /// Asks an ATA disk, unless it sleeps or has platters and was not used since.
    func readATA(
        _ node: DiskNode,
        on host: any Host,
        _ known: inout DiskMemory,
        _ drives: inout DriveKnowledge
    ) throws -> DiskOutcome {
        let block = "/sys/block/\(node.blocks.first ?? node.name)"
        if let unreached = unreached("\(block)/device/state", on: host) { return unreached }
        guard !host.isSuspended("\(block)/device") else { return DiskOutcome(.asleep) }
        let isUnused = isUnused(node, on: host, known)
        if isUnused, !isTesting(node, on: host, known) {
            let day = host.now().time.day
            guard isTestDue(on: node, host, known) else {
                let state = Self.unwatched(known.smart(of: node)) ?? .unused
                guard known.isDue(node, on: day) else { return DiskOutcome(state) }
                // It neither wakes the disk nor keeps it awake.
                let isAsleep = try powerMode(of: node, on: host).isAsleep
                return .answered(isAsleep && state == .unused ? .asleep : state)
            }
            known.note(tried: day, of: node)
        }
        guard try !powerMode(of: node, on: host).isAsleep else { return .answered(.asleep) }
        let identify = try ATAIdentify(host.send(.ataIdentify, to: node).bytes)
        known.learn(node, model: identify.model, serial: identify.serial, firmware: identify.firmware)
        if let state = Self.unwatched(identify.smart) {
            known.remember(use: host.textIfPresent("\(block)/stat"), smart: identify.smart, of: node)
            return .answered(state)
        }
        var disk = ATADisk(
            identify: identify,
            data: try ATASmartData(host.send(.ataSmartData, to: node).bytes),
            thresholds: try thresholds(of: node, on: host),
            status: ATAStatus(sense: try answerIfAny(.ataReturnStatus, from: node, on: host) ?? [])
        )
        try readLogs(of: node, on: host, into: &disk, &known)
        if disk.data.testsItself {
            testItself(node, on: host, &known, isUnused: isUnused) { begun in
                progress(of: disk, node, on: host, begun)
            } command: {
                .ataSelfTest($0)
            }
        }
        known.remember(use: host.textIfPresent("\(block)/stat"), smart: identify.smart, of: node)
        let drive = drives.presets(of: node, disk, &known)
        disk.presets = drive?.presets
        let mistake = drive?.mistake.map { [Reading(Quantity("drive-database", .text), .text($0))] } ?? []
        return .answered(.read, disk.readings() + mistake)
    }

    private func powerMode(of node: DiskNode, on host: any Host) throws(HostError) -> ATAPowerMode {
        ATAPowerMode(sense: try answerIfAny(.ataCheckPowerMode, from: node, on: host) ?? [])
    }

    /// What to say of a disk whose SMART feature set is off or missing; nil for any other.
    private static func unwatched(_ smart: ATAIdentify.Support?) -> Observation.State? {
        switch smart {
        case .unsupported: .notApplicable(Reason.noSmartData.text)
        case .disabled: .notWatched(Reason.smartOff.text)
        case .enabled, .unknown, nil: nil
        }
    }

    /// The thresholds; nil where the disk knows none, as newer standards allow.
    private func thresholds(of node: DiskNode, on host: any Host) throws -> ATAThresholds? {
        guard let bytes = try answerIfAny(.ataSmartThresholds, from: node, on: host) else { return nil }
        do {
            return try ATAThresholds(bytes)
        } catch  where error.code == .blank {
            return nil
        }
    }
}
