import DeskTestSupport
import Desk
import DeskStore
import Health
import Logging
import Synchronization
import Testing

@testable import DeskServer

/// Who is missed when; the desk starts on a Tuesday at midnight.
struct SilenceWatchTests {
    let sessions = Sessions()

    private func watch(
        _ desk: TestDesk,
        _ hooks: HookedStore.Hooks = HookedStore.Hooks(),
        by clock: WallClock? = nil
    ) -> SilenceWatch {
        SilenceWatch(
            store: HookedStore(base: desk.store, hooks: hooks),
            sessions: sessions,
            calendar: WorkCalendar(zone: .utc),
            clock: clock ?? desk.steadyClock,
            log: Logger(label: "test")
        )
    }

    static let patience: [(HostClass, Double?)] = [
        (.alwaysOn, 600), (.desktop, 3 * 86_400), (.laptop, 14 * 86_400), (.virtual, nil),
    ]

    /// An always-on host is missed after 180 s, but nobody before the desk has run for 600 s.
    @Test(arguments: patience)
    func eachClassHasItsPatience(hostClass: HostClass, patience: Double?) async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: hostClass)
        let watch = watch(desk)
        desk.clock.advance(by: (patience ?? 1e9) - 1)
        await watch.check(since: 0)
        #expect(try await desk.tickets().isEmpty)
        guard patience != nil else { return }
        desk.clock.advance(by: 1)
        await watch.check(since: 0)
        await watch.check(since: 0)
        #expect(try await desk.tickets("host.silent").map(\.count) == [1])
    }

    @Test func aPlannedSilenceIsADesktops() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: .alwaysOn)
        let watch = watch(desk)
        sessions.saw(hostID, at: now, leavingFor: "poweroff")
        desk.clock.advance(by: 86_400)
        await watch.check(since: 0)
        #expect(try await desk.tickets().isEmpty)
        #expect(try await desk.store.host(hostID)?.isSilencePlanned == true)
        desk.clock.advance(by: 2 * 86_400)
        await watch.check(since: 0)
        #expect(try await desk.tickets("host.silent").count == 1)
    }

    @Test func sightingsAreWrittenDownAlsoBeforeTheAmnestyEnds() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: .alwaysOn)
        let watch = watch(desk)
        desk.clock.advance(by: 599)
        sessions.saw(hostID, at: desk.clock.value)
        await watch.check(since: 0)
        #expect(try await desk.store.host(hostID)?.lastSeen == now.advanced(by: 599))
        desk.clock.advance(by: 179)
        await watch.check(since: 0)
        #expect(try await desk.tickets().isEmpty)
        desk.clock.advance(by: 1)
        await watch.check(since: 0)
        #expect(try await desk.tickets("host.silent").count == 1)
    }

    /// Another desk on the same store has heard it later than this one.
    @Test func theLatestSightingCounts() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: .alwaysOn)
        sessions.saw(hostID, at: now)
        let other = Sessions()
        let watch = watch(desk)
        desk.clock.advance(by: 1000)
        await watch.check(since: 1000)
        other.saw(hostID, at: desk.clock.value)
        try await desk.store.touch(other.takeSightings())
        await watch.check(since: 0)
        #expect(try await desk.tickets().isEmpty)
        #expect(try await desk.store.host(hostID)?.lastSeen == desk.clock.value)
    }

    @Test func aSightingThatCannotBeWrittenIsKept() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: .alwaysOn)
        let failures = Mutex(1)
        var hooks = HookedStore.Hooks()
        hooks.touch = { [failures] () throws(DeskError) in
            let fails = failures.withLock { left in
                defer { left -= 1 }
                return left > 0
            }
            if fails { throw DeskError(.busy, en: "Another process holds the store.", fr: "") }
        }
        let watch = watch(desk, hooks)
        desk.clock.advance(by: 1000)
        sessions.saw(hostID, at: desk.clock.value)
        await watch.check(since: 0)
        #expect(try await desk.store.host(hostID)?.lastSeen == now)
        #expect(try await desk.tickets().isEmpty)
        await watch.check(since: 0)
        #expect(try await desk.store.host(hostID)?.lastSeen == desk.clock.value)
        #expect(try await desk.tickets().isEmpty)
    }

    /// Nobody is missed by a clock that is wrong for a moment; one that stays is believed.
    @Test func aJumpOfTheClockMissesNobody() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: .desktop)
        let clock = JumpingClock()
        let watch = watch(desk, by: clock.wall())
        await watch.check(since: 0)
        clock.advance(by: 700)
        await watch.check(since: 0)
        clock.jump(to: 3e8)
        await watch.check(since: 0)
        clock.advance(by: 299)
        await watch.check(since: 0)
        clock.jump(to: 0)
        await watch.check(since: 0)
        #expect(try await desk.tickets().isEmpty)
        clock.jump(to: 3e8)
        await watch.check(since: 0)
        clock.advance(by: 300)
        await watch.check(since: 0)
        #expect(try await desk.tickets("host.silent").count == 1)
    }

    /// A desk whose machine starts with a wrong clock waits as long as any other.
    @Test func aJumpOfTheClockEndsNoAmnesty() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: .alwaysOn)
        let clock = JumpingClock()
        let watch = watch(desk, by: clock.wall())
        await watch.check(since: 0)
        clock.jump(to: 3e8)
        await watch.check(since: 0)
        clock.advance(by: 599)
        await watch.check(since: 0)
        #expect(try await desk.tickets().isEmpty)
        clock.advance(by: 1)
        await watch.check(since: 0)
        #expect(try await desk.tickets("host.silent").count == 1)
    }

    @Test func aRetiredHostIsNeverMissed() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host(class: .alwaysOn)
        try await desk.store.retire(hostID, at: now)
        desk.clock.advance(by: 1e8)
        await watch(desk).check(since: 0)
        #expect(try await desk.tickets().isEmpty)
    }
}
