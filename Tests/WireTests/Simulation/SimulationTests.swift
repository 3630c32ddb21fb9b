import Health
import TestSupport
import Testing
import Wire

/// Keys of a few disks.
func key(_ number: Int) -> ConditionKey { ConditionKey(Component(.disk, "S\(number)"), "disk.wear") }

@Suite struct SimulationTests {
    @Test("Every event is applied exactly once and in order, whatever breaks", arguments: 1...150)
    func onceAndInOrder(seed: UInt64) {
        var random = Seeded(seed)
        var world = Simulation()
        world.terms.window = [1, 3, 8, 256][random.below(4)]
        for _ in 0..<400 {
            step(&world, &random)
        }
        world.settle()
        #expect(world.isSettled)
        #expect(world.desk.applied == world.written)
        #expect(world.violations == [])
        #expect(world.desk.open == world.rules)
        #expect(world.desk.gaps == 0)
        #expect(world.journal.id == "journal-1")
        let complaints = world.closings.map(\.reason).filter { !["silent", "408", "421"].contains(where: $0.contains) }
        #expect(complaints == [])
    }

    private func step(_ world: inout Simulation, _ random: inout Seeded) {
        switch random.below(40) {
        case 0...3: world.raise(key(random.below(5)), random.chance(50) ? .warning : .critical)
        case 4, 5: world.clear(key(random.below(5)))
        case 6: world.snapshot()
        case 7: if random.chance(30) { world.overflow(UInt64(1 + random.below(20))) }
        case 8: if random.chance(30) { world.write(raw: "OPEN \(world.journal.next) key=\"\u{7}\"") }
        case 9...11: world.connect()
        case 12...24: world.deliver(1 + random.below(random.chance(50) ? 40 : 4000))
        case 25...29: world.answer()
        case 30...33: world.commit(1 + random.below(6))
        case 34: world.postpone(inHand: random.below(4))
        case 35: if random.chance(40) { world.cut() }
        case 36: if random.chance(40) { world.commitAndDie() }
        case 37: world.pass(Double(random.below(5)))
        case 38: world.pass(Double(random.below(80)))
        default: if random.chance(10) { world.end(retry: 1) }
        }
    }

    @Test("A disk put back to an older state renumbers, and no ticket is lost", arguments: 1...20)
    func rolledBack(seed: UInt64) {
        var random = Seeded(seed)
        var world = Simulation()
        for _ in 0..<100 { step(&world, &random) }
        world.settle()
        let old = world
        for _ in 0..<(5 + random.below(50)) { step(&world, &random) }
        world.raise(key(7), .warning)
        world.settle()
        world.restore(old)
        world.raise(key(8), .critical)
        world.snapshotsAtConnect = true
        world.settle()
        #expect(world.isSettled)
        #expect(world.journal.id != "journal-1")
        #expect(world.desk.open == world.rules)
        #expect(world.violations == [])
    }

    @Test("A desk put back to an older state passes the gap, and the snapshot makes it right")
    func restoredDesk() {
        var world = Simulation()
        world.raise(key(1), .warning)
        world.settle()
        let backup = world.desk
        world.raise(key(2), .critical)
        world.settle()
        world.cut()
        world.desk = backup
        world.snapshotsAtConnect = true
        world.settle()
        #expect(world.desk.gaps == 1)
        #expect(world.desk.open == world.rules)
    }
}
