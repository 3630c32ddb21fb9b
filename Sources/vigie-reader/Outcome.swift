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

extension Command {
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
            return passThrough(cdb, length: length, isExact: true, to: descriptor)
        case .scsi(let cdb, let length):
            return passThrough(cdb, length: length, isExact: false, to: descriptor)
        case .scsiLog(let page):
            return logSense(page, of: descriptor)
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

/// LOG SENSE of the cumulative values: the header of four bytes, then as much as that says.
private func logSense(_ page: UInt8, of descriptor: Int32) -> Outcome {
    func sense(_ length: Int) -> Outcome {
        let cdb = [0x4D, 0, 0x40 | page, 0, 0, 0, 0, UInt8(length >> 8), UInt8(length & 0xFF), 0]
        return passThrough(cdb, length: length, isExact: false, to: descriptor)
    }
    let header = sense(4)
    guard header.status == vigie_done, header.bytes.count == 4 else { return header }
    let length = 4 + (Int(header.bytes[2]) << 8 | Int(header.bytes[3]))
    // Some bridges refuse an odd number of bytes.
    return sense(min(length + length % 2, vigie_data_limit))
}

/// Sends a command by SG_IO; `isExact` where less data than asked for is no answer.
private func passThrough(_ command: [UInt8], length: Int, isExact: Bool, to descriptor: Int32) -> Outcome {
    let cdb = command + [UInt8](repeating: 0, count: 16 - command.count)
    var data = [UInt8](repeating: 0, count: max(length, 1))
    var sense = [UInt8](repeating: 0, count: vigie_sense_size)
    var header = unsafe sg_io_hdr()
    let code = unsafe vigie_sg_io(
        descriptor,
        cdb,
        UInt8(command.count),
        &data,
        UInt32(length),
        &sense,
        kernelTimeout,
        &header
    )
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
    let residual = unsafe Int(header.resid)
    if !isExact { return Outcome(vigie_done, bytes: Array(data.prefix(length - min(max(residual, 0), length)))) }
    guard residual == 0 else { return Outcome(vigie_short_data, UInt32(truncatingIfNeeded: residual)) }
    return Outcome(vigie_done, bytes: data)
}

/// Sense key, ASC and ASCQ of fixed (70h, 71h) or descriptor (72h, 73h) sense; nil where there is neither.
private func senseCodes(_ sense: [UInt8]) -> (UInt8, UInt8, UInt8)? {
    guard sense.count >= 4, 0x70...0x73 ~= sense[0] & 0x7F else { return nil }
    if sense[0] & 0x7F >= 0x72 { return (sense[1] & 0x0F, sense[2], sense[3]) }
    return (sense[2] & 0x0F, sense.count > 12 ? sense[12] : 0, sense.count > 13 ? sense[13] : 0)
}
