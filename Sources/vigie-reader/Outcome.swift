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
        case .plain(let cdb):
            return sendPlain(cdb, to: descriptor)
        case .selectiveTest(let sectors):
            return testSpan(sectors, of: descriptor)
        case .scsiLog(let page):
            return logSense(page, of: descriptor)
        case .nvme(let opcode, let namespace, let cdw10, let length):
            return admin(opcode, namespace, cdw10, length: length, to: descriptor).outcome
        case .nvmeNotices(let earlier):
            return notices(earlier, of: descriptor)
        }
    }

    private func isRightKind(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == (isNVMe ? S_IFCHR : S_IFBLK)
    }
}

/// Milliseconds: longer than a spin-up, and never so short that an NVMe controller is reset for it.
private let kernelTimeout: UInt32 = 60_000

/// Sends an NVMe admin command, and returns its data and its result.
private func admin(
    _ opcode: UInt8,
    _ namespace: UInt32,
    _ cdw10: UInt32,
    _ cdw11: UInt32 = 0,
    length: Int = 0,
    to descriptor: Int32
) -> (outcome: Outcome, result: UInt32) {
    var data = [UInt8](repeating: 0, count: length)
    var result: UInt32 = 0
    let code = unsafe vigie_nvme_admin(
        descriptor,
        opcode,
        namespace,
        cdw10,
        cdw11,
        &data,
        UInt32(length),
        kernelTimeout,
        &result
    )
    guard code >= 0 else { return (.systemError(errno), 0) }
    return (code > 0 ? Outcome(vigie_nvme_error, UInt32(code)) : Outcome(vigie_done, bytes: data), result)
}

/// Feature 0Bh (asynchronous event configuration): its low byte says which critical warnings are told at once, and the rest is
/// the kernel's (NVMe base specification 1.4, 5.21.1.11).
private func notices(_ earlier: UInt8?, of descriptor: Int32) -> Outcome {
    let feature: UInt32 = 0x0B
    let (read, before) = admin(0x0A, 0, feature, to: descriptor)
    guard read.status == vigie_done else { return read }
    // Spare, temperature, reliability, read-only, volatile memory's backup.
    let after = earlier.map { before & ~0xFF | UInt32($0) } ?? before | 0x1F
    if after != before {
        let (written, _) = admin(0x09, 0, feature, after, to: descriptor)
        guard written.status == vigie_done else { return written }
    }
    return Outcome(vigie_done, bytes: (0..<4).map { UInt8(truncatingIfNeeded: before >> (8 * $0)) })
}

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

/// A command without data, whose sense bytes are no answer but a refusal.
private func sendPlain(_ cdb: [UInt8], to descriptor: Int32) -> Outcome {
    let outcome = passThrough(cdb, length: 0, isExact: true, to: descriptor)
    guard outcome.status == vigie_done, let (key, code1, code2) = senseCodes(outcome.bytes), key > 1 else {
        return outcome.status == vigie_done ? Outcome(vigie_done) : outcome
    }
    return Outcome(vigie_sense_error, UInt32(key) << 16 | UInt32(code1) << 8 | UInt32(code2))
}

/// Writes the first and the last sector to the selective self-test log, and starts the test (ACS-4, 9.17).
private func testSpan(_ sectors: ClosedRange<UInt64>, of descriptor: Int32) -> Outcome {
    // What the vendor keeps in the log is written back as it was.
    let read: [UInt8] = [0x85, 0x08, 0x0E, 0, 0xD5, 0, 1, 0, 0x09, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0]
    let log = passThrough(read, length: 512, isExact: true, to: descriptor)
    guard log.status == vigie_done, log.bytes.count == 512 else { return log }
    let page = selectiveLog(log.bytes, sectors)
    let write: [UInt8] = [0x85, 0x0A, 0x06, 0, 0xD6, 0, 1, 0, 0x09, 0, 0x4F, 0, 0xC2, 0, 0xB0, 0]
    let written = passThrough(write, length: 512, isExact: true, writing: page, to: descriptor)
    guard written.status == vigie_done, case .plain(let start) = Command.ataTest(0x04) else { return written }
    return sendPlain(start, to: descriptor)
}

/// The log with one span, and nothing to be done after it.
private func selectiveLog(_ page: [UInt8], _ sectors: ClosedRange<UInt64>) -> [UInt8] {
    var page = page
    func put(_ value: UInt64, at offset: Int, size: Int) {
        for index in 0..<size { page[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(index))) }
    }
    put(1, at: 0, size: 2)
    for offset in 2..<82 { page[offset] = 0 }
    put(sectors.lowerBound, at: 2, size: 8)
    put(sectors.upperBound, at: 10, size: 8)
    // Which sector and span are under test, the flags (no scan afterwards), the time to wait before a pending scan.
    put(0, at: 492, size: 8)
    put(0, at: 500, size: 2)
    put(0, at: 502, size: 2)
    put(0, at: 508, size: 2)
    page[511] = 0
    page[511] = 0 &- page.reduce(0, &+)
    return page
}

/// Sends a command by SG_IO; `isExact` where less data than asked for is no answer, `writing` of what the disk is given.
private func passThrough(
    _ command: [UInt8],
    length: Int,
    isExact: Bool,
    writing: [UInt8]? = nil,
    to descriptor: Int32
) -> Outcome {
    let cdb = command + [UInt8](repeating: 0, count: 16 - command.count)
    var data = writing ?? [UInt8](repeating: 0, count: max(length, 1))
    var sense = [UInt8](repeating: 0, count: vigie_sense_size)
    var header = unsafe sg_io_hdr()
    let code = unsafe vigie_sg_io(
        descriptor,
        cdb,
        UInt8(command.count),
        &data,
        UInt32(length),
        writing == nil ? 0 : 1,
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
