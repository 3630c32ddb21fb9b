import CLinux
import Glibc
import Synchronization

/// Sends commands to disks through vigie-reader, from any number of threads; a hung disk delays none of the others.
package final class ReaderClient: Sendable {
    let socket: String?
    let program: String?
    private let patience: Double
    private let connection = Mutex<ReaderConnection?>(nil)

    /// Nothing is opened or started before the first command.
    ///
    /// - Parameters:
    ///   - socket: where a reader listens; nil for never.
    ///   - program: the reader to start where none listens; nil for none.
    ///   - patience: seconds for which an answer is waited for.
    package init(
        socket: String? = "/run/vigie/reader.sock",
        program: String? = "/usr/libexec/vigie/vigie-reader",
        patience: Double = 5
    ) {
        self.socket = socket
        self.program = program
        self.patience = patience
    }

    /// Sends a command to a disk (`sda`, `nvme0`) and waits for its answer.
    package func send(_ command: DiskCommand, to disk: String) throws(HostError) -> DiskAnswer {
        guard !disk.isEmpty, disk.utf8.count < 32 else { throw HostError(.notFound, "no disk is called '\(disk)'") }
        if case .smartctl(let type) = command { return DiskAnswer(bytes: try smartctl(type, of: disk)) }
        do throws(HostError) {
            return try ask(command, of: disk)
        } catch {
            // It ends when idle, perhaps as we asked; a new one is started once.
            guard error.code == .closed else { throw error }
        }
        do throws(HostError) {
            return try ask(command, of: disk)
        } catch {
            guard error.code == .closed else { throw error }
            throw HostError(.unavailable, "asking \(disk): vigie-reader ended twice; see journalctl -u vigie-reader")
        }
    }

    private func ask(_ command: DiskCommand, of disk: String) throws(HostError) -> DiskAnswer {
        let current = try currentConnection()
        do throws(HostError) {
            return try current.ask(command.number, command.sectors, of: disk, patience: patience).checked(command, disk)
        } catch {
            if error.code == .closed { connection.withLock { if $0 === current { $0 = nil } } }
            throw error
        }
    }

    private func currentConnection() throws(HostError) -> ReaderConnection {
        try connection.withLock { (connection) throws(HostError) in
            if let connection { return connection }
            let new = try opened()
            connection = new
            return new
        }
    }

    private func opened() throws(HostError) -> ReaderConnection {
        do throws(HostError) {
            if let socket { return try ReaderConnection(connected(to: socket, SOCK_SEQPACKET)) }
        } catch {
            guard program != nil, error.code == .notFound || error.code == .unavailable else {
                let advice = "is vigie-reader.socket started, and are you in the group vigie?"
                throw HostError(error.code == .denied ? .denied : .unavailable, "\(error.message); \(advice)")
            }
        }
        guard let program else { throw HostError(.unavailable, "no vigie-reader is known: neither socket nor program") }
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw HostError(errno: errno, "making a socket pair")
        }
        let ours = try Descriptor(ends[0], "making a socket pair")
        let theirs = try Descriptor(ends[1], "making a socket pair")
        return ReaderConnection(ours, child: try ChildProcess.start([program, "--connected"], passing: theirs, as: 3))
    }
}

