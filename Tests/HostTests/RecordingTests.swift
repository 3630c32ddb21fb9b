import Health
import TestSupport
import Testing

@testable import Host

private let time = "2026-11-23T21:00:00.123Z"
private let device = "/sys/devices/pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0"

/// A machine made by hand.
private func machine() throws -> Tree {
    let tree = try Tree([
        "/times": "now \(time) 93211.5 b00t\n/var/lib/dpkg/status 2026-11-20T01:02:03.000Z\nnonsense\n",
        "/sys/block/sda": "->..\(device.dropFirst(4))/block/sda",
        "\(device)/block/sda/size": "2048\n",
        "\(device)/block/sda/device": "->../..",
        "\(device)/vendor": "ATA     \n", "\(device)/model": "Some Disk\n",
        "\(device)/wwid": "t10.ATA     Some Disk           S3Z9-NB0K\n",
        "\(device)/vpd_pg80": "\0\u{1}\0\u{9}S3Z9-NB0K",
        "/sys/class/hwmon/hwmon0": "->../../devices/platform/coretemp.0/hwmon/hwmon0",
        "/sys/devices/platform/coretemp.0/hwmon/hwmon0/temp1_input": "41000\n",
        "/sys/devices/platform/coretemp.0/hwmon/hwmon0/temp2_input": "42000\n",
        "/sys/devices/platform/coretemp.0/hwmon/hwmon0/device": "->../../../coretemp.0",
        "/etc/os-release": "->../usr/lib/os-release", "/usr/lib/os-release": "ID=debian\n",
        "/var/lib/dpkg/status": "Package: x\n",
        "/disks/nvme0/nvme.log02": "page", "/disks/sda/ata.smartdata.error": "timedOut sda did not answer\n",
        "/disks/sdx/ata.senseda.error": "nonsense", "/disks/odd/notes": "",
        "/commands/updates.out": "Inst x\n", "/commands/updates.exit": "100\n",
        "/sockets/rack:3493.txt": "> LIST\n< VAR r ups.serial \"AS1234\"\n",
    ])
    try tree.add("/disks/sda/ata.identify", identify(serial: "S3Z9-NB0K", wwn: [0x50, 0x02, 0x53, 0x8D, 1, 2, 3, 4]))
    return tree
}

private func identify(serial: String, wwn: [UInt8]) -> [UInt8] {
    var page = [UInt8](repeating: 0, count: 512)
    let text = Array(serial.utf8) + [UInt8](repeating: 0x20, count: 20 - serial.utf8.count)
    for index in 0..<20 { page[20 + index] = text[index ^ 1] }
    for index in 0..<8 { page[216 + index] = wwn[index ^ 1] }
    page[510] = 0xA5
    page[511] = 0 &- page.reduce(0, &+)
    return page
}

private func serial(inIdentify page: [UInt8]) -> String {
    String(decoding: (0..<20).map { page[20 + ($0 ^ 1)] }.filter { $0 != 0x20 }, as: UTF8.self)
}

@Suite struct RecordedHostTests {
    @Test func timesAreTheRecordedOnes() throws {
        let tree = try machine()
        let host = try RecordedHost(tree.path)
        #expect(host.now() == Moment(time: try #require(Timestamp(time)), uptime: 93_211.5, boot: "b00t"))
        #expect(try host.modified("/var/lib/dpkg/status").description == "2026-11-20T01:02:03.000Z")
        #expect(try host.modified("/etc/os-release") > Timestamp(seconds: 1_700_000_000), "the file's own")
        #expect(code { _ = try host.modified("/absent") } == .notFound)
        let empty = try Tree()
        #expect(try RecordedHost(empty.path).now().time > Timestamp(seconds: 1_700_000_000))
    }

    @Test func disksAreSysfsAndThoseWithAnswers() throws {
        let tree = try machine()
        let disks = try RecordedHost(tree.path).disks()
        #expect(disks.map(\.name) == ["nvme0", "odd", "sda", "sdx"])
        #expect(disks.map(\.transport) == [.nvme, .virtual, .ata, .ata])
        #expect(disks.map(\.serial) == [nil, nil, "S3Z9-NB0K", nil])
    }

