import CLinux
import Glibc

/// How a command ended: a status of the packet, its detail, and what the disk answered.
struct Outcome {
    var status: Int
    var detail: UInt32
    var bytes: [UInt8]

    init(_ status: Int, _ detail: UInt32 = 0, bytes: [UInt8] = []) {
        self.status = status
        self.detail = detail
        self.bytes = bytes
    }

    static func systemError(_ code: Int32) -> Outcome { Outcome(vigie_system_error, UInt32(bitPattern: code)) }
}

/// A command of the closed list; its bytes are made here, never taken from a caller (facts/disks.md section 3).
enum Command {
    /// ATA PASS-THROUGH(16), whose answer is data (`length` > 0) or the ATA registers in the sense bytes.
    case ata(cdb: [UInt8], length: Int)
    case nvme(opcode: UInt8, namespace: UInt32, cdw10: UInt32, length: Int)

    init?(_ number: UInt16) {
        switch Int(number) {
        case vigie_ata_identify:
            self = .ata(cdb: [0x85, 0x08, 0x0E, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xEC, 0], length: 512)
        case vigie_ata_smart_data:
            self = .ata(cdb: [0x85, 0x08, 0x0E, 0, 0xD0, 0, 1, 0, 0, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0], length: 512)
        case vigie_ata_smart_thresholds:
            self = .ata(cdb: [0x85, 0x08, 0x0E, 0, 0xD1, 0, 1, 0, 1, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0], length: 512)
        case vigie_ata_return_status:
            self = .ata(cdb: [0x85, 0x06, 0x2C, 0, 0xDA, 0, 0, 0, 0, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0], length: 0)
        case vigie_ata_check_power_mode:
            self = .ata(cdb: [0x85, 0x06, 0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE5, 0], length: 0)
        case vigie_nvme_identify_controller:
            self = .nvme(opcode: 0x06, namespace: 0, cdw10: 1, length: 4096)
        case vigie_nvme_smart_log:
            self = .nvme(opcode: 0x02, namespace: .max, cdw10: 0x02 | (512 / 4 - 1) << 16, length: 512)
        default:
            return nil
        }
    }

    /// Whether a node of this name can take it: NVMe commands go to a controller (`nvme0`), ATA commands anywhere else.
    func suits(_ disk: String) -> Bool {
        let isController = disk.hasPrefix("nvme") && Int(disk.dropFirst(4)) != nil
        if case .nvme = self { return isController }
        return !disk.hasPrefix("nvme")
    }

    /// Opens the disk, sends the command and waits, for as long as the kernel does.
    func outcome(on disk: String) -> Outcome {
        let path = "/dev/\(disk)"
        // Looked at before it is opened, for some devices (a watchdog) act on the opening itself.
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return .systemError(errno) }
        guard isRightKind(status) else { return Outcome(vigie_not_a_disk) }
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return .systemError(errno) }
        defer { close(descriptor) }
        guard unsafe fstat(descriptor, &status) == 0, isRightKind(status) else { return Outcome(vigie_not_a_disk) }
        switch self {
        case .ata(let cdb, let length):
            return passThrough(cdb, length: length, to: descriptor)
        case .nvme(let opcode, let namespace, let cdw10, let length):
            var data = [UInt8](repeating: 0, count: length)
            let code = unsafe vigie_nvme_admin(
                descriptor,
                opcode,
                namespace,
                cdw10,
                &data,
                UInt32(length),
                kernelTimeout
            )
            guard code >= 0 else { return .systemError(errno) }
            return code > 0 ? Outcome(vigie_nvme_error, UInt32(code)) : Outcome(vigie_done, bytes: data)
        }
    }

    private func isRightKind(_ status: stat) -> Bool {
        if case .nvme = self { return status.st_mode & S_IFMT == S_IFCHR }
        return status.st_mode & S_IFMT == S_IFBLK
    }
}

/// Milliseconds: longer than a spin-up, and never so short that an NVMe controller is reset for it.
private let kernelTimeout: UInt32 = 60_000

private func passThrough(_ cdb: [UInt8], length: Int, to descriptor: Int32) -> Outcome {
    var data = [UInt8](repeating: 0, count: max(length, 1))
    var sense = [UInt8](repeating: 0, count: vigie_sense_size)
    var header = unsafe sg_io_hdr()
    let code = unsafe vigie_sg_io(descriptor, cdb, &data, UInt32(length), &sense, kernelTimeout, &header)
    guard code == 0 else { return .systemError(errno) }
    let (status, host, driver) = unsafe (header.status, header.host_status, header.driver_status)
    let senseBytes = unsafe Array(sense.prefix(Int(header.sb_len_wr)))
    let checkCondition: UInt8 = 0x02
    let driverSense: UInt16 = 0x08
    guard host == 0, driver & 0x07 == 0, status == 0 || status == checkCondition || driver & driverSense != 0 else {
        let detail = UInt32(status) << 16 | UInt32(host & 0xFF) << 8 | UInt32(driver & 0xFF)
        return Outcome(vigie_transport_error, detail)
    }
    let sensed = senseCodes(senseBytes)
    // A check condition that says nothing is not an answer.
    guard sensed != nil || status != checkCondition else { return Outcome(vigie_transport_error, UInt32(status) << 16) }
    if length == 0 { return Outcome(vigie_done, bytes: senseBytes) }
    // 0 no sense, 1 recovered error: the data is there.
    if let (key, code1, code2) = sensed, key > 1 {
        return Outcome(vigie_sense_error, UInt32(key) << 16 | UInt32(code1) << 8 | UInt32(code2))
    }
    let residual = unsafe header.resid
    guard residual == 0 else { return Outcome(vigie_short_data, UInt32(bitPattern: residual)) }
    return Outcome(vigie_done, bytes: data)
}

/// Sense key, ASC and ASCQ of fixed (70h, 71h) or descriptor (72h, 73h) sense; nil where there is neither.
private func senseCodes(_ sense: [UInt8]) -> (UInt8, UInt8, UInt8)? {
    guard sense.count >= 4, 0x70...0x73 ~= sense[0] & 0x7F else { return nil }
    if sense[0] & 0x7F >= 0x72 { return (sense[1] & 0x0F, sense[2], sense[3]) }
    return (sense[2] & 0x0F, sense.count > 12 ? sense[12] : 0, sense.count > 13 ? sense[13] : 0)
}
