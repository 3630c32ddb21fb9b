import Health
import TestSupport
import Testing
import Wire

@testable import Journal

struct SimulationTests {
    private func step(_ world: inout Simulation, _ random: inout Seeded) throws {
        switch random.below(40) {
        case 0...4: try world.toggle(key(random.below(10)))
        case 5: if random.chance(20) { for _ in 0..<30 { try world.toggle(key(random.below(10))) } }
        case 6...9: try world.connect()
        case 10...22: try world.deliver(1 + random.below(random.chance(50) ? 40 : 4000))
        case 23...28: try world.answer()
        case 29...32: try world.commit(1 + random.below(6))
        case 33: try world.postpone()
        case 34: if random.chance(40) { world.cut() }
        case 35: if random.chance(40) { try world.commit(thenDies: true) }
        case 36: try world.pass(Double(random.below(5)))
        case 37: try world.pass(Double(random.below(80)))
        default: if random.chance(20) { try world.restartAgent() }
        }
    }

    @Test("Whatever breaks and however it overflows, nothing is applied twice and both sides agree", arguments: 1...40)
    func onceAndInOrder(seed: UInt64) throws {
        var random = Seeded(seed)
        var world = try Simulation(window: [1, 3, 8, 12][random.below(4)])
        for _ in 0..<400 { try step(&world, &random) }
        try world.settle()
        #expect(try world.isSettled())
        #expect(zip(world.desk.applied, world.desk.applied.dropFirst()).allSatisfy { $0 < $1 })
        #expect(Set(world.desk.open.keys) == world.truth)
        #expect(Set(world.journal.summary.open.keys) == world.truth)
        #expect(world.violations == [])
        #expect(world.journal.summary.id == "journal-1")
        #expect(world.desk.gaps == 0 && world.desk.deadLetters == 0)
        #expect(world.closings.filter { !$0.contains("silent") && !$0.contains("408") } == [])
    }

    @Test("A journal put back to an older state of it renumbers, and both sides agree again", arguments: 1...10)
    func rolledBack(seed: UInt64) throws {
        var random = Seeded(seed)
        var world = try Simulation(window: 8)
        for _ in 0..<100 { try step(&world, &random) }
        try world.settle()
        let old = try world.folder.crashedCopy()
        for number in 0..<3 { try world.toggle(key(number)) }
        try world.settle()
        try world.restartAgent(on: old)
        try world.toggle(key(9))
        try world.settle()
        #expect(try world.isSettled())
        #expect(world.journal.summary.id == "journal-2")
        #expect(Set(world.desk.open.keys) == world.truth)
        #expect(world.violations == [])
    }
}
