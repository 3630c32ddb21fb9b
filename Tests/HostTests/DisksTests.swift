import TestSupport
import Testing

@testable import Host

private let sata = "/sys/devices/pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0"
private let usb = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host7/target7:0:0/7:0:0:0"
private let sas = "/sys/devices/pci0000:00/0000:03:00.0/host1/port-1:0/end_device-1:0/target1:0:0/1:0:0:0"
private let nvme = "/sys/devices/pci0000:00/0000:00:1d.0/0000:01:00.0/nvme/nvme0"
private let virtio = "/sys/devices/pci0000:00/0000:00:02.0/virtio1"
private let mmc = "/sys/devices/platform/soc/mmc_host/mmc0/mmc0:0001"

/// Files of one block device in sysfs, `block` being its folder.
private func block(_ name: String, in device: String, size: Int, rotational: Int = 0) -> [String: String] {
    let folder = "\(device)/block/\(name)"
    return [
        "/sys/block/\(name)": "->..\(folder.dropFirst(4))",
        "\(folder)/size": "\(size)\n",
        "\(folder)/queue/rotational": "\(rotational)\n",
        "\(folder)/device": "->../..",
        "\(folder)/\(name)1/partition": "1\n",
    ]
}

private func disks(_ files: [String: String]...) throws -> [DiskNode] {
    let tree = try Tree(files.reduce(into: [:]) { $0.merge($1) { first, _ in first } })
    let live = try LiveHost(root: tree.path).disks()
    #expect(try RecordedHost(tree.path).disks() == live)
    return live
}

@Suite struct DisksTests {
    @Test func sataDisk() throws {
        let found = try disks(
            block("sda", in: sata, size: 1_953_525_168, rotational: 1),
            [
                "\(sata)/vendor": "ATA     \n", "\(sata)/model": "WDC WD10EZEX-08W\n", "\(sata)/rev": "1A01\n",
                "\(sata)/wwid": "naa.50014ee2b5f1a2c3\n", "\(sata)/vpd_pg80": "\0\u{1}\0\u{14}     WD-WCC6Y3ABCDEF",
            ]
        )
        let expected = DiskNode(
            name: "sda",
            transport: .ata,
            model: "WDC WD10EZEX-08W",
            serial: "WD-WCC6Y3ABCDEF",
            firmware: "1A01",
            wwn: "naa.50014ee2b5f1a2c3",
            port: "/sys/devices/pci0000:00/0000:00:1f.2/ata1/0:0:0",
            capacity: 1_000_204_886_016,
            isRotational: true,
            blocks: ["sda"]
        )
        #expect(found == [expected])
    }

    @Test func sataDiskBehindAnotherControllerIsKnownByItsVendor() throws {
        let found = try disks(block("sdb", in: sas, size: 10), ["\(sas)/vendor": "ATA     \n"])
        #expect(found.map(\.transport) == [.ata])
        let other = try disks(
            block("sdb", in: sas, size: 10),
            ["\(sas)/vendor": "SEAGATE \n", "\(sas)/model": "ST300\n"]
        )
        #expect(other.map(\.transport) == [.scsi])
        #expect(other.map(\.model) == ["SEAGATE ST300"])
    }

    @Test func usbDisk() throws {
        let found = try disks(
            block("sdc", in: usb, size: 2_000),
            ["\(usb)/vendor": "ATA\n", "\(usb)/model": "Flash\n"]
        )
        #expect(found.map(\.transport) == [.usb])
        #expect(found.map(\.port) == ["/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/0:0:0"])
        #expect(try disks(block("sdc", in: usb, size: 0)).isEmpty, "a card reader without a card")
        #expect(try disks(block("sda", in: sata, size: 0)).count == 1, "a dead disk is still a disk")
    }

    @Test func nvmeDiskIsNamedByItsController() throws {
        let folder = "\(nvme)/nvme0n1"
        let found = try disks([
            "/sys/class/nvme/nvme0": "->../..\(nvme.dropFirst(4))",
            "/sys/block/nvme0n1": "->..\(folder.dropFirst(4))",
            "\(nvme)/model": "Samsung SSD 980 1TB                     \n",
            "\(nvme)/serial": "S649NJ0R123456      \n",
            "\(nvme)/firmware_rev": "1B4QFXO7\n",
            "\(folder)/size": "2000\n", "\(folder)/wwid": "eui.002538d111111111\n",
            "\(folder)/nvme0n1p1/partition": "1\n",
        ])
        let expected = DiskNode(
            name: "nvme0",
            transport: .nvme,
            model: "Samsung SSD 980 1TB",
            serial: "S649NJ0R123456",
            firmware: "1B4QFXO7",
            wwn: "eui.002538d111111111",
            port: "/sys/devices/pci0000:00/0000:00:1d.0/0000:01:00.0",
            capacity: 1_024_000,
            blocks: ["nvme0n1"]
        )
        #expect(found == [expected])
    }

