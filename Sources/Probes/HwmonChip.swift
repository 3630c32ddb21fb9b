import Host
import Smart

/// A sensor chip as `/sys/class/hwmon` shows it, under a name that does not change when the kernel numbers anew.
struct HwmonChip {
    /// The folder that holds the attributes.
    let folder: String
    /// The driver's word for it: `coretemp`, `nvme`.
    let name: String
    /// The name with the disk's serial number or the last stable element of the device's path: `nvme-S4EWNX0R`,
    /// `coretemp-coretemp.0`.
    let id: String
    /// The device's path in sysfs.
    let device: String
    /// Whether its temperatures are those of a disk, which may hang.
    let isDisk: Bool
    /// The model and serial number of the disk whose temperature it is.
    let model: String?
    let serial: String?
    /// The names of its attributes.
    let attributes: Set<String>
    /// A rotating disk behind the chip, which must not be kept awake.
    let isRotatingDisk: Bool
    /// A disk that the kernel has put to sleep, and that reading would wake.
    let isSuspended: Bool

    /// Reads a chip; nil when it measures no temperature.
    init?(_ host: any Host, number: String) {
        let base = "/sys/class/hwmon/\(number)"
        // Older drivers keep their attributes in the device's folder.
        let folders = [base, "\(base)/device"].map { ($0, (try? host.list($0)) ?? []) }
        guard let (folder, names) = folders.first(where: { $0.1.contains(where: Self.isTemperatureInput) }) else {
            return nil
        }
        self.folder = folder
        attributes = Set(names.prefix(4096))
        let words = ["\(base)/name", "\(base)/device/name"].lazy.compactMap { host.textIfPresent($0) }
        name = words.first { !$0.isEmpty } ?? "unnamed"
        device = (try? host.target(ofLink: "\(base)/device")) ?? (try? host.target(ofLink: base)) ?? base
        isDisk = name == "nvme" || name == "drivetemp"
        model = isDisk ? host.textIfPresent("\(base)/device/model") : nil
        let controller = name == "nvme" ? host.textIfPresent("\(base)/device/serial").flatMap(Self.usable) : nil
        let unit = name == "drivetemp" ? host.unitSerial(ofDevice: "\(base)/device").flatMap(Self.usable) : nil
        serial = controller ?? unit
        let wwid = isDisk ? host.textIfPresent("\(base)/device/wwid") : nil
        id = "\(name)\((controller ?? Self.place(wwid, device)).map { "-\($0)" } ?? "")"
        isRotatingDisk = name == "drivetemp" && Self.isRotating(host, "\(base)/device")
        // An NVMe controller sleeps as the PCI function behind it.
        isSuspended = isDisk && host.isSuspended(name == "nvme" ? "\(base)/device/device" : "\(base)/device")
    }

    /// The numbers of its inputs (`temp1_input` is 1), in order.
    var inputs: [Int] {
        attributes.filter(Self.isTemperatureInput).compactMap { Int($0.dropFirst(4).dropLast(6)) }.sorted()
    }

    private static func isTemperatureInput(_ name: String) -> Bool {
        name.hasPrefix("temp") && name.hasSuffix("_input") && name.utf8.count <= 15
    }

    /// A serial number without the spaces around it; nil for one that names no disk.
    private static func usable(_ serial: String) -> String? {
        let trimmed = String(serial.drop { $0 == " " })
        return SerialNumber.isPlaceholder(trimmed) ? nil : trimmed
    }

    private static func isRotating(_ host: any Host, _ device: String) -> Bool {
        let blocks = (try? host.list("\(device)/block")) ?? []
        return blocks.contains { host.textIfPresent("\(device)/block/\($0)/queue/rotational") == "1" }
    }

    /// The world-wide name of the disk, else the last element of the path that is a place and not a number that the
    /// kernel gave.
    ///
    /// `nvme0`, `hwmon3`, `host0` and the like are passed over. Of an I²C client (`1-0048`) the bus number is replaced
    /// by what the bus hangs on.
    private static func place(_ wwid: String?, _ path: String) -> String? {
        if let wwid, !wwid.isEmpty { return wwid.split(separator: " ").joined(separator: " ") }
        let elements = path.split(separator: "/").map(String.init).filter { !isNumbering($0) }
        guard let last = elements.last else { return nil }
        let halves = last.split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].allSatisfy(\.isWholeNumber), halves[1].utf8.count == 4,
            UInt16(halves[1], radix: 16) != nil
        else { return last }
        return (elements.dropLast().suffix(1) + [String(halves[1])]).joined(separator: "-")
    }

    /// Whether an element of a path is a class folder, or a number that the kernel gave in the order in which devices
    /// came.
    private static func isNumbering(_ element: String) -> Bool {
        let counted = [
            "hwmon", "nvme", "thermal_zone", "phy", "card", "i2c-", "host", "target", "ata", "subsys",
        ]
        let isCounted = counted.contains { prefix in
            element.hasPrefix(prefix) && element.dropFirst(prefix.count).allSatisfy { $0.isWholeNumber || $0 == ":" }
        }
        let classes: Set<String> = [
            "sys", "devices", "virtual", "platform", "class", "thermal", "ieee80211", "drm", "nvme-subsystem", "block",
        ]
        // SCSI's host:channel:target:lun, HID's bus:vendor:product.instance
        let colons = element.split(separator: ":", omittingEmptySubsequences: false)
        let isSCSI = colons.count == 4 && colons.allSatisfy { $0.allSatisfy(\.isWholeNumber) }
        let isHID =
            colons.count == 3 && colons[0].utf8.count == 4 && colons[2].contains(".") && colons[1].utf8.count == 4
        return isCounted || classes.contains(element) || isSCSI || isHID
    }
}
