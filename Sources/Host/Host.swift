package import Health

/// The machine that is watched, behind a seam: live (`LiveHost`) or from a recording (`RecordedHost`).
///
/// Every call blocks and is bounded in time and memory, so probes run on threads of their own, never on an event loop or the
/// cooperative pool. Paths begin with `/` and are resolved beneath the host's root: no `..` and no link leads out of it.
package protocol Host: Sendable {
    /// The time here. A recording answers the moment at which it was made.
    func now() -> Moment

    /// The bytes of a file, read with one `read` (a sysfs file that would block answers at once with an error).
    /// - Throws: `tooLarge` when the file holds more than `limit` bytes.
    func read(_ path: String, limit: Int) throws(HostError) -> [UInt8]

    /// Reads a file behind which a device may hang, and waits for `patience` seconds only.
    /// - Throws: `timedOut` after these, and at once while an earlier read of its folder still hangs.
    func read(_ path: String, limit: Int, patience: Double) throws(HostError) -> [UInt8]

    /// The names in a folder, sorted; `.` and `..` left out.
    func list(_ path: String) throws(HostError) -> [String]

    /// The path, beneath the root, that a link (`/sys/class/hwmon/hwmon0/device`) leads to.
    func target(ofLink path: String) throws(HostError) -> String

    /// When a file was changed last. A recording keeps what it was on the recorded machine.
    func modified(_ path: String) throws(HostError) -> Timestamp

    /// The whole disks, from udev's database where udev runs, else from `/sys/block`; sorted by kernel name.
    func disks() throws(HostError) -> [DiskNode]

    /// Sends one command of the closed list to a disk, through the reader.
    /// - Throws: `timedOut` after our patience of 5 s; the disk may still be busy with it.
    func send(_ command: DiskCommand, to disk: DiskNode) throws(HostError) -> DiskAnswer

    /// Runs a command of the system without a shell, with `LC_ALL=C`, and gathers what it prints.
    func run(_ command: HostCommand) throws(HostError) -> CommandOutput

    /// Opens a dialogue in lines with a server (upsd).
    func connect(to endpoint: Endpoint, timeout: Double) throws(HostError) -> any LineDialogue
}

extension Host {
    /// A recording has no device that could hang.
    package func read(_ path: String, limit: Int, patience: Double) throws(HostError) -> [UInt8] {
        try read(path, limit: limit)
    }

    /// A file's text without the white space at its end; at most 4 KiB, as sysfs attributes are.
    package func text(_ path: String) throws(HostError) -> String { Self.trimmed(try read(path, limit: 4096)) }

    /// The same of a file behind which a device may hang.
    package func text(_ path: String, patience: Double) throws(HostError) -> String {
        Self.trimmed(try read(path, limit: 4096, patience: patience))
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let trimmed = bytes.reversed().drop { $0 == 0 || $0 <= UInt8(ascii: " ") }
        return String(decoding: trimmed.reversed(), as: UTF8.self)
    }

    /// A file's text, or nil where there is none to be had.
    package func textIfPresent(_ path: String) -> String? {
        try? text(path)
    }
}

/// A disk as the kernel and udev name it, before anything was asked of it.
package struct DiskNode: Hashable, Sendable {
    /// The language that the disk speaks.
    package enum Transport: String, Hashable, Sendable {
        /// SATA or PATA: ATA commands inside SCSI's ATA PASS-THROUGH.
        case ata
        case nvme
        case scsi
        case usb
        case mmc
        /// virtio, loop, zram, device mapper: no hardware that could be asked.
        case virtual
    }

    /// The name under which commands are sent and answers recorded: `sda`, `nvme0`.
    package var name: String
    package var transport: Transport
    /// What the kernel or udev say, to be shown where the disk itself cannot be asked.
    package var model: String?
    package var serial: String?
    package var firmware: String?
    /// `ID_WWN` or `wwid`.
    package var wwn: String?
    /// The stable path of the port (`ID_PATH`, or the resolved sysfs path), for disks without a usable serial number.
    package var port: String
    /// Bytes.
    package var capacity: Double?
    /// Whether it has platters (`queue/rotational`).
    package var isRotational: Bool
    /// The block devices of which `/sys/block/X/stat` tells whether it was used: `sda`, `nvme0n1`.
    package var blocks: [String]

    package init(
        name: String,
        transport: Transport,
        model: String? = nil,
        serial: String? = nil,
        firmware: String? = nil,
        wwn: String? = nil,
        port: String,
        capacity: Double? = nil,
        isRotational: Bool = false,
        blocks: [String] = []
    ) {
        self.name = name
        self.transport = transport
        self.model = model
        self.serial = serial
        self.firmware = firmware
        self.wwn = wwn
        self.port = port
        self.capacity = capacity
        self.isRotational = isRotational
        self.blocks = blocks
    }
}

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

/// A command of the system: its name in a recording, and its arguments with the program's absolute path first.
package struct HostCommand: Hashable, Sendable {
    package var name: String
    package var arguments: [String]
    /// Seconds after which it is killed.
    package var timeout: Double
    /// More output than this is an error.
    package var outputLimit: Int

    package init(name: String, arguments: [String], timeout: Double, outputLimit: Int) {
        self.name = name
        self.arguments = arguments
        self.timeout = timeout
        self.outputLimit = outputLimit
    }
}

/// What a command printed on its standard output, and its exit status.
package struct CommandOutput: Hashable, Sendable {
    package var output: [UInt8]
    package var status: Int32

    package init(output: [UInt8], status: Int32) {
        self.output = output
        self.status = status
    }
}

/// A server's address.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// A connection on which lines are sent and received, each call bounded by the time-out given when it was opened.
package protocol LineDialogue: AnyObject {
    /// Sends a line; the line feed is added here.
    func send(_ line: String) throws(HostError)
    /// The next line without its line feed.
    /// - Throws: `tooLarge` for a line of more than 4 KiB, `closed` when the peer has hung up.
    func receive() throws(HostError) -> String
    func close()
}

/// Why something could not be read from a host.
package struct HostError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        case notFound
        case denied
        case timedOut
        case tooLarge
        case closed
        /// The device or server refused what it was asked.
        case refused
        /// The means itself is missing: no reader runs, no such program.
        case unavailable
        case failed
    }

    package var code: Code
    /// What happened and where, for a person.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
