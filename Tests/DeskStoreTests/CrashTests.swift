import DeskTestSupport
import Desk
import DeskStore
import Foundation
import Health
import Testing

struct CrashTests {
    /// The files as a crash leaves them: database and write-ahead log, without the shared memory, while the store is open.
    private func crashedCopy(of temporary: TemporaryStore) throws -> String {
        let copy = temporary.folder.appendingPathComponent("crashed-\(UUID().uuidString).sqlite").path
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: temporary.path + suffix, toPath: copy + suffix)
        }
        return copy
    }

    private func items() -> [Arrival] {
        var journal = Journal("a")
        return (0..<40).map { number in
            journal.item(event(number % 3 == 2 ? .clear : .open, of: Component(.ups, "rack\(number % 5)")))
        }
    }

    @Test(arguments: [1, 17, 39])
    func whatWasAcknowledgedIsThereAndAReplayGivesTheSame(_ acknowledged: Int) async throws {
        let temporary = try await TemporaryStore()
        let items = items()
        _ = try await temporary.store.commit(Array(items.prefix(acknowledged)), at: noon)
        let path = try crashedCopy(of: temporary)
        _ = try await temporary.store.commit(Array(items.dropFirst(acknowledged)), at: noon)
        let crashed = try DeskDatabase.open(path: path)
        #expect(try await crashed.position(of: items[0].stream)?.committed == UInt64(acknowledged))
        let results = try await crashed.commit(items, at: noon)
        #expect(results.prefix(acknowledged).allSatisfy { $0.outcome == .duplicate })
        #expect(results.last?.position.committed == 40)
        let filter = TicketFilter(limit: .max)
        #expect(try await crashed.tickets(filter) == temporary.store.tickets(filter))
        #expect(try await crashed.check(isRepairing: false) == [])
        try crashed.close()
    }

    @Test(arguments: [100, 4200])
    func aTornLogLosesWholeTransactionsAlone(_ torn: Int) async throws {
        let temporary = try await TemporaryStore()
        let items = items()
        for item in items { _ = try await temporary.store.commit([item], at: noon) }
        let path = try crashedCopy(of: temporary)
        let log = try FileHandle(forWritingTo: URL(fileURLWithPath: path + "-wal"))
        let size = try log.seekToEnd()
        try log.truncate(atOffset: size - UInt64(torn))
        try log.close()
        let crashed = try DeskDatabase.open(path: path)
        let committed = try #require(try await crashed.position(of: items[0].stream)?.committed)
        #expect(committed < 40)
        _ = try await crashed.commit(items, at: noon)
        let filter = TicketFilter(limit: .max)
        #expect(try await crashed.tickets(filter) == temporary.store.tickets(filter))
        #expect(try await crashed.check(isRepairing: false) == [])
        try crashed.close()
    }
}
