import Foundation
import Health
import Host
import Probes
import TestSupport
import Testing

struct TemperatureProbeTests {
    private static func poll(_ host: FakeHost) throws -> [Observation] {
        var memory: ProbeMemory = [:]
        return try TemperatureProbe().poll(host, memory: &memory)
    }

    /// A chip with the attributes of one or more inputs.
    private static func chip(
        _ name: String,
        at device: String,
        number: Int = 0,
        in host: FakeHost = FakeHost(),
        _ attributes: [String: String]
    ) -> FakeHost {
        var host = host
        let path = "\(device)/hwmon/hwmon\(number)"
        host.links["/sys/class/hwmon/hwmon\(number)"] = path
        host.links["\(path)/device"] = device
        host.files["\(path)/name"] = Array("\(name)\n".utf8)
        for (attribute, text) in attributes { host.files["\(path)/\(attribute)"] = Array("\(text)\n".utf8) }
        return host
    }

    @Test func noSensorIsNoError() throws {
        let seen = try Self.poll(FakeHost())
        #expect(seen.map(\.component) == [Component(.sensor, "none")])
        #expect(seen.first?.state == .notApplicable("this machine has no temperature sensors that Linux can read"))
        let fan = Self.chip("fan", at: "/sys/devices/platform/fan", ["fan1_input": "900"])
        #expect(try Self.poll(fan).map(\.component.id) == ["none"])
    }

