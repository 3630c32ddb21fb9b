/// A disk as the kernel and udev name it, before anything was asked of it.
package struct DiskNode: Hashable, Sendable {
    /// The language that the disk speaks.
    package enum Transport: String, Hashable, Sendable {
        /// SATA or PATA: ATA commands inside SCSI's ATA PASS-THROUGH.
        case ata
        case nvme
        case scsi
        /// USB with a bridge of its own tricks, which only smartctl may know.
        case usb
        /// Behind a RAID controller, through which only smartctl asks.
        case raid
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
    /// Whether a bridge (USB) stands before it that passes its commands on: what is not needed is not asked, for some bridges
    /// hang on it (facts/disks.md section 1).
    package var isBridged: Bool
    /// How smartctl is to ask a disk that only it can reach (its option `-d`).
    package var smartctlType: String
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
        isBridged: Bool = false,
        smartctlType: String = "auto",
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
        self.isBridged = isBridged
        self.smartctlType = smartctlType
        self.blocks = blocks
    }
}
