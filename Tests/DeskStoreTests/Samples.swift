import DeskTestSupport
import Desk
import GRDB
import Foundation
import Health
import Synchronization
import Testing
import Wire

@testable import DeskStore

/// 2026-11-23T12:00:00Z.
let noon = Timestamp(seconds: 1_795_435_200)

/// A store in a folder of its own that goes with it.
final class TemporaryStore {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)")
    let store: DeskDatabase

    /// SQLite's own pool below the store.
    var pool: DatabasePool {
        get throws { try #require(store.driver as? SQLiteDriver).pool }
    }

    var path: String { folder.appendingPathComponent("desk.sqlite").path }

    /// Makes the store and enrols hosts of these ids, named `ws-ID`.
    init(hosts: [String] = ["a"]) async throws {
        store = try DeskDatabase.open(path: folder.appendingPathComponent("desk.sqlite").path)
        for id in hosts { try await store.enrol(host(id)) }
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }
}

func host(_ id: String) -> EnrolledHost {
    EnrolledHost(id: id, name: "ws-\(id)", hostClass: .desktop, enrolledAt: noon)
}

func event(
    _ kind: Event.Kind,
    _ rule: RuleID = "ups.on-battery",
    of component: Component = Component(.ups, "rack1"),
    _ severity: Severity = .warning,
    _ value: Double = 1
) -> Event {
    Event(
        kind,
        ConditionKey(component, rule),
        severity: severity,
        value: value,
        limit: 1,
        unit: .count,
        name: "Smart-UPS 750",
        at: Moment(time: noon, uptime: later(), boot: "b")
    )
}

/// Hands out the items of one stream in order.
struct Journal {
    let stream: Desk.Stream
    private(set) var next: UInt64 = 1

    init(_ host: String, _ journal: String = "j1") {
        stream = Stream(host: host, journal: journal)
    }

    mutating func item(_ content: JournalItem.Content, through: UInt64? = nil) -> Arrival {
        let last = through ?? next
        defer { next = last + 1 }
        return Arrival(stream, number: next, through: last, digest: last &* 0x9E37_79B9_7F4A_7C15, content: content)
    }

    mutating func item(_ event: Event) -> Arrival { item(.event(event)) }
}

private let uptime = Mutex(60.0)

/// An uptime after all that were given out before: a host sees its events one after the other.
func later() -> Double {
    uptime.withLock { uptime in
        uptime += 1
        return uptime
    }
}
