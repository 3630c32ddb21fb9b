import CUdev

/// What udev's database says about a disk, by libudev.
struct UdevProperties {
    private var values: [String: String] = [:]

    private static let names = [
        "ID_ATA", "ID_BUS", "ID_MODEL", "ID_MODEL_ENC", "ID_PATH", "ID_REVISION", "ID_SCSI_SERIAL", "ID_SERIAL_SHORT",
        "ID_WWN",
    ]

    subscript(name: String) -> String? { values[name] }

    init(of disk: DiskNode) {
        guard let block = disk.blocks.first, let udev = unsafe udev_new() else { return }
        defer { unsafe udev_unref(udev) }
        guard let device = unsafe udev_device_new_from_subsystem_sysname(udev, "block", block) else { return }
        defer { unsafe udev_device_unref(device) }
        for name in Self.names {
            if let value = unsafe udev_device_get_property_value(device, name) {
                values[name] = unsafe String(cString: value)
            }
        }
    }

    init(_ values: [String: String]) {
        self.values = values
    }
}

extension DiskNode {
    /// This disk with udev's names where it has any: sysfs cuts a SATA disk's model after 16 characters.
    func named(by udev: UdevProperties) -> DiskNode {
        var disk = self
        // udev's ata_id asks USB disks that cannot be taken out for their identity: this one answered in ATA.
        if transport == .usb, udev["ID_ATA"] == "1" {
            disk.transport = .ata
            disk.isBridged = true
        } else if udev["ID_BUS"] == "usb" {
            disk.transport = .usb
        } else if transport == .scsi, udev["ID_ATA"] == "1" || udev["ID_BUS"] == "ata" {
            disk.transport = .ata
        }
        disk.model = udev["ID_MODEL_ENC"].flatMap(decodingUdevEscapes) ?? udev["ID_MODEL"] ?? model
        disk.serial = udev["ID_SCSI_SERIAL"] ?? udev["ID_SERIAL_SHORT"] ?? serial
        disk.firmware = udev["ID_REVISION"] ?? firmware
        disk.wwn = udev["ID_WWN"] ?? wwn
        disk.port = udev["ID_PATH"] ?? port
        return disk
    }
}

/// Text in which `\x20` stands for a space, without the spaces around it; nil when nothing is left.
func decodingUdevEscapes(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
        if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), digits.utf8.count == 2,
            let code = UInt8(digits, radix: 16)
        {
            bytes.append(code)
            rest = rest.dropFirst(3)
        } else {
            bytes.append(byte)
        }
    }
    let kept = bytes.drop { $0 == UInt8(ascii: " ") }.reversed().drop { $0 == UInt8(ascii: " ") }.reversed()
    return kept.isEmpty ? nil : String(decoding: kept, as: UTF8.self)
}