    @Test func nvmeNamespaceWithSeveralPaths() throws {
        let found = try disks([
            "/sys/class/nvme/nvme1/nvme0c1n1/size": "0\n", "/sys/class/nvme/nvme1/serial": "A1\n",
            "/sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1/size": "8\n",
            "/sys/block/nvme0n1": "->../devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1",
        ])
        #expect(found.map(\.name) == ["nvme1"])
        #expect(found.map(\.blocks) == [["nvme0n1"]])
    }

    @Test func nvmeRecordedByItsBlockOnly() throws {
        let found = try disks(["/sys/block/nvme3n1/size": "8\n", "/sys/block/nvme3n2/size": "8\n"])
        #expect(found.map(\.name) == ["nvme3"])
        #expect(found.map(\.blocks) == [["nvme3n1", "nvme3n2"]])
        #expect(found.map(\.capacity) == [8192])
    }

    @Test func virtualAndCardDisks() throws {
        let found = try disks(
            block("vda", in: virtio, size: 80, rotational: 1),
            block("mmcblk0", in: mmc, size: 160),
            block("mmcblk0boot0", in: mmc, size: 8),
            ["\(virtio)/block/vda/serial": "", "\(mmc)/name": "SD32G\n", "\(mmc)/serial": "0x1a2b3c4d\n"]
        )
        #expect(found.map(\.name) == ["mmcblk0", "vda"])
        #expect(found.map(\.transport) == [.mmc, .virtual])
        #expect(found.map(\.model) == ["SD32G", nil])
        #expect(found.map(\.serial) == ["0x1a2b3c4d", nil])
        #expect(found.map(\.isRotational) == [false, false])
        #expect(found.map(\.port) == [mmc, virtio])
    }

    @Test(arguments: ["loop0", "ram1", "zram0", "dm-3", "md127", "sr0", "fd0", "nbd4", "bcache0"])
    func whatHasNoHardwareIsLeftOut(_ name: String) throws {
        #expect(try disks(block(name, in: "/sys/devices/virtual", size: 100)).isEmpty)
        if name != "bcache0" { #expect(try disks(["/sys/block/\(name)/size": "100\n"]).isEmpty, "made by hand") }
    }

    @Test func aMachineWithoutDisks() throws {
        #expect(try disks([:]).isEmpty)
    }

    @Test(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
    func capturedTree() throws {
        let host = try RecordedHost(Captures.folder("hwmon/node_exporter-sys"))
        let found = try host.disks()
        #expect(found.map(\.name) == ["nvme0"])
        #expect(found.map(\.model) == ["Samsung SSD 970 PRO 512GB"])
        #expect(found.map(\.serial) == ["S680HF8N190894I"])
        #expect(found.map(\.firmware) == ["1B2QEXP7"])
        #expect(found.map(\.blocks) == [["nvme0n1"]])
    }

    @Test func theLiveMachinesDisksHaveBlocks() throws {
        let host = try LiveHost()
        for disk in try host.disks() {
            #expect(disk.blocks.allSatisfy { host.textIfPresent("/sys/block/\($0)/size") != nil })
        }
    }

    @Test func udevKnowsBetter() {
        let disk = DiskNode(name: "sda", transport: .scsi, model: "Samsung SSD 860", serial: "naa", port: "/sys/x")
        let udev = UdevProperties([
            "ID_BUS": "ata", "ID_MODEL_ENC": #"Samsung\x20SSD\x20860\x20EVO\x20500GB\x20\x20"#,
            "ID_MODEL": "Samsung_SSD",
            "ID_SERIAL_SHORT": "S3Z9NB0K", "ID_PATH": "pci-0000:00:1f.2-ata-1",
        ])
        let named = disk.named(by: udev)
        #expect(named.transport == .ata)
        #expect(named.model == "Samsung SSD 860 EVO 500GB")
        #expect(named.serial == "S3Z9NB0K")
        #expect(named.port == "pci-0000:00:1f.2-ata-1")
        #expect(disk.named(by: UdevProperties([:])) == disk)
    }

    /// udev's ata_id has asked: the bridge passes ATA commands on.
    @Test func aBridgeThatAnswersInATAIsSpokenToInATA() {
        let disk = DiskNode(name: "sdc", transport: .usb, port: "/sys/x")
        let spoken = disk.named(by: UdevProperties(["ID_BUS": "ata", "ID_ATA": "1"]))
        #expect(spoken.transport == .ata && spoken.isBridged)
        let mute = disk.named(by: UdevProperties(["ID_BUS": "usb"]))
        #expect(mute.transport == .usb && !mute.isBridged)
    }

    @Test func aRecordedBridgeThatAnsweredInATAIsSpokenToInATA() throws {
        let files = block("sdc", in: usb, size: 2_000)
        let machine = try Tree(files.merging(["/disks/sdc/ata.identify": "x"]) { first, _ in first })
        let found = try RecordedHost(machine.path).disks()
        #expect(found.map(\.transport) == [.ata] && found.map(\.isBridged) == [true])
    }

    @Test(arguments: [#"\x2"#, #"\xzz"#, #"\"#, "a\\x"])
    func strangeEscapesStay(_ text: String) {
        #expect(decodingUdevEscapes(text) == text)
    }
}
