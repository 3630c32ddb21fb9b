import Host
import TestSupport

/// A disk and what it answers.
typealias FakeDisk = (node: DiskNode, answers: [DiskCommand: [UInt8]])

extension FakeHost {
    mutating func plug(_ disk: FakeDisk) {
        diskNodes.append(disk.node)
        answers[disk.node.name] = disk.answers
    }
}

/// An ATA disk with a clean status whose normalized values never move.
func ata(
    _ name: String,
    serial: String,
    isRotational: Bool = false,
    smart: (supported: Bool, enabled: Bool) = (true, true),
    reallocated: UInt16 = 3,
    reported: UInt8 = 0,
    interfaceErrors: UInt8 = 0
) -> FakeDisk {
    var identify = [UInt8](repeating: 0, count: 512)
    for (text, start) in [(serial, 20), ("F1", 46), ("ATA DISK", 54)] {
        for (index, byte) in text.utf8.enumerated() { identify[(start + index) ^ 1] = byte }
    }
    (identify[164], identify[170]) = (smart.supported ? 1 : 0, smart.enabled ? 1 : 0)
    (identify[167], identify[175]) = (0x40, 0x40)
    identify[122] = 0xFF
    var data = [UInt8](repeating: 0, count: 512)
    var thresholds = data
    data[2...8] = [5, 0x33, 0, 100, 100, UInt8(reallocated & 0xFF), UInt8(reallocated >> 8)]
    data[26...31] = [187, 0x32, 0, 100, 100, reported]
    data[14...19] = [199, 0x32, 0, 100, 100, interfaceErrors]
    data[511] = 0 &- data.reduce(UInt8(0), &+)
    thresholds[2...3] = [5, 36]
    thresholds[511] = 0 &- thresholds.reduce(UInt8(0), &+)
    let node = DiskNode(
        name: name,
        transport: .ata,
        port: "port-\(name)",
        isRotational: isRotational,
        blocks: [name]
    )
    return (
        node,
        [
            .ataIdentify: identify, .ataSmartData: data, .ataSmartThresholds: thresholds,
            .ataReturnStatus: sense(mid: 0x4F, high: 0xC2), .ataCheckPowerMode: sense(count: 0xFF),
        ]
    )
}

/// An NVMe controller at 40 degrees.
func nvme(_ name: String, serial: String) -> FakeDisk {
    var identify = [UInt8](repeating: 0, count: 4096)
    for (text, start) in [(serial, 4), ("NVME DISK", 24), ("F2", 64)] {
        for (index, byte) in text.utf8.enumerated() { identify[start + index] = byte }
    }
    var log = [UInt8](repeating: 0, count: 512)
    log[1...4] = [0x39, 0x01, 100, 10]
    let node = DiskNode(name: name, transport: .nvme, port: "port-\(name)", blocks: ["\(name)n1"])
    return (node, [.nvmeIdentifyController: identify, .nvmeLog(0x02): log])
}

/// A SAS disk.
func sas(_ name: String, notice: UInt8 = 0x5D, uncorrected: UInt16 = 7) -> FakeDisk {
    var inquiry = [UInt8](repeating: 0, count: 36)
    inquiry.replaceSubrange(8..<36, with: Array("LABSAS  ENTERPRISE      A001".utf8))
    let node = DiskNode(name: name, transport: .scsi, port: "port-\(name)", blocks: [name])
    return (
        node,
        [
            .scsiRequestSense: [0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0], .scsiInquiry: inquiry,
            .scsiSerialNumber: [0, 0x80, 0, 8] + Array("SAS-3003".utf8),
            .scsiLog(0x00): [0, 0, 0, 4, 0x00, 0x03, 0x0D, 0x2F],
            .scsiLog(0x03): [0x03, 0, 0, 8, 0, 6, 0, 4, 0, 0, UInt8(uncorrected >> 8), UInt8(uncorrected & 0xFF)],
            .scsiLog(0x0D): [0x0D, 0, 0, 12, 0, 0, 0, 2, 0, 41, 0, 1, 0, 2, 0, 65],
            .scsiLog(0x2F): [0x2F, 0, 0, 7, 0, 0, 0, 3, notice, notice == 0 ? 0 : 0x10, 41],
            .scsiExceptionsMode: [11, 0, 0, 0, 0x1C, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            .scsiGrownDefects: [0, 0x0B, 0, 0, 0, 0, 0, 0],
        ]
    )
}

/// Sense bytes in descriptor format that carry these registers.
func sense(count: UInt8 = 0, mid: UInt8 = 0, high: UInt8 = 0) -> [UInt8] {
    [0x72, 1, 0, 0x1D, 0, 0, 0, 14, 0x09, 0x0C, 0, 0, 0, count, 0, 0, 0, mid, 0, high, 0, 0x50]
}
