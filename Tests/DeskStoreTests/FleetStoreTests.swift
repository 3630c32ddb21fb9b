import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

struct FleetStoreTests {
    private static let root = DeskDatabase.scope

    private static func fact(
        _ component: Component,
        _ verdict: Verdict,
        _ reason: String? = nil,
        _ identity: [(key: String, value: String)] = []
    ) -> Fact {
        Fact(
            component: component,
            name: component.id,
            verdict: verdict,
            reason: reason,
            readAt: noon,
            identity: identity
        )
    }

    @Test func partsThatAreNotGoodAreReadAndNoOthers() async throws {
        let temporary = try await TemporaryStore(hosts: ["a", "b", "gone"])
        let store = temporary.store
        let sleeping = [Self.fact(Component(.disk, "s"), .asleep), Self.fact(Component(.ups, "none"), .notApplicable)]
        let told = [
            Self.fact(Component(.disk, "f"), .failing), Self.fact(Component(.sensor, "g"), .good),
            Self.fact(Component(.updates, "apt"), .notWatched, "no apt"),
            Self.fact(Component(.ups, "x"), .other("new")),
        ]
        try await store.record(told + sleeping, of: "a")
        try await store.record([Self.fact(Component(.disk, "z"), .failing)], of: "gone")
        try await store.retire("gone", by: Self.root, at: noon)
        let parts = try await store.unwellParts(in: Self.root).sorted { $0.component < $1.component }
        #expect(parts.map(\.component) == ["disk/f", "updates/apt", "ups/x"])
        #expect(parts.map(\.verdict) == [.failing, .notWatched, .other("new")])
        #expect(parts.map(\.reason) == [nil, "no apt", nil] && parts.allSatisfy { $0.host == "a" })
    }

    /// As in a report: once a disk is known, nothing is said of the disks as a whole.
    @Test func whatStandsForAKindGivesWayToItsComponents() async throws {
        let temporary = try await TemporaryStore(hosts: ["a", "b"])
        let whole = Self.fact(.whole(.disk), .unknown, Reason.notRead.text)
        try await temporary.store.record([whole, Self.fact(Component(.disk, "d"), .good)], of: "a")
        try await temporary.store.record([whole, Self.fact(Component(.ups, "d"), .good)], of: "b")
        #expect(try await temporary.store.unwellParts(in: Self.root).map(\.host) == ["b"])
    }

    @Test func disksAreReadWithModelAndFirmware() async throws {
        let temporary = try await TemporaryStore(hosts: ["a"])
        let facts = [
            Self.fact(Component(.disk, "1"), .good, nil, [("model", "Example 1"), ("firmware", "F1")]),
            Self.fact(Component(.disk, "2"), .watch, nil, [("model", "Example 2")]),
            Self.fact(Component(.disk, "3"), .notWatched),
            Self.fact(Component(.ups, "u"), .good, nil, [("model", "U")]),
        ]
        try await temporary.store.record(facts, of: "a")
        let disks = try await temporary.store.diskModels(in: Self.root).sorted { $0.model < $1.model }
        #expect(
            disks == [
                DiskModel(host: "a", model: "Example 1", firmware: "F1", verdict: .good),
                DiskModel(host: "a", model: "Example 2", verdict: .watch),
            ]
        )
    }

    @Test func whatWasDoneIsToldWithWhatSolvedIt() async throws {
        let temporary = try await TemporaryStore(hosts: ["a"])
        let store = temporary.store
        var numbers: [Int64] = []
        for title in ["first", "second", "open"] {
            let filing = Filing(.incident, organisation: .first, title: Prose(title))
            numbers.append(try await store.file(filing, by: Self.root, at: noon).ticket.number)
        }
        let solution = Solution(cause: Prose("worn"), solution: Prose("replaced the disk"))
        try await store.perform(.solve(solution), on: numbers[0], version: nil, by: Self.root, at: noon)
        try await store.perform(.close(override: nil), on: numbers[0], version: nil, by: Self.root, at: noon)
        let later = noon.advanced(by: 60)
        let override = Action.close(override: Prose("no matter"))
        try await store.perform(override, on: numbers[1], version: nil, by: Self.root, at: later)
        let work = try await store.work(since: noon, limit: 9, in: Self.root)
        #expect(work.count == 2 && work.items.map(\.ticket.number) == [numbers[1], numbers[0]])
        #expect(work.items.map(\.solution?.text) == [nil, "replaced the disk"])
        let newest = try await store.work(since: noon, limit: 1, in: Self.root)
        #expect(newest.count == 2 && newest.items.count == 1)
        #expect(try await store.work(since: later.advanced(by: 1), limit: 9, in: Self.root) == FinishedWork())
    }
}
