import Health
import Host

extension DiskProbe {
    /// How many commands to a disk the kernel has seen fail, since the machine started or the disk was plugged in; nil for disks
    /// that are not the SCSI layer's, those whose medium can be taken out (to ask whether it is there is to fail), and a RAID's members,
    /// of which the kernel sees but what the controller makes of all.
    func failedCommands(of node: DiskNode, on host: any Host) -> Double? {
        guard node.transport != .raid, let block = node.blocks.first,
            host.textIfPresent("/sys/block/\(block)/removable") != "1",
            let text = host.textIfPresent("/sys/block/\(block)/device/ioerr_cnt"), text.hasPrefix("0x")
        else { return nil }
        return UInt32(text.dropFirst(2), radix: 16).map { Double($0) }
    }

    /// The failures from the last poll to `before`, the count at the beginning of this one: our own commands count too, for what they
    /// ask is answered in sense bytes.
    func ioErrorsAdded(_ before: Double?, of node: DiskNode, on host: any Host, _ known: inout DiskMemory) -> Reading? {
        guard let before else { return nil }
        let now = host.now()
        let found = known.failedCommands(of: node)?.since(before, at: now.uptime, boot: now.boot)
        let count = failedCommands(of: node, on: host) ?? before
        known.learn(FailedCommands(boot: now.boot, count: count, uptime: now.uptime, rate: found?.rate), of: node)
        return found?.beyond.map { Reading(.ioErrorsAdded, $0) }
    }
}
