import Foundation
import Health
import Synchronization
import Testing
import Wire

@testable import Journal

struct FileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func onlyTheOwnerReadsIt() throws {
        let journal = try folder.open()
        _ = try journal.record(events: 1)
        for suffix in ["", "-journal"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test(arguments: ["PRAGMA synchronous": SQLite.Value.integer(2), "PRAGMA journal_mode": .text("truncate")])
    func itWritesThrough(pragma: String, value: SQLite.Value) throws {
        let journal = try folder.open()
        #expect(try journal.state.withLock { try $0.database.run(pragma) } == [[value]])
    }

    @Test(arguments: ["missing/journal.sqlite", "", "journal.sqlite/journal.sqlite"])
    func aPlaceThatCannotBeWrittenIsSaid(name: String) throws {
        _ = try folder.open()
        let path = folder.url.appendingPathComponent(name).path
        #expect { try folder.open(path) } throws: { error in
            "\(error)".contains("The journal \(path) cannot be") && (error as? JournalError)?.isDamage == false
        }
    }

    /// Damages a journal of a hundred events and returns its bytes.
    private func damage(_ change: (inout Data) -> Void) throws -> Data {
        do {
            let journal = try folder.open()
            try journal.record(events: 100)
        }
        let file = URL(fileURLWithPath: folder.path)
        var bytes = try Data(contentsOf: file)
        change(&bytes)
        try bytes.write(to: file)
        return bytes
    }

    private func expectAnew(_ bytes: Data) throws {
        let journal = try folder.open()
        #expect(journal.position == ("journal-2", 0))
        #expect(try journal.record(events: 1) == 1)
        let aside = folder.url.appendingPathComponent("journal.sqlite.damaged-\(noon.seconds)")
        #expect(try Data(contentsOf: aside) == bytes)
        #expect(try folder.open().position == ("journal-2", 1))
    }

    @Test func aFileThatIsNoDatabaseIsSetAside() throws {
        try expectAnew(try damage { $0.replaceSubrange(0..<100, with: Data(repeating: 0x20, count: 100)) })
    }

    @Test func aShortFileIsSetAside() throws {
        try expectAnew(try damage { $0.removeLast($0.count / 2) })
    }

    @Test func aDamagedPageIsFoundWhenItIsOpened() throws {
        try expectAnew(
            try damage { bytes in
                let page = 4096 * 3
                bytes.replaceSubrange(page..<bytes.count, with: Data(repeating: 0x5A, count: bytes.count - page))
            }
        )
    }

    /// Pages that are whole, and numbers that are not: they must not trap later.
    @Test(
        arguments: [
            "UPDATE entry SET through = 9223372036854775807 WHERE number = 100", "DELETE FROM entry WHERE number = 50",
            "UPDATE entry SET number = -5 WHERE number = 1", "UPDATE entry SET through = 0 WHERE number = 1",
            "INSERT INTO meta VALUES ('released', '18446744073709551615')",
            "INSERT INTO meta VALUES ('released', '-1')",
            "INSERT INTO meta VALUES ('released', '7')", "DELETE FROM entry WHERE number = 1",
        ]
    )
    func impossibleNumbersAreDamage(sql: String) throws {
        do {
            let journal = try folder.open()
            try journal.record(events: 100)
            try journal.execute(sql)
        }
        let journal = try folder.open()
        #expect(journal.position == ("journal-2", 0))
        #expect(try folder.names().contains("journal.sqlite.damaged-\(noon.seconds)"))
    }

    @Test func aJournalInMemoryMakesNoFile() throws {
        let journal = try folder.open(":memory:")
        #expect(try journal.record(events: 3) == 3)
        #expect(try journal.head().isVolatile)
        #expect(try folder.names().isEmpty)
    }
}
