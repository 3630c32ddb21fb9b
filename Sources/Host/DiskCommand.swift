/// The closed list of what may be sent to a disk: all of it reads, but for self-tests and an NVMe controller's notices.
package enum DiskCommand: Hashable, Sendable {
    case ataIdentify
    case ataSmartData
    case ataSmartThresholds
    /// SMART RETURN STATUS; the answer is in the sense bytes.
    case ataReturnStatus
    /// CHECK POWER MODE; the answer is in the sense bytes.
    case ataCheckPowerMode
    /// SMART READ LOG of one sector: 01h errors, 06h self-tests, 09h selective self-test, E0h SCT status.
    case ataSmartLog(UInt8)
    /// SMART EXECUTE OFF-LINE IMMEDIATE, for a span after its first and last sector were written to log 09h.
    case ataSelfTest(SelfTest)
    /// One page of READ LOG EXT: 00h directory, 03h errors, 04h device statistics, 07h self-tests.
    case ataGeneralLog(UInt8, page: UInt8)
    case nvmeIdentifyController
    /// 01h errors (its newest 16 entries), 02h health, 06h self-tests.
    case nvmeLog(UInt8)
    /// Turns on the notices that an NVMe controller gives of its health (feature 0Bh), and answers what was on before: 4 bytes,
    /// of which the first is the notices'.
    case nvmeNoticesOn
    /// Sets these notices to what was on.
    case nvmeNoticesSet(UInt8)
    /// Device Self-test, of all namespaces.
    case nvmeSelfTest(SelfTest)
    case scsiInquiry
    /// REQUEST SENSE; what a disk answers that is ready for nothing else.
    case scsiRequestSense
    /// MODE SENSE of page 1Ch, informational exceptions control.
    case scsiExceptionsMode
    /// READ DEFECT DATA of the grown list; its header alone, which says how long the list is.
    case scsiGrownDefects
    /// LOG SENSE: 00h directory, 02h 03h 05h 06h errors, 0Dh 0Eh 10h 11h 15h 2Fh.
    case scsiLog(UInt8)
    /// SEND DIAGNOSTIC with a self-test in the background.
    case scsiSelfTest(SelfTest)
    /// INQUIRY of vital product data page 80h.
    case scsiSerialNumber
    /// Not a command of ours: what `smartctl --json` prints of the disk, reached as this type (its option `-d`).
    case smartctl(String)

    /// The file of a recording that holds the answer (names of facts/disks.md's oracle).
    package var fileName: String {
        switch self {
        case .ataIdentify: "ata.identify"
        case .ataSmartData: "ata.smartdata"
        case .ataSmartThresholds: "ata.thresholds"
        case .ataReturnStatus: "ata.senseda"
        case .ataCheckPowerMode: "ata.sensee5"
        case .ataSmartLog(let log): "ata.smartlog\(hex(log))"
        case .ataSelfTest(let test): "ata.selftest-\(test.name)"
        case .ataGeneralLog(let log, let page): "ata.gplog\(hex(log)).\(page)"
        case .nvmeIdentifyController: "nvme.id01"
        case .nvmeNoticesOn: "nvme.notices-on"
        case .nvmeNoticesSet: "nvme.notices-set"
        case .nvmeSelfTest(let test): "nvme.selftest-\(test.name)"
        case .nvmeLog(let log): "nvme.log\(hex(log))"
        case .scsiInquiry: "scsi.inquiry"
        case .scsiRequestSense: "scsi.op03"
        case .scsiExceptionsMode: "scsi.ms6_1c_00"
        case .scsiGrownDefects: "scsi.opb7"
        case .scsiSelfTest(let test): "scsi.selftest-\(test.name)"
        case .scsiLog(let page): "scsi.log\(hex(page))_00"
        case .scsiSerialNumber: "scsi.vpd80"
        case .smartctl(let type): "smartctl.\(type.split(separator: "/").joined(separator: "-")).json"
        }
    }
}

/// Two digits.
private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 0x10 ? "0" + digits : digits
}

/// What a disk answered: the data of a read, or the sense bytes of a command that answers in them.
package struct DiskAnswer: Hashable, Sendable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