    @Test func answersAndErrors() throws {
        let tree = try machine()
        let host = try RecordedHost(tree.path)
        let sda = DiskNode(name: "sda", transport: .ata, port: "/x")
        let nvme = DiskNode(name: "nvme0", transport: .nvme, port: "/x")
        #expect(try host.send(.nvmeLog(0x02), to: nvme).bytes == Array("page".utf8))
        #expect(
            outcome { try host.send(.ataSmartData, to: sda) }
                == .failure(HostError(.timedOut, "sda did not answer"))
        )
        #expect(
            outcome { try host.send(.ataCheckPowerMode, to: sda) }
                == .failure(HostError(.refused, "not recorded: disks/sda/ata.sensee5"))
        )
        let outside = DiskNode(name: "../../../etc", transport: .ata, port: "/x")
        #expect(code { _ = try host.send(.ataIdentify, to: outside) } == .refused)
    }

    @Test func commands() throws {
        let tree = try machine()
        let host = try RecordedHost(tree.path)
        let updates = HostCommand(name: "updates", arguments: ["/usr/bin/apt-get"], timeout: 1, outputLimit: 100)
        #expect(try host.run(updates) == CommandOutput(output: Array("Inst x\n".utf8), status: 100))
        let short = HostCommand(name: "updates", arguments: [], timeout: 1, outputLimit: 3)
        #expect(code { _ = try host.run(short) } == .tooLarge)
        let other = HostCommand(name: "other", arguments: [], timeout: 1, outputLimit: 3)
        #expect(code { _ = try host.run(other) } == .unavailable)
    }
}

@Suite struct RecordingHostTests {
    /// Everything that a host answers, as text, so that a host and its recording can be compared.
    private func survey(_ host: some Host) throws -> [String] {
        let hwmon = "/sys/class/hwmon"
        let sda = DiskNode(name: "sda", transport: .ata, port: "/x")
        let nvme = DiskNode(name: "nvme0", transport: .nvme, port: "/x")
        let updates = HostCommand(name: "updates", arguments: ["/usr/bin/apt-get", "-s"], timeout: 1, outputLimit: 100)
        let dialogue = try host.connect(to: Endpoint(host: "rack", port: 3493), timeout: 1)
        try dialogue.send("LIST")
        return [
            "\(host.now())",
            "\(try host.list(hwmon))",
            "\(try host.list("\(hwmon)/hwmon0"))",
            "\(try host.target(ofLink: "\(hwmon)/hwmon0"))",
            "\(try host.target(ofLink: "\(hwmon)/hwmon0/device"))",
            "\(try host.text("\(hwmon)/hwmon0/temp1_input"))",
            "\(try host.text("/etc/os-release"))",
            "\(try host.modified("/var/lib/dpkg/status"))",
            "\(code { _ = try host.read("/etc/absent", limit: 10) } as Any)",
            "\(try host.disks().first { $0.name == "sda" } as Any)",
            "\(try host.send(.ataIdentify, to: sda))",
            "\(outcome { try host.send(.ataSmartData, to: sda) })",
            "\(try host.send(.nvmeLog(0x02), to: nvme))",
            "\(try host.run(updates))",
            try dialogue.receive(),
        ]
    }

    @Test func aFileBehindWhichADeviceHangsIsReadWithPatience() throws {
        let copies = try Tree()
        var machine = FakeHost()
        machine.files = ["/warm": Array("31000\n".utf8)]
        machine.links = ["/warm": "/warm"]
        machine.hanging = ["/stuck"]
        let recording = try RecordingHost(machine, to: copies.path + "/copy", keepSerials: true)
        #expect(code { _ = try recording.text("/stuck", patience: 2) } == .timedOut)
        #expect(try recording.text("/warm", patience: 2) == "31000")
        try recording.finish()
        #expect(try RecordedHost(copies.path + "/copy").text("/warm", patience: 2) == "31000")
    }

