import Foundation
import Health
import Smart
import TestSupport
import Testing

/// Disks that only smartctl can reach, through its JSON.
@Suite(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
struct SmartctlCaptureTests {
    private static func names(_ kind: String) -> [String] {
        Captures.names(in: "smart/smartctl-json-\(kind)", ending: ".json").map { "smart/smartctl-json-\(kind)/\($0)" }
    }

    /// The report turned back into pages, by itself and by the tests' own hand, is the same disk.
    @Test(arguments: names("ata"))
    func anATADiskIsTheSameThroughItsJSON(capture: String) throws {
        let oracle = try Oracle(capture)
        guard oracle.ata_smart_attributes != nil else { return }
        let report = try #require(SmartctlReport(Array(Captures.data(capture))))
        #expect(report.model == oracle.model_name && report.serial == oracle.serial_number)
        // Names are smartctl's here, and its database's only where that is installed.
        func nameless(_ reading: Reading) -> Reading {
            var reading = reading
            reading.scale?.name = nil
            return reading
        }
        let ours = report.readings.filter { $0.quantity.name != "self-tests" && $0.quantity != .failingAddress }
            .map(nameless)
        let theirs = try ATAPages(from: oracle).disk().readings().map(nameless)
        // Its self-test log is read here, and is not rebuilt there.
        // Of the last self-test there it takes silence for a pass.
        var untold: Set<Quantity> = [.failedSelfTests, .selfTest]
        // Its 197 has another name in smartctl's database; somebody edited the other one's numbers.
        if capture.contains("SKC400") { untold.insert(.pendingSectors) }
        if capture.contains("scrutiny_smart-ata-date2") { untold.insert(.powerOnHours) }
        for reading in theirs where !untold.contains(reading.quantity) {
            #expect(ours.contains(reading), "\(reading.quantity): \(reading.value)")
        }
        let json = try JSONSerialization.jsonObject(with: Captures.data(capture)) as? [String: Any]
        let data = json?["ata_smart_data"] as? [String: Any]
        #expect(ours.contains { $0.quantity == .selfTest } == (data?["self_test"] != nil))
        let isTold = data?["self_test"] != nil || json?["ata_smart_self_test_log"] != nil
        let more = Set(ours.map(\.quantity)).subtracting(theirs.map(\.quantity))
        let logged: Set<Quantity> = json?["ata_smart_error_log"] == nil ? [] : [.commandErrors, .errors]
        #expect(more.isSubset(of: logged.union(isTold ? [.selfTestRemaining] : [])))
        #expect(isTold || !ours.contains { $0.quantity == .failedSelfTests })
    }

    @Test(arguments: names("nvme"))
    func anNVMeDiskIsTheSameThroughItsJSON(capture: String) throws {
        guard let log = try Oracle(capture).nvme_smart_health_information_log else { return }
        let report = try #require(SmartctlReport(Array(Captures.data(capture))))
        let identify = try NVMeIdentify(nvmeIdentify(model: "", serial: "", warning: 0, critical: 0))
        let theirs = NVMeDisk(identify: identify, log: try NVMeSmartLog(nvmeLog(log))).readings()
        for reading in theirs { #expect(report.readings.contains(reading), "\(reading.quantity): \(reading.value)") }
    }

    @Test(arguments: names("scsi"))
    func aSCSIDiskIsTheSameThroughItsJSON(capture: String) throws {
        let report = try #require(SmartctlReport(Array(Captures.data(capture))))
        let oracle = try SCSIOracle(capture)
        let theirs = try oracle.disk().readings()
        for reading in theirs where reading.quantity != .failing || oracle.smart_status != nil {
            #expect(report.readings.contains(reading), "\(reading.quantity): \(reading.value)")
        }
    }

    /// What is cut off or altered is no report, or one without a reading that could not be.
    @Test func damagedTextsDoNoHarm() throws {
        var mutator = Mutator(seed: 20_261_127)
        for name in ["ata", "nvme", "scsi"].flatMap({ Self.names($0).prefix(2) }) {
            let bytes = Array(try Captures.data(name))
            for length in stride(from: 0, to: bytes.count - 2, by: bytes.count / 60) {
                #expect(SmartctlReport(Array(bytes.prefix(length))) == nil)
            }
            for _ in 0..<60 {
                var damaged = bytes
                for _ in 0...mutator.random.below(8) { damaged[mutator.random.below(damaged.count)] = mutator.byte() }
                let numbers = SmartctlReport(damaged)?.readings.compactMap(\.value.number) ?? []
                #expect(numbers.allSatisfy { $0.isFinite })
            }
        }
    }
}

struct SmartctlReportTests {
    private static func report(_ text: String) -> SmartctlReport? { SmartctlReport(Array(text.utf8)) }

    @Test func aSleepingDiskIsAsleep() throws {
        let report = try #require(
            Self.report(
                #"{"smartctl":{"exit_status":129,"messages":[{"string":"Device is in STANDBY mode, exit(129)","severity":"information"}]}}"#
            )
        )
        #expect(report.isAsleep && report.readings.isEmpty)
    }

    @Test func whatItCannotDoIsSaidInItsWords() throws {
        let report = try #require(
            Self.report(
                #"{"smartctl":{"exit_status":1,"messages":[{"string":"/dev/sda: Unknown USB bridge [0x1234:0x5678]","severity":"error"}]}}"#
            )
        )
        #expect(!report.isAsleep && report.problem == "/dev/sda: Unknown USB bridge [0x1234:0x5678]")
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"smartctl":{"exit_status":"2"}}"#, "smartctl 7.3", "{\"a\":\u{1}}"])
    func otherTextsAreNoReport(text: String) {
        #expect(Self.report(text) == nil)
    }

    /// The capacity counts in the disk's own sectors.
    @Test func aDiskOf4096BytesASector() throws {
        let text = """
            {"smartctl":{"exit_status":0},"device":{"protocol":"ATA"},"user_capacity":{"bytes":4000787030016},
             "logical_block_size":4096,"physical_block_size":4096,"wwn":{"naa":5,"oui":2501,"id":12345},
             "ata_smart_attributes":{"table":[{"id":5,"value":100,"worst":100,"raw":{"value":3}}]}}
            """
        let report = try #require(Self.report(text))
        #expect(report.spoken == "ATA")
        #expect(report.readings.contains(Reading(.capacity, 4_000_787_030_016)))
        #expect(report.readings.contains(Reading(.logicalSectorBytes, 4096)))
        #expect(report.readings.contains(Reading(.wwn, .text("50009c5000003039"))))
    }

    /// smartctl's database knows better what an attribute counts, and in what unit.
    @Test func namesAndHoursAreSmartctls() throws {
        let text = """
            {"smartctl":{"exit_status":0},"user_capacity":{"bytes":64023257088},"power_on_time":{"hours":1200},
             "ata_smart_attributes":{"table":[
             {"id":9,"name":"Power_On_Minutes","value":100,"worst":100,"raw":{"value":72000}},
             {"id":198,"name":"Read_Sectors_Tot_Ct","value":100,"worst":100,"raw":{"value":5000}},
             {"id":199,"name":"Host_Writes_GiB","value":100,"worst":100,"raw":{"value":700}},
             {"id":197,"name":"Current_Pending_Sector","value":100,"worst":100,"raw":{"value":3}}]}}
            """
        let readings = try #require(Self.report(text)).readings
        #expect(readings.contains(Reading(.powerOnHours, 1200)) && readings.contains(Reading(.pendingSectors, 3)))
        let foreign: Set<Quantity> = [.uncorrectableSectors, .interfaceErrors]
        #expect(readings.allSatisfy { !foreign.contains($0.quantity) })
        #expect(readings.contains { $0.scale?.name == "Read_Sectors_Tot_Ct" })
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(Self.report(#"{"smartctl":{"exit_status":0},"a":"# + deep + "}") == nil)
        let flat = Self.report(#"{"smartctl":{"exit_status":0},"é\u00e9\"\\\n":[1,-2.5e3,true,null,{}],"b":[]}"#)
        #expect(flat != nil)
    }
}
