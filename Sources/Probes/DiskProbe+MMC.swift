import Health
import Host
import Smart

extension DiskProbe {
    /// Reads what the kernel keeps of an eMMC; the disk itself is not asked.
    func readMMC(_ node: DiskNode, on host: any Host) -> DiskOutcome {
        let device = "/sys/block/\(node.blocks.first ?? node.name)/device"
        let health = MMCHealth(
            lifeTime: host.textIfPresent("\(device)/life_time"),
            preEndOfLife: host.textIfPresent("\(device)/pre_eol_info")
        )
        guard let health else { return DiskOutcome(.notApplicable(Reason.noSmartData.text)) }
        return .answered(.read, health.readings())
    }
}
