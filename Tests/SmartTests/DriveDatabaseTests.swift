import Host
import Smart
import TestSupport
import Testing

struct DriveDatabaseTests {
    /// Every form that smartmontools' own file uses.
    static let good = """
        /* A header
           of two lines. */
        #pragma once
        const drive_settings builtin_knowndrives[] = {
          { "VERSION: 1.0", "-", "-", "Version", "" },
          { "$Off", "DISK.*", "", "", "" },
          { "DEFAULT", "-", "-", "Default settings",
            "-v 1,raw48,Errors " // one
            "-v 7,raw48,Seek,HDD "
            /* "-v 2,raw48,Gone " */
            "-v 9,raw24(raw8),Hours"
          },
          { "Family \\"A\\"", "DISK (1|2)00" /* joined */ "|OTHER\\\\.", "F[12]",
            "One\\nTwo", "-v 9,minutes -F nologdir" },
          { "", "DISK.*|NONE", "", "", "" },
          { "USB: Box; Chip", "0x1234:0x000[ab]", "0x0100", "", "-d sat" },
          { "USB: Box; Chip", "0x1234:0x000[ab]", "0x02..", "", "-d usbjmicron,0" },
          { "USB: ; ", "0x5678:0x....", "", "", "" },
          { "USB: ; ", "0x5678:0x0001", "", "", "-d sat" }
        };
        """

    private static func records(_ text: String) throws(DriveDatabaseError) -> [DriveRecord] {
        var records: [DriveRecord] = []
        try DriveDatabase(Array(text.utf8)).forEach { record, _ in records.append(record) }
        return records
    }

