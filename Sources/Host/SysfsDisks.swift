/// The whole disks as sysfs alone shows them; what udev knows better is added by `LiveHost`.
extension Host {
    func disksInSysfs() throws(HostError) -> [DiskNode] {
        let blocks = try namesIfPresent("/sys/block")
        let controllers = try namesIfPresent("/sys/class/nvme").filter { NVMeName.isController($0) }
        var disks = controllers.map { nvmeDisk($0, blocks: blocks) }
        let known = Set(disks.flatMap(\.blocks))
        for name in blocks where !known.contains(name) {
            if let block = NVMeName(name) {
                // A recording without /sys/class/nvme.
                if !disks.contains(where: { $0.name == block.controller }) {
                    disks.append(nvmeDisk(block.controller, blocks: blocks))
                }
            } else if let disk = blockDisk(name) {
                disks.append(disk)
            }
        }
        return disks.sorted { $0.name < $1.name }
    }

    private func nvmeDisk(_ name: String, blocks: [String]) -> DiskNode {
        let folder = "/sys/class/nvme/\(name)"
        var own = Set(((try? list(folder)) ?? []).compactMap { NVMeName($0)?.head })
        if own.isEmpty { own = Set(blocks.filter { NVMeName($0)?.controller == name }) }
        let names = own.sorted()
        return DiskNode(
            name: name,
            transport: .nvme,
            model: attribute("\(folder)/model"),
            serial: attribute("\(folder)/serial"),
            firmware: attribute("\(folder)/firmware_rev"),
            wwn: names.first.flatMap { attribute("/sys/block/\($0)/wwid") },
            port: port(of: folder),
            capacity: capacity(of: names),
            blocks: names
        )
    }

    /// A disk other than NVMe; nil for what is no disk or has no hardware of its own (loop, zram, device mapper, md).
    private func blockDisk(_ name: String) -> DiskNode? {
        let block = "/sys/block/\(name)"
        let path = (try? target(ofLink: block)) ?? block
        let vendor = attribute("\(block)/device/vendor")
        guard !path.hasPrefix("/sys/devices/virtual/"), let kind = Self.transport(name, path: path, vendor: vendor)
        else {
            return nil
        }
        let capacity = capacity(of: [name])
        // A card reader without a card.
        if capacity == nil && (kind == .usb || kind == .mmc) { return nil }
        let model = attribute("\(block)/device/model") ?? attribute("\(block)/device/name")
        let hasVendor = kind == .scsi || kind == .usb
        return DiskNode(
            name: name,
            transport: kind,
            model: hasVendor ? joined(vendor, model) : model,
            serial: attribute("\(block)/device/serial") ?? attribute("\(block)/serial")
                ?? unitSerial(ofDevice: "\(block)/device"),
            firmware: attribute("\(block)/device/rev") ?? attribute("\(block)/device/fwrev"),
            wwn: attribute("\(block)/device/wwid") ?? attribute("\(block)/wwid"),
            port: port(of: block),
            capacity: capacity,
            isRotational: kind != .virtual && attribute("\(block)/queue/rotational") == "1",
            blocks: [name]
        )
    }

    private static func transport(_ name: String, path: String, vendor: String?) -> DiskNode.Transport? {
        let withoutHardware = ["loop", "ram", "zram", "dm-", "md", "sr", "fd", "nbd"]
        guard
            !withoutHardware.contains(where: { name.hasPrefix($0) && name.dropFirst($0.count).allSatisfy(\.isNumber) })
        else { return nil }
        let parts = path.split(separator: "/")
        if name.hasPrefix("mmcblk") { return name.dropFirst(6).allSatisfy(\.isNumber) ? .mmc : nil }
        if parts.contains(where: { $0.hasPrefix("usb") }) { return .usb }
        if vendor == "ATA" || parts.contains(where: { $0.hasPrefix("ata") && Int($0.dropFirst(3)) != nil }) {
            return .ata
        }
        let virtualBuses = ["virtio", "vmbus", "VMBUS", "vbd-"]
        let isVirtual = parts.contains { part in virtualBuses.contains { part.hasPrefix($0) } }
        return isVirtual || name.hasPrefix("vd") || name.hasPrefix("xvd") ? .virtual : .scsi
    }

    /// The place where a disk is plugged in: its resolved sysfs path without what is numbered anew at each start.
    private func port(of folder: String) -> String {
        let path = (try? target(ofLink: folder)) ?? folder
        guard path != folder else { return folder }
        let numberedAnew = ["host", "target", "nvme"]
        let kept = path.split(separator: "/").prefix { $0 != "block" }.compactMap { part -> String? in
            let address = part.split(separator: ":", omittingEmptySubsequences: false)
            if address.count == 4, address.allSatisfy({ Int($0) != nil }) {
                return address.dropFirst().joined(separator: ":")
            }
            let isLeftOut = numberedAnew.contains {
                part.hasPrefix($0) && !part.dropFirst($0.count).contains(where: \.isLetter)
            }
            return isLeftOut ? nil : String(part)
        }
        return "/" + kept.joined(separator: "/")
    }

    /// Bytes; nil for none.
    private func capacity(of blocks: [String]) -> Double? {
        let sectors = blocks.compactMap { attribute("/sys/block/\($0)/size").flatMap(Double.init) }
        let bytes = sectors.filter { $0.isFinite && $0 > 0 }.reduce(0) { $0 + $1 * 512 }
        return bytes > 0 ? bytes : nil
    }

    /// The serial number of a SCSI device's folder in sysfs: four bytes of header and text.
    package func unitSerial(ofDevice device: String) -> String? {
        guard let page = try? read("\(device)/vpd_pg80", limit: 4096) else { return nil }
        return trimmed(String(decoding: page.dropFirst(4), as: UTF8.self))
    }

    private func attribute(_ path: String) -> String? {
        textIfPresent(path).flatMap(trimmed)
    }

    private func trimmed(_ text: String) -> String? {
        let isBlank: (Character) -> Bool = { $0.isWhitespace || $0 == "\0" }
        let front = text.drop(while: isBlank)
        let kept = String(front.reversed().drop(while: isBlank).reversed())
        return kept.isEmpty ? nil : kept
    }

    private func joined(_ vendor: String?, _ model: String?) -> String? {
        let parts = [vendor, model].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private func namesIfPresent(_ path: String) throws(HostError) -> [String] {
        do throws(HostError) {
            return try list(path)
        } catch {
            guard error.code == .notFound else { throw error }
            return []
        }
    }
}

/// The name of an NVMe namespace: `nvme0n1`, or `nvme0c1n1`, the path through one of several controllers.
struct NVMeName {
    /// The controller's name by which a single-path namespace is called.
    let controller: String
    /// The block device that is used: `nvme0n1`.
    let head: String

    init?(_ name: String) {
        guard name.hasPrefix("nvme") else { return nil }
        let parts = name.dropFirst(4).split(separator: "n", omittingEmptySubsequences: false)
        guard parts.count == 2, UInt32(parts[1]) != nil else { return nil }
        let numbers = parts[0].split(separator: "c", omittingEmptySubsequences: false)
        guard (1...2).contains(numbers.count), numbers.allSatisfy({ UInt32($0) != nil }) else { return nil }
        controller = "nvme\(numbers[0])"
        head = "nvme\(numbers[0])n\(parts[1])"
    }

    static func isController(_ name: String) -> Bool {
        name.hasPrefix("nvme") && UInt32(name.dropFirst(4)) != nil
    }
}
