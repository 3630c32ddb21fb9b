import Foundation
import Health
import Report
import Testing

struct ListingTests {
    private struct Disk {
        var name: String
        var degrees: Double?
        var tags: [String] = []
        var isSpinning = false
        var seen: Timestamp?
    }

    private let listing = Listing<Disk>([
        Column("name", Words(en: "NAME", fr: "NOM"), fit: .truncate) { .text($0.name) },
        Column("temperature_c", Words(en: "TEMP", fr: "TEMP"), alignment: .right, unit: .celsius) { disk in
            .number(disk.degrees)
        },
        Column("spinning", Words(en: "SPINS", fr: "TOURNE")) { .bool($0.isSpinning) },
        Column("severity", Words(en: "SEVERITY", fr: "GRAVITÉ"), colour: { _ in .red }) { _ in
            .term("warning", Severity.warning.words)
        },
        Column("seen_at", Words(en: "SEEN", fr: "VU")) { .time($0.seen) },
        Column("tags", Words(en: "TAGS", fr: "MARQUES"), fit: .wrap) { .list($0.tags) },
    ])

    private let disks = [
        Disk(name: "été 日本", degrees: 1036.5, tags: ["a", "b"], isSpinning: true, seen: Samples.now),
        Disk(name: "b", tags: ["c"]),
    ]

    @Test func tableInEnglish() throws {
        #expect(
            try listing.table(disks, in: .en) == """
                NAME           TEMP SPINS SEVERITY SEEN                 TAGS
                été 日本 1,036.5 °C yes   warning  2026-11-23 21:00 UTC a, b
                b                 - no    warning  -                    c

                """
        )
    }

    @Test func tableInFrench() throws {
        let lines = try listing.table(disks, in: .fr).split(separator: "\n")
        #expect(lines.first == "NOM            TEMP TOURNE GRAVITÉ       VU                   MARQUES")
        #expect(lines.dropFirst().first?.hasPrefix("été 日本 1\u{202F}036,5\u{A0}°C oui    avertissement") == true)
    }

    @Test func jsonHasStableNamesAndRawValues() {
        #expect(
            listing.json(disks).compact
                == #"[{"name":"été 日本","temperature_c":1036.5,"spinning":true,"severity":"warning","#
                + #""seen_at":"2026-11-23T21:00:00.000Z","tags":["a","b"]},"#
                + #"{"name":"b","temperature_c":null,"spinning":false,"severity":"warning","#
                + #""seen_at":null,"tags":["c"]}]"#
        )
    }

    @Test func noRowsMakeNoTable() throws {
        #expect(try listing.table([], in: .en).isEmpty)
        #expect(listing.json([]).compact == "[]")
    }

    @Test func coloursOnlyWhereAsked() throws {
        #expect(try !listing.table(disks, in: .en, style: Style(width: 100)).contains("\u{1B}"))
        let painted = try listing.table(disks, in: .en, style: Style(width: 100, hasColours: true))
        #expect(painted.contains("\u{1B}[31mwarning \u{1B}[0m"))
    }

    @Test(arguments: [30, 60, 80, 200])
    func aTerminalIsNotOverrun(width: Int) throws {
        let listing = Listing<String>([
            Column("name", Words(en: "NAME", fr: "NOM"), fit: .truncate) { .text($0) },
            Column("size", Words(en: "SIZE", fr: "TAILLE"), alignment: .right) { .number($0.utf8.count) },
            Column("note", Words(en: "NOTE", fr: "NOTE"), fit: .truncate) { .text($0) },
        ])
        let names = ["short", String(repeating: "x", count: 5000)]
        let cut = try listing.table(names, in: .en, style: Style(width: width)).split(separator: "\n")
        #expect(cut.count == 3)
        #expect(cut.allSatisfy { $0.count <= width })
        #expect(cut.last?.count == width)
        let piped = try listing.table(names, in: .en)
        #expect(piped.contains(names[1]))
    }

    @Test func wrappedTextsAreContinued() throws {
        let listing = Listing<String>([
            Column("id", Words(en: "ID", fr: "ID")) { _ in .text("1") },
            Column("note", Words(en: "NOTE", fr: "NOTE"), fit: .wrap) { .text($0) },
        ])
        let note = String(repeating: "0123456789", count: 5)
        let table = try listing.table([note], in: .en, style: Style(width: 22))
        #expect(table.split(separator: "\n").count == 4)
        #expect(table.filter(\.isNumber).count == note.count + 1)
        #expect(try listing.table([note], in: .en).split(separator: "\n").count == 2)
    }

    @Test(arguments: hostileTexts)
    func hostileTextsStayInTheirCell(text: String) throws {
        let listing = Listing<String>([
            Column("text", Words(en: "TEXT", fr: "TEXTE"), fit: .truncate) { .text($0) },
            Column("list", Words(en: "LIST", fr: "LISTE"), fit: .truncate) { .list([$0]) },
            Column("end", Words(en: "END", fr: "FIN")) { _ in .text("end") },
        ])
        for style in [Style(), Style(width: 60)] {
            let table = try listing.table([text, "other"], in: .en, style: style)
            let lines = table.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(" end") })
            #expect(
                !table.unicodeScalars.contains {
                    $0 != "\n" && ($0.value < 0x20 || $0.value == 0x9B || $0.value == 0x202E)
                }
            )
        }
        let read = try JSONSerialization.jsonObject(with: Data(listing.json([text]).compact.utf8)) as? [[String: Any]]
        #expect(read?.first?["text"] as? String == text)
    }
}