func connected(to path: String, _ type: __socket_type) throws(HostError) -> Descriptor {
    let doing = "connecting to \(path)"
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
        throw HostError(.failed, "\(doing): the path is too long")
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let flags = Int32(type.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let socket = try Descriptor(Glibc.socket(AF_UNIX, flags, 0), doing)
    let code = unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe connect(socket.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    guard code == 0 else { throw HostError(errno: errno, doing) }
    return socket
}

extension SelfTest {
    fileprivate var number: Int {
        switch self {
        case .short: vigie_test_short
        case .extended: vigie_test_extended
        case .selective: vigie_test_selective
        case .abort: vigie_test_abort
        }
    }
}

extension DiskCommand {
    /// The sectors of a selective self-test, or notices in their place.
    fileprivate var sectors: ClosedRange<UInt64>? {
        switch self {
        case .ataSelfTest(.selective(let sectors)): sectors
        case .nvmeNoticesSet(let notices): UInt64(notices)...UInt64(notices)
        default: nil
        }
    }

    fileprivate var number: Int {
        switch self {
        case .ataIdentify: vigie_ata_identify
        case .ataSmartData: vigie_ata_smart_data
        case .ataSmartThresholds: vigie_ata_smart_thresholds
        case .ataReturnStatus: vigie_ata_return_status
        case .ataCheckPowerMode: vigie_ata_check_power_mode
        case .ataSmartLog(let log): vigie_ata_smart_log | Int(log)
        case .ataSelfTest(let test): vigie_ata_self_test | test.number
        // An address or page too large for its place is none that vigie-reader knows.
        case .ataGeneralLog(let log, let page):
            log > 0xF || page > 0xF ? 0 : vigie_ata_general_log | Int(log << 4 | page)
        case .nvmeIdentifyController: vigie_nvme_identify_controller
        case .nvmeLog(let log): vigie_nvme_log | Int(log)
        case .nvmeNoticesOn: vigie_nvme_notices_on
        case .nvmeNoticesSet: vigie_nvme_notices_set
        case .nvmeSelfTest(let test): vigie_nvme_self_test | test.number
        case .scsiInquiry: vigie_scsi_inquiry
        case .scsiRequestSense: vigie_scsi_request_sense
        case .scsiExceptionsMode: vigie_scsi_exceptions_mode
        case .scsiGrownDefects: vigie_scsi_grown_defects
        case .scsiLog(let page): vigie_scsi_log | Int(page)
        case .scsiSelfTest(let test): vigie_scsi_self_test | test.number
        case .scsiSerialNumber: vigie_scsi_serial_number
        // Asked on another socket.
        case .smartctl: 0
        }
    }
}

extension ReaderConnection.Answer {
    /// The answer's bytes, or the error that the reader reports.
    fileprivate func checked(_ command: DiskCommand, _ disk: String) throws(HostError) -> DiskAnswer {
        let doing = "asking \(disk) for \(command.fileName)"
        let hex = String(detail, radix: 16)
        switch status {
        case vigie_done:
            return DiskAnswer(bytes: bytes)
        case vigie_busy:
            throw HostError(.timedOut, "\(disk) is still busy with an earlier command")
        case vigie_not_a_disk:
            throw HostError(.refused, "\(doing): /dev/\(disk) is not such a disk")
        case vigie_system_error where detail == UInt32(ENOTTY) || detail == UInt32(EOPNOTSUPP):
            throw HostError(.refused, "\(doing): it does not take such commands")
        case vigie_system_error:
            throw HostError(errno: Int32(truncatingIfNeeded: detail), doing)
        case vigie_sense_error:
            throw HostError(.refused, "\(doing): refused with sense \(hex)h (key, ASC, ASCQ)")
        case vigie_nvme_error where detail >> 8 & 0x7 == 0x3:
            // Status code type 3h, path related: said by the kernel while it resets or connects a controller, not by the disk.
            throw HostError(.timedOut, "\(doing): the kernel gave it up with NVMe status \(hex)h")
        case vigie_nvme_error:
            throw HostError(.refused, "\(doing): refused with NVMe status \(hex)h")
        case vigie_short_data:
            throw HostError(.refused, "\(doing): the answer is \(detail) bytes short")
        case vigie_transport_error:
            throw HostError(.failed, "\(doing): the transport failed with \(hex)h (SCSI, host, driver status)")
        case vigie_crowded:
            throw HostError(.unavailable, "\(doing): too many other disks hang")
        case vigie_bad_request:
            throw HostError(.refused, "\(doing): vigie-reader knows no such disk or command")
        default:
            throw HostError(.failed, "\(doing): vigie-reader answered with status \(status); is it of another release?")
        }
    }
}