    @Test func everyEntry() throws {
        let records = try Self.records(Self.good)
        #expect(
            records.map(\.kind) == [.ignored, .ignored, .defaults, .drive, .drive, .bridge, .bridge, .bridge, .bridge]
        )
        #expect(records[2].presets == "-v 1,raw48,Errors -v 7,raw48,Seek,HDD -v 9,raw24(raw8),Hours")
        #expect(
            records[3]
                == DriveRecord(
                    family: "Family \"A\"",
                    model: "DISK (1|2)00|OTHER\\.",
                    firmware: "F[12]",
                    warning: "One\nTwo",
                    presets: "-v 9,minutes -F nologdir"
                )
        )
    }

    @Test(arguments: [
        // The braces of the array may be missing or in comments, as in the installed file; the last comma as well.
        ("{\"a\",\"b\",\"c\",\"d\",\"e\"},", 1), ("{\"a\",\"b\",\"c\",\"d\",\"e\"}", 1), ("// nothing", 0), ("/**/", 0),
        ("#if 0\n{\"a\",\"b\",\"c\",\"d\",\"e\"},\n#endif", 1),
        ("const x y[] = {\n};\n{\"a\",\"b\",\"c\",\"d\",\"e\"},\r\n{\"a\",\"b\",\"c\",\"d\",\"e\"},", 2),
    ])
    func otherForms(text: String, count: Int) throws {
        #expect(try Self.records(text).count == count)
    }

    @Test(arguments: [
        ("", DriveDatabaseError.Code.empty, 1, "an entry, found nothing"),
        (" \n\t\n", .empty, 3, "an entry, found nothing"),
        ("\n{ \"a", .syntax, 2, "a quotation mark at the end of the string"),
        ("{ \"a\n\", \"b\" },", .syntax, 1, "a quotation mark at the end of the string"),
        ("{\n\"a\",\n\"b\" \"c\" }", .syntax, 3, "a comma after the model"),
        ("{ \"a\", \"b\", \"c\", \"d\"\n\n}", .syntax, 3, "a comma after the warning"),
        ("{ \"a\", \"b\", \"c\", \"d\", \"e\", \"f\" }", .syntax, 1, "a closing brace after the presets"),
        ("{ \"a\", \"b\", \"c\", \"d\", \"e\" }\n{", .syntax, 2, "a comma after the entry"),
        ("{ \"a\", , \"c\" }", .syntax, 1, "the model in quotation marks"),
        ("{ \"a\", \"b\\q\" }", .syntax, 1, "one of n, t, \\, \", ' and ? after the backslash"),
        ("{ \"a\\", .syntax, 1, "a character after the backslash"),
        ("\n\n/* a\n\n", .syntax, 3, "the end of the comment that begins here"),
        ("}", .syntax, 1, "an entry in braces"), ("{},", .syntax, 1, "the family in quotation marks"),
        ("const x y[] = {\n", .syntax, 2, "an entry in braces"), ("const x;", .syntax, 1, "an entry in braces"),
        ("const x[] = {}", .syntax, 1, "a semicolon after the array"), ("<html>", .syntax, 1, "an entry in braces"),
        ("const x y[] = {\n};", .empty, 2, "an entry, found nothing"),
        ("const x = 1", .syntax, 1, "a brace before the entries"),
    ])
    func broken(text: String, code: DriveDatabaseError.Code, line: Int, expected: String) {
        let error = #expect(throws: DriveDatabaseError.self) { try Self.records(text) }
        #expect(error?.code == code)
        #expect(error?.line == line)
        #expect(error?.description == "line \(line): expected \(expected)")
    }

    @Test func anErrorAfterTheMatchCountsForEveryDisk() throws {
        let database = try DriveDatabase(Array((Self.good + "{ \"").utf8))
        #expect(throws: DriveDatabaseError.self) { try DriveIndex(database) }
    }

    @Test func neitherBytesNorEntriesWithoutEnd() throws {
        let entry = Array("{\"\",\"\",\"\",\"\",\"\"},\n".utf8)
        let most = try DriveDatabase(Array(repeatElement(entry, count: 10_000).joined()))
        var count = 0
        try most.forEach { _, _ in count += 1 }
        #expect(count == 10_000)
        let more = try DriveDatabase(Array(repeatElement(entry, count: 10_001).joined()))
        let error = #expect(throws: DriveDatabaseError.self) { try more.forEach { _, _ in } }
        #expect(error?.code == .tooLarge && error?.line == 10_001)
        let long = String(repeating: "a", count: 16_384)
        #expect(try Self.records("{ \"\", \"\(long)\", \"\", \"\", \"\" }").first?.model == long)
        let longer = #expect(throws: DriveDatabaseError.self) {
            try Self.records("{ \"\",\n\"\(long)\" \"a\", \"\", \"\", \"\" }")
        }
        #expect(longer?.description == "line 2: expected at most 16384 bytes in the model")
        let large = #expect(throws: DriveDatabaseError.self) {
            try DriveDatabase([UInt8](repeating: 0x20, count: 4 << 20 + 1))
        }
        #expect(large?.code == .tooLarge)
    }

    @Test(arguments: [
        ("DISK 100", "F1", "Family \"A\"" as String?, "One\nTwo" as String?, "9,min2hour,Power_On_Minutes F=nologdir"),
        ("DISK 200", "F2", "Family \"A\"", "One\nTwo", "9,min2hour,Power_On_Minutes F=nologdir"),
        ("OTHER.", "F2", "Family \"A\"", "One\nTwo", "9,min2hour,Power_On_Minutes F=nologdir"),
        // Another firmware, or a longer name, is for the next entry.
        ("DISK 100", "F3", nil, nil, "9,raw24(raw8),Hours"), ("DISK 1000", "F1", nil, nil, "9,raw24(raw8),Hours"),
    ])
    func lookup(model: String, firmware: String, family: String?, warning: String?, presets: String) throws {
        let database = try DriveDatabase(Array(Self.good.utf8))
        let entry = try database.lookup(
            model: model,
            firmware: firmware,
            isSolidState: true,
            index: DriveIndex(database),
            matches: ExtendedExpression.matches
        )
        #expect(entry.isListed)
        #expect(entry.family == family && entry.warning == warning)
        #expect(entry.presets.text == "1,raw48,Errors 7,raw48 " + presets)
    }

    @Test(arguments: ["", "NO", "-", "0x1234:0x000a", "OTHERx"])
    func aDiskThatIsNotListedHasTheDefaults(model: String) throws {
        let database = try DriveDatabase(Array(Self.good.utf8))
        let entry = try database.lookup(
            model: model,
            firmware: "-",
            isSolidState: false,
            index: DriveIndex(database),
            matches: ExtendedExpression.matches
        )
        let defaults = DrivePresets("-v 1,raw48,Errors -v 7,raw48,Seek -v 9,raw24(raw8),Hours")
        #expect(entry == DriveEntry(isListed: false, presets: defaults))
    }

    /// An index of another file leads nowhere, or to an error: never to a trap.
    @Test(arguments: ["-", "0 1:ffffffffffffffff", "7fffffffffffffff 7fffffffffffffff:ffffffffffffffff"])
    func anIndexOfAnotherFile(text: String) throws {
        let database = try DriveDatabase(Array(Self.good.utf8))
        let index = try #require(DriveIndex(text: text))
        #expect(index.text == text)
        let entry = try? database.lookup(
            model: "DISK 100",
            firmware: "F1",
            isSolidState: nil,
            index: index,
            matches: ExtendedExpression.matches
        )
        #expect(entry?.isListed != true)
        #expect(try DriveIndex(text: DriveIndex(database).text) == DriveIndex(database))
    }

    @Test(arguments: ["", " ", "x", "- 1", "- 1:2:3", "- g:1", "- 1:10000000000000000"])
    func otherTextsAreNoIndex(text: String) {
        #expect(DriveIndex(text: text) == nil)
    }

    /// Only expressions whose first letters fit are tried; the result is that of trying them all.
    @Test func noExpressionThatMatchesIsLeftOut() throws {
        var random = Seeded(20_261_130)
        let pieces = [
            "A", "B", "-", "A", "B", "|", "?", "*", "+", ".", "(", ")", "[AB]", "[^A]", "[]A]", "\\\\.", "{2}", "^",
            "$",
        ]
        var (matching, asked) = (0, 0)
        for _ in 0..<4_000 {
            let pattern = (0...random.below(7)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let model = (0..<random.below(4)).map { _ in ["A", "B", "-", "."][random.below(4)] }.joined()
            let record = "{ \"Family\", \"\(pattern)\", \"\", \"\", \"\" },"
            let database = try DriveDatabase(Array(record.utf8))
            let index = try DriveIndex(database)
            let entry = try database.lookup(model: model, firmware: "", isSolidState: nil, index: index) {
                asked += 1
                return ExtendedExpression.matches($0, $1)
            }
            let isListed = ExtendedExpression.matches(pattern.replacing("\\\\", with: "\\"), model)
            if isListed { matching += 1 }
            #expect(entry.isListed == isListed, "\(pattern) \(model)")
        }
        #expect(matching > 100 && asked < 3_800)
    }

    /// Files cut off, with bytes changed, or random: entries or an error on a line that exists, never a trap.
    @Test func damagedFiles() {
        var random = Seeded(20_261_129)
        let signs = Array("{}\",;\\/*#\n[]= aD-".utf8)
        var (whole, broken) = (0, 0)
        for round in 0..<6_000 {
            var bytes = Array(Self.good.utf8)
            switch round % 3 {
            case 0: bytes.removeLast(1 + random.below(bytes.count))
            case 1:
                for _ in 0...random.below(3) {
                    bytes[random.below(bytes.count)] =
                        random.chance(80) ? signs[random.below(signs.count)] : UInt8(random.below(256))
                }
            default: bytes = (0..<random.below(200)).map { _ in signs[random.below(signs.count)] }
            }
            let lines = bytes.count { $0 == 0x0A } + 1
            do throws(DriveDatabaseError) {
                var records = 0
                try DriveDatabase(bytes).forEach { _, _ in records += 1 }
                whole += 1
                #expect(records <= 9)
            } catch {
                broken += 1
                #expect((1...lines).contains(error.line) && !error.expected.isEmpty)
            }
        }
        #expect(whole > 300 && broken > 3_000)
    }
}
