import CLinux

/// A command of the closed list; its bytes are made here, never taken from a caller (facts/disks.md section 3).
enum Command {
    /// ATA PASS-THROUGH(16), whose answer is data (`length` > 0) or the ATA registers in the sense bytes.
    case ata(cdb: [UInt8], length: Int)
    case nvme(opcode: UInt8, namespace: UInt32, cdw10: UInt32, length: Int)
    /// Turns an NVMe controller's notices of its health on, and answers what was on before; or sets them to what was on.
    case nvmeNotices(UInt8?)
    /// A SCSI command that answers as much as it has, at most `length` bytes.
    case scsi(cdb: [UInt8], length: Int)
    /// A command that has no data either way, and no answer but whether the disk takes it.
    case plain(cdb: [UInt8])
    /// A self-test of these sectors: they are written to log 09h first.
    case selectiveTest(ClosedRange<UInt64>)
    /// LOG SENSE of this page: how long it is, is asked first, as disks were seen to hang when asked for more.
    case scsiLog(UInt8)

    /// The command of a request; nil for one that is not in the list.
    init?(_ request: vigie_request) {
        if let test = Self.selfTest(request) {
            self = test
        } else if Int(request.command) == vigie_nvme_notices_set {
            self = .nvmeNotices(UInt8(truncatingIfNeeded: request.first))
        } else {
            self.init(reading: request.command)
        }
    }

    private init?(reading number: UInt16) {
        let page = UInt8(truncatingIfNeeded: number)
        switch Int(number) {
        case vigie_ata_identify: self = .ataRead(command: 0xEC)
        case vigie_ata_smart_data: self = .ataSmart(feature: 0xD0)
        case vigie_ata_smart_thresholds: self = .ataSmart(feature: 0xD1, low: 1)
        case vigie_ata_return_status:
            self = .ata(cdb: [0x85, 0x06, 0x2C, 0, 0xDA, 0, 0, 0, 0, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0], length: 0)
        case vigie_ata_check_power_mode:
            self = .ata(cdb: [0x85, 0x06, 0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE5, 0], length: 0)
        case vigie_nvme_identify_controller: self = .nvme(opcode: 0x06, namespace: 0, cdw10: 1, length: 4096)
        case vigie_nvme_notices_on: self = .nvmeNotices(nil)
        case vigie_scsi_inquiry: self = .scsi(cdb: [0x12, 0, 0, 0, 96, 0], length: 96)
        case vigie_scsi_request_sense: self = .scsi(cdb: [0x03, 0, 0, 0, 32, 0], length: 32)
        case vigie_scsi_exceptions_mode: self = .scsi(cdb: [0x1A, 0, 0x1C, 0, 64, 0], length: 64)
        case vigie_scsi_serial_number: self = .scsi(cdb: [0x12, 1, 0x80, 0, 252, 0], length: 252)
        // The grown list (08h) in the long block format, of which the header is taken.
        case vigie_scsi_grown_defects: self = .scsi(cdb: [0xB7, 0x0C, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0], length: 8)
        case vigie_ata_smart_log...vigie_ata_smart_log + 0xFF where [0x01, 0x06, 0x09, 0xE0].contains(page):
            self = .ataSmart(feature: 0xD5, low: page)
        case vigie_ata_general_log...vigie_ata_general_log + 0xFF where Self.generalLogs.contains(page):
            self = .ataRead(command: 0x2F, extended: true, low: page >> 4, page: page & 0xF)
        case vigie_nvme_log...vigie_nvme_log + 0xFF:
            guard let length = Self.length(ofNVMeLog: page) else { return nil }
            self = .nvme(
                opcode: 0x02,
                namespace: .max,
                cdw10: UInt32(page) | UInt32(length / 4 - 1) << 16,
                length: length
            )
        case vigie_scsi_log...vigie_scsi_log + 0xFF where Self.scsiLogs.contains(page): self = .scsiLog(page)
        default: return nil
        }
    }

    /// The beginning, or the end, of a self-test in the background (facts/disks.md section 3).
    private static func selfTest(_ request: vigie_request) -> Command? {
        switch (Int(request.command & 0xFF00), Int(request.command & 0xFF)) {
        case (vigie_ata_self_test, vigie_test_short): .ataTest(0x01)
        case (vigie_ata_self_test, vigie_test_extended): .ataTest(0x02)
        case (vigie_ata_self_test, vigie_test_abort): .ataTest(0x7F)
        case (vigie_ata_self_test, vigie_test_selective) where request.first <= request.last:
            .selectiveTest(request.first...request.last)
        case (vigie_nvme_self_test, vigie_test_short): .nvmeTest(0x1)
        case (vigie_nvme_self_test, vigie_test_extended): .nvmeTest(0x2)
        case (vigie_nvme_self_test, vigie_test_abort): .nvmeTest(0xF)
        // The three upper bits of the second byte: 001b short, 010b extended, 100b abort.
        case (vigie_scsi_self_test, vigie_test_short): .plain(cdb: [0x1D, 0x20, 0, 0, 0, 0])
        case (vigie_scsi_self_test, vigie_test_extended): .plain(cdb: [0x1D, 0x40, 0, 0, 0, 0])
        case (vigie_scsi_self_test, vigie_test_abort): .plain(cdb: [0x1D, 0x80, 0, 0, 0, 0])
        default: nil
        }
    }

    /// SMART EXECUTE OFF-LINE IMMEDIATE.
    static func ataTest(_ code: UInt8) -> Command {
        .plain(cdb: [0x85, 0x06, 0x0C, 0, 0xD4, 0, 0, 0, code, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0])
    }

    private static func nvmeTest(_ code: UInt32) -> Command {
        .nvme(opcode: 0x14, namespace: .max, cdw10: code, length: 0)
    }

    /// Address << 4 | page: directory, first page of errors, device statistics by kind, first page of self-tests.
    private static let generalLogs: [UInt8] = [0x00, 0x30, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x70]
    private static let scsiLogs: [UInt8] = [0x00, 0x02, 0x03, 0x05, 0x06, 0x0D, 0x0E, 0x10, 0x11, 0x15, 0x2F]

    /// Bytes: 16 entries of errors, health, 20 self-tests; nil for any other log.
    private static func length(ofNVMeLog log: UInt8) -> Int? {
        switch log {
        case 0x01: 1024
        case 0x02: 512
        case 0x06: 564
        default: nil
        }
    }

    private static func ataSmart(feature: UInt8, low: UInt8 = 0) -> Command {
        .ata(cdb: [0x85, 0x08, 0x0E, 0, feature, 0, 1, 0, low, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0], length: 512)
    }

    private static func ataRead(command: UInt8, extended: Bool = false, low: UInt8 = 0, page: UInt8 = 0) -> Command {
        let mode: UInt8 = extended ? 0x09 : 0x08
        return .ata(cdb: [0x85, mode, 0x0E, 0, 0, 0, 1, 0, low, 0, page, 0, 0, 0, command, 0], length: 512)
    }

    var isNVMe: Bool {
        switch self {
        case .nvme, .nvmeNotices: true
        case .ata, .scsi, .scsiLog, .plain, .selectiveTest: false
        }
    }

    /// Whether a node of this name can take it: NVMe commands go to a controller (`nvme0`), the others anywhere else.
    func suits(_ disk: String) -> Bool {
        let isController = disk.hasPrefix("nvme") && Int(disk.dropFirst(4)) != nil
        if isNVMe { return isController }
        return !disk.hasPrefix("nvme")
    }
}
