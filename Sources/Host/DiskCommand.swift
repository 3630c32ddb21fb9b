/// The closed list of what may be sent to a disk; all of it reads.
package enum DiskCommand: Hashable, Sendable {
    case ataIdentify
    case ataSmartData
    case ataSmartThresholds
    /// SMART RETURN STATUS; the answer is in the sense bytes.
    case ataReturnStatus
    /// CHECK POWER MODE; the answer is in the sense bytes.
    case ataCheckPowerMode
    case nvmeIdentifyController
    case nvmeSmartLog

    /// The file of a recording that holds the answer (names of facts/disks.md's oracle).
    package var fileName: String {
        switch self {
        case .ataIdentify: "ata.identify"
        case .ataSmartData: "ata.smartdata"
        case .ataSmartThresholds: "ata.thresholds"
        case .ataReturnStatus: "ata.senseda"
        case .ataCheckPowerMode: "ata.sensee5"
        case .nvmeIdentifyController: "nvme.id01"
        case .nvmeSmartLog: "nvme.log02"
        }
    }
}

/// What a disk answered: the data of a read, or the sense bytes of a command that answers in them.
package struct DiskAnswer: Hashable, Sendable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
