import DeskTestSupport
import Desk
import Foundation
import GRDB
import Testing

@testable import DeskStore

struct StoreFileTests {
    @Test func onlyItsOwnerMayReadIt() async throws {
        let temporary = try await TemporaryStore()
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(temporary.folder.path) == 0o700)
        #expect(try mode(temporary.path) == 0o600)
        #expect(try mode(temporary.path + "-wal") == 0o600)
        #expect(try mode(temporary.path + "-shm") == 0o600)
    }

    @Test func commitsWaitForStableStorage() async throws {
        let temporary = try await TemporaryStore()
        let pragmas = try await temporary.pool.writeWithoutTransaction { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
            )
        }
        #expect(pragmas == (2, "wal", 1))
    }

    @Test func identityAndContentStay() async throws {
        let temporary = try await TemporaryStore(hosts: ["a", "b"])
        let second = try DeskDatabase.open(path: temporary.path)
        #expect(second.identity == temporary.store.identity)
        #expect(try await second.hosts().map(\.name) == ["ws-a", "ws-b"])
        try second.close()
    }

    @Test func aReaderBesideTheServerSeesItsCommitsAndWritesNothing() async throws {
        let temporary = try await TemporaryStore()
        let reader = try DeskDatabase.open(path: temporary.path, readOnly: true)
        try await temporary.store.enrol(host("b"))
        #expect(try await reader.hosts().count == 2)
        let error = await #expect(throws: DeskError.self) { try await reader.enrol(host("c")) }
        #expect(error?.isTemporary == true)
        try reader.close()
    }

    @Test func aReaderOpensAStoreThatNobodyElseHasOpen() async throws {
        let temporary = try await TemporaryStore()
        try temporary.store.close()
        let reader = try DeskDatabase.open(path: temporary.path, readOnly: true)
        #expect(try await reader.hosts().count == 1)
        try reader.close()
    }

    @Test func aReaderMakesNoStore() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)/x").path
        let error = #expect(throws: DeskError.self) { try DeskDatabase.open(path: path, readOnly: true) }
        #expect(error?.code == .unusableStore)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aNewerStoreIsRefused() async throws {
        let temporary = try await TemporaryStore()
        try await temporary.pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 later')") }
        let error = #expect(throws: DeskError.self) { try DeskDatabase.open(path: temporary.path) }
        #expect(error?.code == .unusableStore)
    }

    @Test func whatIsNoStoreIsRefused() async throws {
        let temporary = try await TemporaryStore()
        let path = temporary.folder.appendingPathComponent("letter.txt").path
        try String(repeating: "not a database ", count: 100).write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: DeskError.self) { try DeskDatabase.open(path: path) }
        #expect(error?.code == .unusableStore)
    }

    @Test func aRowThatIsNotOursIsAnErrorAndNoTrap() async throws {
        let temporary = try await TemporaryStore()
        try await temporary.pool.write { try $0.execute(sql: "UPDATE host SET class = 'toaster'") }
        let error = await #expect(throws: DeskError.self) { try await temporary.store.hosts() }
        #expect(error?.code == .damagedRow)
    }
}
