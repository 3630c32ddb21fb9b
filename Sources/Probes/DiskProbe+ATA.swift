import Health
import Host
import Smart

extension DiskProbe {
    /// Asks an ATA disk, unless it sleeps or has platters and was not used since.
    func readATA(_ node: DiskNode, on host: any Host, _ known: inout DiskMemory) throws -> DiskOutcome {
        let block = "/sys/block/\(node.blocks.first ?? node.name)"
        if let unreached = unreached("\(block)/device/state", on: host) { return unreached }
        guard !isSuspended("\(block)/device", on: host) else { return DiskOutcome(.asleep) }
        if node.isRotational {
            let use = host.textIfPresent("\(block)/stat")
            guard use == nil || use != known.use(of: node) else { return DiskOutcome(.asleep) }
            let mode = ATAPowerMode(sense: try answerIfAny(.ataCheckPowerMode, from: node, on: host) ?? [])
            guard mode != .standby, mode != .sleeping else { return DiskOutcome(.asleep) }
        }
        let identify = try ATAIdentify(host.send(.ataIdentify, to: node).bytes)
        known.learn(node, model: identify.model, serial: identify.serial, firmware: identify.firmware)
        switch identify.smart {
        case .unsupported: return .answered(.notApplicable(Reason.noSmartData.text))
        case .disabled:
            return .answered(.notWatched("SMART is switched off; `smartctl -s on /dev/\(node.name)` switches it on"))
        case .enabled, .unknown: break
        }
        let disk = ATADisk(
            identify: identify,
            data: try ATASmartData(host.send(.ataSmartData, to: node).bytes),
            thresholds: try thresholds(of: node, on: host),
            status: ATAStatus(sense: try answerIfAny(.ataReturnStatus, from: node, on: host) ?? [])
        )
        known.remember(use: host.textIfPresent("\(block)/stat"), of: node)
        return .answered(.read, disk.readings())
    }

    /// The answer to a command that a disk need not know; nil when it refuses.
    private func answerIfAny(
        _ command: DiskCommand,
        from node: DiskNode,
        on host: any Host
    ) throws(HostError) -> [UInt8]? {
        do {
            return try host.send(command, to: node).bytes
        } catch  where error.code == .refused {
            return nil
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