    @Test func aRecordingAnswersAsTheMachineDid() throws {
        let (machine, copies) = try (machine(), Tree())
        let original = try RecordedHost(machine.path)
        let recording = try RecordingHost(original, to: copies.path + "/copy", keepSerials: true)
        let expected = try survey(original)
        #expect(try survey(recording) == expected)
        try recording.finish()
        let copy = try RecordedHost(copies.path + "/copy")
        #expect(try survey(copy) == expected)

        #expect(copies.text("/copy/commands/updates.argv") == "/usr/bin/apt-get\n-s\n")
        #expect(try copies.permissions("/copy") == 0o700)
        #expect(try copies.permissions("/copy/sys/class") == 0o700)
        #expect(try copies.permissions("/copy/times") == 0o600)
        #expect(try copies.permissions("/copy/disks/sda/ata.identify") == 0o600)
        #expect(copies.text("/copy/sys/class/hwmon/hwmon0/temp1_input") == "41000\n", "links are relative")
        #expect(
            code { _ = try copy.read("/sys/class/hwmon/hwmon0/temp2_input", limit: 10) } == .notFound,
            "listed, but never read"
        )
    }

    @Test func serialNumbersAreScrambledAlike() throws {
        let (machine, copies) = try (machine(), Tree())
        let original = try RecordedHost(machine.path)
        let recording = try RecordingHost(original, to: copies.path + "/copy", keepSerials: false)
        let seen = try survey(recording)
        #expect(try seen == survey(original), "who reads through a recording sees the truth")
        try recording.finish()
        let copy = try RecordedHost(copies.path + "/copy")
        let disk = try #require(try copy.disks().first { $0.name == "sda" })
        let serial = try #require(disk.serial)
        #expect(serial != "S3Z9-NB0K" && serial.count == 9 && serial.contains("-"))
        #expect(disk.wwn == "t10.ATA     Some Disk           \(serial)")
        #expect(disk.model == "Some Disk")
        let page = try copy.send(.ataIdentify, to: disk).bytes
        #expect(HostTests.serial(inIdentify: page) == serial)
        #expect(page.reduce(0, &+) == 0, "the checksum holds")
        #expect(
            Array(page[216..<218]) == [0x02, 0x50] && page[219] == 0x53,
            "the maker's part of the world wide name stays"
        )
        #expect(page[216..<224] != identify(serial: "", wwn: [0x50, 0x02, 0x53, 0x8D, 1, 2, 3, 4])[216..<224])
        let dialogue = try copy.connect(to: Endpoint(host: "rack", port: 3493), timeout: 1)
        try dialogue.send("LIST")
        let line = try dialogue.receive()
        #expect(line.hasPrefix("VAR r ups.serial \"") && !line.contains("AS1234") && line.utf8.count == 25)
    }

    @Test func aRecordingIsNeverWrittenOverAnother() throws {
        let (machine, copies) = try (machine(), Tree())
        let original = try RecordedHost(machine.path)
        #expect(code { _ = try RecordingHost(original, to: copies.path, keepSerials: true) } == .failed)
        #expect(code { _ = try RecordingHost(original, to: copies.path + "/a/b", keepSerials: true) } == .notFound)
    }

    @Test func whatCannotBeWrittenIsSaidAtTheEnd() throws {
        let (machine, copies) = try (machine(), Tree())
        let recording = try RecordingHost(RecordedHost(machine.path), to: copies.path + "/copy", keepSerials: true)
        try copies.add("/copy/etc", "in the way")
        #expect(try recording.text("/etc/os-release") == "ID=debian")
        #expect(code { try recording.finish() } != nil)
    }
}

@Suite struct SerialScramblerTests {
    private let scrambler = SerialScrambler()

    @Test(arguments: [
        "", "   ", "S649NJ0R123456", "  WD-WCC6Y3ABCDEF \n", "ünïcode", String(repeating: "9", count: 300),
    ])
    func lengthAndKindsStay(_ serial: String) {
        let bytes = Array(serial.utf8)
        let scrambled = scrambler.serial(bytes)
        #expect(scrambled.count == bytes.count)
        #expect(scrambled == scrambler.serial(bytes))
        let kept = zip(bytes, scrambled).allSatisfy { old, new in
            let isLetterOrDigit =
                old < 0x80 && (Character(Unicode.Scalar(old)).isLetter || Character(Unicode.Scalar(old)).isNumber)
            return isLetterOrDigit || old == new
        }
        #expect(kept)
    }

    @Test func onlyFilesThatNameADeviceAreChanged() {
        let text = Array("ABC123".utf8)
        for path in ["/sys/class/nvme/nvme0/serial", "/sys/class/dmi/id/product_serial", "/etc/machine-id"] {
            #expect(scrambler.file(path, text) != text)
        }
        for path in ["/sys/class/nvme/nvme0/model", "/sys/class/hwmon/hwmon0/name", "/"] {
            #expect(scrambler.file(path, text) == text)
        }
    }

    @Test func nvmeControllerWithItsQualifiedName() {
        var page = [UInt8](repeating: 0, count: 4096)
        page.replaceSubrange(4..<24, with: Array("S649NJ0R123456      ".utf8))
        page.replaceSubrange(768..<800, with: Array("nqn.2014-08.x:1S649NJ0R123456 yz".utf8))
        page[120] = 9
        let unit = [0, 0x80, 0, 8] + Array("S0K5MZZ4".utf8)
        let hidden = scrambler.answer(.scsiSerialNumber, unit)
        #expect(hidden.prefix(4) == unit.prefix(4) && hidden.count == unit.count && hidden != unit)
        let scrambled = scrambler.answer(.nvmeIdentifyController, page)
        let serial = Array(scrambled[4..<18])
        #expect(serial != Array(page[4..<18]))
        #expect(Array(scrambled[783..<797]) == serial)
        #expect(scrambled[112..<128] != page[112..<128])
        #expect(scrambled.count == 4096 && scrambled[24..<112] == page[24..<112])
    }

    @Test(arguments: [0, 1, 23, 511, 513, 1023])
    func pagesOfAnyLengthAreTaken(_ count: Int) {
        let page = [UInt8](repeating: 0x41, count: count)
        for command in [DiskCommand.ataIdentify, .nvmeIdentifyController] {
            #expect(scrambler.answer(command, page) == page)
        }
    }
}
