import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// The numbers of facts, a value a day.
struct ReadingTests {
    private static let disk = Component(.disk, "S1")
    private static let day = 86_400.0

    private static func fact(_ readings: [Reading], at time: Timestamp) -> Fact {
        Fact(component: disk, name: "disk", verdict: .good, readAt: time, readings: readings)
    }

    private static func history(
        _ store: DeskDatabase,
        _ quantity: Quantity = .availableSpare,
        of component: Component = disk
    ) async throws -> [DailyValue] {
        try await store.history(of: component, quantity: quantity, host: "a", in: DeskDatabase.scope)
    }

    @Test func theLastOfADayIsKept() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        for (hours, value) in [(0.0, 50.0), (1, 49), (24, 48), (72, 40)] {
            let now = noon.advanced(by: hours * 3600)
            try await store.record([Self.fact([Reading(.availableSpare, value)], at: now)], of: "a", at: now)
        }
        let expected = [(0, 49.0), (1, 48), (3, 40)].map { DailyValue(day: noon.day + $0.0, value: $0.1) }
        #expect(try await Self.history(store) == expected)
        #expect(try await Self.history(store, of: Component(.disk, "S2")).isEmpty)
        #expect(try await Self.history(store, .percentageUsed).isEmpty)
        let elsewhere = try await store.history(
            of: Self.disk,
            quantity: .availableSpare,
            host: "b",
            in: DeskDatabase.scope
        )
        #expect(elsewhere.isEmpty)
    }

    @Test func onlyNumbersAreKeptAndEachInItsUnit() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let future = Quantity("quantum-wear", .count)
        let readings = [
            Reading(.status, .text("OL")), Reading(.temperature, .nan), Reading(.load, .infinity), Reading(future, 7),
            Reading(Quantity("quantum-wear", .percent), 8),
        ]
        try await store.record([Self.fact(readings, at: noon)], of: "a", at: noon)
        #expect(try await Self.history(store, future) == [DailyValue(day: noon.day, value: 7)])
        #expect(try await Self.history(store, Quantity("quantum-wear", .percent)).map(\.value) == [8])
        for quantity in [Quantity.status, .temperature, .load] {
            #expect(try await Self.history(store, quantity).isEmpty)
        }
        try await temporary.pool.write { try $0.execute(sql: "UPDATE series SET unit = 'furlong' WHERE unit = '%'") }
        #expect(try await Self.history(store, future).map(\.value) == [7], "an unknown unit is no damage")
    }

    /// A fact of long ago, as of a disk that sleeps, is of its own day; a clock that is ahead moves nothing ahead.
    @Test func aValueIsOfTheDayOnWhichItWasRead() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        for (days, value) in [(-3.0, 10.0), (9, 20), (-401, 30), (-1e7, 40)] {
            let fact = Self.fact([Reading(.availableSpare, value)], at: noon.advanced(by: days * Self.day))
            try await store.record([fact], of: "a", at: noon)
        }
        let expected = [(-3, 10.0), (0, 20)].map { DailyValue(day: noon.day + $0.0, value: $0.1) }
        #expect(try await Self.history(store) == expected)
    }

    @Test func whatIsTooOldIsForgotten() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        for days in [0.0, 1, 399, 400] {
            let now = noon.advanced(by: days * Self.day)
            try await store.record([Self.fact([Reading(.availableSpare, days)], at: now)], of: "a", at: now)
        }
        #expect(try await Self.history(store).map(\.value) == [1, 399, 400])
        let rows = try await temporary.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM reading") }
        #expect(rows == 3)
    }

    @Test func aHostHasNoMoreSeriesThanIsSensible() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let readings = (0...ReadingRows.seriesLimit).map { Reading(Quantity("q\(100_000 + $0)"), 1) }
        try await store.record([Self.fact(readings, at: noon)], of: "a", at: noon)
        #expect(try await Self.history(store, Quantity("q100000")).count == 1)
        #expect(try await Self.history(store, Quantity("q\(100_000 + ReadingRows.seriesLimit)")).isEmpty)
        #expect(try await store.facts(of: "a").first?.readings.count == readings.count, "the fact is kept all the same")
    }
}