    @Test func sensorWithLimits() throws {
        let host = Self.chip(
            "coretemp",
            at: "/sys/devices/platform/coretemp.0",
            [
                "temp1_input": "45500", "temp1_label": "Package id 0", "temp1_max": "84000", "temp1_crit": "100000",
                "temp2_input": "44000", "temp2_fault": "0",
            ]
        )
        let seen = try Self.poll(host)
        #expect(
            seen.map(\.component) == [
                Component(.sensor, "coretemp-coretemp.0", part: "Package id 0"),
                Component(.sensor, "coretemp-coretemp.0", part: "temp2"),
            ]
        )
        #expect(seen.map(\.name) == ["coretemp Package id 0", "coretemp temp2"])
        let readings = [Reading(.temperature, 45.5), Reading(.maximum, 84), Reading(.critical, 100)]
        #expect(seen.map(\.readings) == [readings, [Reading(.temperature, 44)]])
        #expect(seen.allSatisfy { $0.state == .read })
    }

    @Test(arguments: [
        ("-128000", "-128 °C"), ("127000", "127 °C"), ("-263000", "-263 °C"), ("255000", "255 °C"),
        ("3892313987", "3,892,314 °C"), ("0", "0 °C"), ("-40000", "-40 °C"),
        ("9223372036854775807", "9.223372036854776e+15 °C"),
    ])
    func implausible(text: String, shown: String) throws {
        let host = Self.chip("nct6798", at: "/sys/devices/platform/nct6775.656", ["temp1_input": text])
        let seen = try #require(try Self.poll(host).first)
        guard case .notWatched(let reason) = seen.state else {
            Issue.record("\(text) was taken for a temperature")
            return
        }
        #expect(reason.hasPrefix("implausible value \(shown): "))
        #expect(seen.readings == [])
    }

    @Test(arguments: [("-5000", -5.0), ("20000", 20), ("105000", 105), ("126000", 126)])
    func plausible(text: String, value: Double) throws {
        let host = Self.chip("x", at: "/sys/devices/platform/x", ["temp1_input": text])
        #expect(try Self.poll(host).first?.readings == [Reading(.temperature, value)])
    }

    @Test(arguments: ["", "x", "45.5", "99999999999999999999", "--5"])
    func noNumber(text: String) throws {
        let host = Self.chip("x", at: "/sys/devices/platform/x", ["temp1_input": text])
        let state = try Self.poll(host).first?.state
        #expect(state == .notWatched("/sys/class/hwmon/hwmon0/temp1_input holds '\(text)', which is no temperature"))
    }

    /// Limits that were seen and are none: unset, unconnected, contradictory.
    @Test(
        arguments: [
            ("0", nil), ("-65000", nil), ("127000", nil), ("127000", "127000"), ("3892313987", nil), ("90000", "70000"),
            (nil, "0"), (nil, "255000"),
        ] as [(String?, String?)]
    )
    func limitsThatAreNone(maximum: String?, critical: String?) throws {
        var attributes = ["temp1_input": "41000"]
        attributes["temp1_max"] = maximum
        attributes["temp1_crit"] = critical
        let host = Self.chip("nct6798", at: "/sys/devices/platform/nct6775.656", attributes)
        #expect(try Self.poll(host).first?.readings == [Reading(.temperature, 41)])
    }

    @Test func faultAndReadErrorAreNotZero() throws {
        var host = Self.chip(
            "x",
            at: "/sys/devices/platform/x",
            ["temp1_input": "0", "temp1_fault": "1", "temp2_input": "30000", "temp3_input": "31000"]
        )
        host.errors["/sys/class/hwmon/hwmon0/temp2_input"] = HostError(.failed, "temp2_input: no data available")
        let seen = try Self.poll(host)
        #expect(
            seen.map(\.state) == [
                .notWatched("the chip reports a fault of this sensor"),
                .notWatched("the sensor cannot be read: temp2_input: no data available"), .read,
            ]
        )
        #expect(seen.map { $0[.temperature] } == [nil, nil, 31])
    }

    /// The id is the same whatever numbers the kernel gives.
    @Test(arguments: [
        ("nvme", "/sys/devices/pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme%", "nvme-0000:02:00.0"),
        ("k10temp", "/sys/devices/pci0000:00/0000:00:18.3", "k10temp-0000:00:18.3"),
        ("acpitz", "/sys/devices/virtual/thermal/thermal_zone%", "acpitz"),
        ("jc42", "/sys/devices/pci0000:00/0000:00:1f.4/i2c-%/%-0018", "jc42-0000:00:1f.4-0018"),
        ("amdgpu", "/sys/devices/pci0000:00/0000:03:00.0", "amdgpu-0000:03:00.0"),
        ("drivetemp", "/sys/devices/pci0000:00/0000:00:17.0/ata%/host%/target%:0:0/%:0:0:0", "drivetemp-0000:00:17.0"),
        ("iwlwifi_1", "/sys/devices/pci0000:00/0000:00:14.3/ieee80211/phy%", "iwlwifi_1-0000:00:14.3"),
    ])
    func stableId(name: String, device: String, id: String) throws {
        for number in [0, 7, 12] {
            let path = device.replacingOccurrences(of: "%", with: String(number))
            let host = Self.chip(name, at: path, number: number, ["temp1_input": "40000"])
            #expect(try Self.poll(host).map(\.component.id) == [id])
        }
    }

    @Test func diskIsCalledByItsModel() throws {
        let device = "/sys/devices/pci0000:00/0000:02:00.0/nvme/nvme0"
        var host = Self.chip("nvme", at: device, ["temp1_input": "40850", "temp1_label": "Composite"])
        host.files["\(device)/model"] = Array("Samsung SSD 980 PRO 1TB                 \n".utf8)
        #expect(try Self.poll(host).first?.name == "Samsung SSD 980 PRO 1TB Composite")
    }

    /// The disk's own number stands in its key, so that another disk in the same slot does not take over its ticket.
    @Test(arguments: [
        ("S5GXNX0R1234567     ", "nvme-S5GXNX0R1234567", "S5GXNX0R1234567"),
        ("00000000000000000000", "nvme-0000:02:00.0", nil), ("                    ", "nvme-0000:02:00.0", nil),
    ])
    func aDiskKeepsItsSerialNumber(serial: String, id: String, shown: String?) throws {
        let device = "/sys/devices/pci0000:00/0000:02:00.0/nvme/nvme0"
        var host = Self.chip("nvme", at: device, ["temp1_input": "40850"])
        host.files["\(device)/serial"] = Array("\(serial)\n".utf8)
        let seen = try #require(try Self.poll(host).first)
        #expect(seen.component.id == id)
        #expect(seen.identity.first { $0.key == "serial" }?.value == shown)
    }

    @Test func aRotatingDiskIsNotKeptAwake() throws {
        let device = "/sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0"
        var host = Self.chip("drivetemp", at: device, ["temp1_input": "31000"])
        host.files["\(device)/wwid"] = Array("naa.5000c500a1b2c3d4\n".utf8)
        host.files["\(device)/block/sda/queue/rotational"] = Array("0\n".utf8)
        #expect(try Self.poll(host).first?[.temperature] == 31)
        #expect(try Self.poll(host).first?.component.id == "drivetemp-naa.5000c500a1b2c3d4")
        host.files["\(device)/block/sda/queue/rotational"] = Array("1\n".utf8)
        host.errors["/sys/class/hwmon/hwmon0/temp1_input"] = HostError(.failed, "was read")
        #expect(
            try Self.poll(host).first?.state
                == .notApplicable("asking for this temperature could keep the disk awake; see the disk itself")
        )
    }

    @Test(arguments: [("nvme", "/device"), ("drivetemp", "")])
    func aDiskThatTheKernelSuspendedIsNotWoken(chip: String, sleeper: String) throws {
        let device = "/sys/devices/pci0000:00/0000:02:00.0/part/disk0"
        var host = Self.chip(chip, at: device, ["temp1_input": "31000"])
        host.links["\(device)/device"] = "/sys/devices/pci0000:00/0000:02:00.0"
        let folder = sleeper.isEmpty ? device : "/sys/devices/pci0000:00/0000:02:00.0"
        host.files["\(folder)/power/control"] = Array("auto\n".utf8)
        host.files["\(folder)/power/runtime_status"] = Array("active\n".utf8)
        #expect(try Self.poll(host).first?[.temperature] == 31)
        host.files["\(folder)/power/runtime_status"] = Array("suspended\n".utf8)
        host.errors["/sys/class/hwmon/hwmon0/temp1_input"] = HostError(.failed, "was read")
        #expect(try Self.poll(host).map(\.state) == [.asleep])
    }

    /// A disk's sensor may hang as long as the disk does; the others are read meanwhile.
    @Test func aDiskThatHangsCostsItsOwnTemperatureOnly() throws {
        var host = Self.chip("nvme", at: "/sys/devices/pci0000:00/0000:02:00.0/nvme/nvme0", ["temp1_input": "31000"])
        host = Self.chip("k10temp", at: "/sys/devices/x", number: 1, in: host, ["temp1_input": "40000"])
        host.hanging = ["/sys/class/hwmon/hwmon0/temp1_input"]
        let seen = try Self.poll(host)
        #expect(seen.map { $0[.temperature] } == [nil, 40])
        #expect(
            seen[0].state
                == .notWatched(
                    "the sensor cannot be read: /sys/class/hwmon/hwmon0/temp1_input gave nothing within 2.0 s"
                )
        )
    }

    @Test func chipsOfOneNameAndDeviceAreToldApart() throws {
        var host = FakeHost()
        for number in [9, 10] {
            host = Self.chip(
                "radio",
                at: "/sys/devices/platform/wifi",
                number: number,
                in: host,
                ["temp1_input": "\(number)000"]
            )
        }
        let seen = try Self.poll(host)
        #expect(seen.map(\.component.id) == ["radio-wifi", "radio-wifi-2"])
        #expect(seen.map { $0[.temperature] } == [9, 10])
    }

    @Test(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
    func recordedTree() throws {
        let seen = try Self.poll(try FakeHost(recordedSys: "hwmon/node_exporter-sys"))
        let found = Dictionary(uniqueKeysWithValues: seen.map { ($0.component.description, $0) })
        #expect(found.count == seen.count)
        let package = try #require(found["sensor/coretemp-coretemp.0/Physical%20id%200"])
        #expect(package.readings == [Reading(.temperature, 55), Reading(.maximum, 84), Reading(.critical, 100)])
        #expect(seen.filter { $0.component.id == "coretemp-coretemp.1" }.count == 5)
        #expect(seen.filter { $0.component.id.hasPrefix("mt7996_phy0_") }.count == 3)
        // Two inputs of one chip with the same label.
        #expect(seen.filter { $0.component.id.hasPrefix("unnamed") }.map(\.component.part) == ["temp1", "temp2"])
        #expect(seen.allSatisfy { !$0.component.description.contains("/hwmon") })
    }
}

extension FakeHost {
    /// A recorded sysfs of which links were kept as small files that hold their target.
    init(recordedSys folder: String) throws {
        self.init()
        for (path, bytes) in try Captures.tree(folder) where path.hasPrefix("sys/") {
            let text = String(decoding: bytes, as: UTF8.self)
            let isLink = text.hasPrefix("../") && !text.contains("\n") || path.hasSuffix("/device") && text == "../.."
            if isLink {
                let target = URL(filePath: "/\(path)").deletingLastPathComponent().appending(path: text).standardized
                links["/\(path)"] = target.path(percentEncoded: false)
            } else {
                files["/\(path)"] = bytes
            }
        }
    }
}
