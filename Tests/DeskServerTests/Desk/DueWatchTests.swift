import Desk
import DeskStore
import DeskTestSupport
import Health
import Logging
import Testing

@testable import DeskServer

/// What is done because its time has come, by a clock that jumps.
struct DueWatchTests {
    @Test func aJumpOfTheClockWarnsOfNothing() async throws {
        let desk = try await TestDesk()
        let clock = JumpingClock()
        let watch = DueWatch(store: desk.store, interval: 5, clock: clock.wall(), log: Logger(label: "test"))
        let filing = Filing(
            .incident,
            organisation: .first,
            title: Prose("down"),
            impact: .high,
            urgency: .high
        )
        let number = try await desk.store.file(filing, by: DeskDatabase.scope, at: now).ticket.number
        func warnings() async throws -> Int {
            let log = try #require(try await desk.store.ticket(number)).log
            return log.count { entry in if case .warned = entry.kind { true } else { false } }
        }
        await watch.look()
        clock.jump(to: 1e8)
        for _ in 0..<60 {
            await watch.look()
            clock.advance(by: 4.9)
        }
        #expect(try await warnings() == 0)
        clock.jump(to: 0)
        await watch.look()
        #expect(try await warnings() == 0)
        // P1 has half an hour to the response at any hour, so 75 % after 1350 s.
        clock.advance(by: 1350)
        await watch.look()
        #expect(try await warnings() == 1)
        clock.jump(to: 1e8)
        await watch.look()
        clock.advance(by: 300)
        await watch.look()
        #expect(try await warnings() == 4, "it has stayed, so both clocks are past their targets")
    }
}
