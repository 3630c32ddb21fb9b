import Foundation
import Health
import Host
import Smart
import TestSupport
import Testing

struct DriveDatabaseTests {
    private static let sample = """
        /*
         * A comment with "quotes" in it.
         */
        // const drive_settings builtin_knowndrives[] = {
          { "VERSION: 9.9 $Id$",
            "-", "-",
            "Version information",
            ""
          },
          { "DEFAULT",
            "-", "-", "Default settings",
            "-v 1,raw48,Raw_Read_Error_Rate "
            "-v 9,raw24(raw8),Power_On_Hours "
          },
          { "Old Disks", // tested with DISK 10
            "DISK 1[0-9]|" /* and */ // these
            "DISK 2[0-9]",
            "F1", "", "-v 9,minutes -v 197,raw48,Not_In_Use -F samsung"
          },
          { "Same Disks, later", "DISK 1.", "", "a \\"warning\\"\\n", "-v 9,seconds" },
          { "USB: Case", "0x1234:0x5678", "", "", "-d sat" },
          { "Last", "LAST", "", "", "" }
        """

    private static func database(_ text: String) throws -> DriveDatabase { try DriveDatabase(Array(text.utf8)) }

    @Test func entriesAreRead() throws {
        let database = try Self.database(Self.sample)
        #expect(database.entries.map(\.family) == ["Old Disks", "Same Disks, later", "Last"])
        #expect(database.entries[0].model == "DISK 1[0-9]|DISK 2[0-9]")
        #expect(database.entries[1].warning == "a \"warning\"\n")
    }

    @Test(
        arguments: [
            ("DISK 12", "F1", "Old Disks"), ("DISK 25", "F1", "Old Disks"), ("DISK 12", "F2", "Same Disks, later"),
            ("DISK 25", "F2", nil), ("MY DISK 12", "F1", nil), ("DISK 125", "F1", nil), ("LAST", "", "Last"),
        ] as [(String, String, String?)]
    )
    func theFirstThatMatchesTheWholeTextCounts(model: String, firmware: String, family: String?) throws {
        let entry = try Self.database(Self.sample)
            .entry(model: model, firmware: firmware, matches: ExtendedExpression.matches)
        #expect(entry?.family == family)
    }

    /// The line is that of the mistake.
    @Test(
        arguments: [
            ("{ \"a\", \"b\", \"c\", \"d\" },", 1, "a comma"), ("\n\n{ \"a\" \"b\" }", 3, "a comma"),
            ("{ \"a", 1, "not closed"),
            ("\n{ \"a\",\n\"b\",\n\"c\",\n\"d\", x }", 5, "quotes"), ("x", 1, "an entry"), ("/* a\n", 1, "comment"),
            ("{ \"a\",\"b\",\"c\",\"d\",\"e\" ", 1, "end of the entry"), ("{ \"a\nb\" }", 1, "not closed"),
            ("{ \"a\",\"b\",\"c\",\"d\",\"e\\", 1, "not closed"),
        ]
    )
    func aMistakeIsNamedWithItsLine(text: String, line: Int, part: String) {
        do {
            _ = try Self.database(text)
            Issue.record("it was understood")
        } catch {
            #expect((error as? DriveDatabaseError)?.line == line)
            #expect("\(error)".contains(part), "\(error)")
        }
    }

    @Test func anEmptyFileHoldsNothing() throws {
        #expect(try Self.database("").entries.isEmpty)
        #expect(try Self.database(" // nothing\n").entries.isEmpty)
    }

    @Test func damagedFilesDoNoHarm() {
        var random = Seeded(20_261_127)
        for _ in 0..<3000 {
            var bytes = Array(Self.sample.utf8)
            for _ in 0..<random.below(6) { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
            bytes.removeLast(random.below(bytes.count))
            guard let database = try? DriveDatabase(bytes) else { continue }
            #expect(database.entries.count <= 6)
            for entry in database.entries { _ = DrivePresets(entry.presets) }
        }
    }

    @Test func presets() {
        let presets = DrivePresets(
            "-v 9,halfminutes,Power_On_Half_Minutes -F samsung -v 194,tempminmax -v 300,raw48,X -v 5 -v 197,raw48:543210,Y,SSD"
        )
        #expect(presets.attributes.keys.sorted() == [9, 194, 197])
        #expect([9, 194, 197].map { presets.attributes[$0]?.format } == ["halfmin2hour", "tempminmax", "raw48"])
        #expect([9, 194, 197].map { presets.attributes[$0]?.name } == ["Power_On_Half_Minutes", nil, "Y"])
    }
}

/// The database that smartmontools has installed here, where it has.
@Suite(
    .enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)),
    .enabled(if: InstalledDatabase.isThere, "skipped: smartmontools has installed no drivedb.h here")
)
struct InstalledDatabaseTests {
    private static let captures = ["ata-blob-oracle", "smartctl-json-ata"].flatMap { folder in
        Captures.names(in: "smart/\(folder)", ending: ".json").map { "smart/\(folder)/\($0)" }
    }

    /// The family and the hours of every recorded disk are smartctl's, with the database's formats.
    @Test func everyRecordedDiskIsFoundInIt() throws {
        let database = try DriveDatabase(InstalledDatabase.bytes)
        #expect(database.entries.count > 300)
        var comparison = Comparison()
        for capture in Self.captures {
            let oracle = try Oracle(capture)
            guard oracle.ata_smart_attributes != nil, let model = oracle.model_name else { continue }
            let entry = database.entry(
                model: model,
                firmware: oracle.firmware_version ?? "",
                matches: ExtendedExpression.matches
            )
            // Other releases of smartctl, which made most captures, knew fewer or other families.
            if capture.contains("oracle") {
                comparison.compare("\(capture) family", entry?.family, oracle.model_family)
            }
            var disk = try ATAPages(from: oracle).disk()
            disk.presets = DrivePresets(entry?.presets ?? "")
            let read = Observation(
                Component(.disk, "1"),
                name: "",
                readings: disk.readings(),
                readAt: Timestamp(milliseconds: 0)
            )
            if let hours = oracle.power_on_time?.hours {
                comparison.compare("\(capture) hours", read[.powerOnHours], hours)
            }
        }
        print("installed drive database: \(comparison.share)")
        #expect(comparison.equal > 80)
        #expect(Set(comparison.differences) == Self.explained)
    }

    /// 68 years of hours are some other unit and left out; the other file was edited by hand, and its parts disagree.
    private static let explained: Set<String> = [
        "smart/ata-blob-oracle/FUJITSU_MHY2250BH--0085000B.smartctl73.json hours: nil, smartctl Optional(598640.0)",
        "smart/smartctl-json-ata/scrutiny_smart-ata-date2.json hours: Optional(1740.0), smartctl Optional(3030.0)",
    ]
}

private enum InstalledDatabase {
    static let path = "/usr/share/smartmontools/drivedb.h"
    static let isThere = FileManager.default.fileExists(atPath: path)
    static var bytes: [UInt8] { [UInt8](FileManager.default.contents(atPath: path) ?? Data()) }
}
