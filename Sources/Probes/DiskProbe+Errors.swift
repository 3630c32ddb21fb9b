import Health
import Host

extension DiskProbe {
    /// How many commands to a disk the kernel has seen fail, since the machine started or the disk was plugged in; nil for disks
    /// that are not the SCSI layer's.
    func ioErrors(of node: DiskNode, on host: any Host) -> Double? {
        guard let block = node.blocks.first, let text = host.textIfPresent("/sys/block/\(block)/device/ioerr_cnt"),
            text.hasPrefix("0x")
        else { return nil }
        return UInt32(text.dropFirst(2), radix: 16).map { Double($0) }
    }

    /// The errors since the last poll, of which our own commands are none: what they ask is answered in sense bytes, and those count.
    func ioErrorsAdded(
        _ before: Double?,
        of node: DiskNode,
        on host: any Host,
        _ known: inout DiskMemory
    ) -> Reading? {
        guard let before else { return nil }
        let boot = host.now().boot
        let last = known.ioErrors(of: node, boot: boot)
        if let after = ioErrors(of: node, on: host) { known.learn(ioErrors: after, of: node, boot: boot) }
        // Plugged in anew, it counts from 0.
        return last.flatMap { $0 <= before ? Reading(.ioErrorsAdded, before - $0) : nil }
    }
}
