import Health
import Host
import Testing

@testable import Probes

struct DiskHistoryTests {
    private func history(_ values: [(day: Int, value: Double)], growing: Bool = true) -> DiskHistory {
        var history = DiskHistory(nil)
        for (day, value) in values { history.note(value, on: day, growing: growing) }
        return history
    }

    @Test func onlyChangesAreKept() {
        let kept = history([(1, 5), (2, 5), (3, 6), (4, 6)])
        #expect(kept.text == "1:5.0 3:6.0")
        #expect(DiskHistory(kept.text) == kept)
    }

    @Test(arguments: ["", "x", "1:2:3", "1:nan", "99999999999999999999:1", "9223372036854775807:1", "1:", ":1"])
    func aBrokenTextIsAnEmptyHistory(text: String) {
        #expect(DiskHistory(text).steps == [])
    }

    @Test func aCounterThatGrowsAllDayKeepsWhereItCameFrom() {
        let values = [(day: 1, value: 0.0)] + (1...1000).map { (day: 9, value: Double($0)) }
        let kept = history(values)
        #expect(kept.steps.map(\.value) == [0, 1, 1000])
        #expect(kept.added(within: 7, of: 9) == 1000)
        #expect(kept.added(within: 7, of: 20) == 0)
    }

    @Test func itIsBoundedAndKeepsTheFirstStep() {
        let kept = history((1...500).map { ($0, Double($0)) })
        #expect(kept.steps.count == DiskHistory.limit)
        #expect(kept.steps.first?.day == 1 && kept.steps.last?.day == 500)
    }

    @Test func itsValuesAreSpreadEvenlyOverTheDays() {
        let kept = history([(0, 0), (50, 10), (100, 20)])
        #expect(kept.values(5) == [0, 0, 10, 10, 20])
        #expect(history([(1, 3)]).values(5) == [3])
        // No more of them than there are days.
        #expect(history([(1, 3), (2, 4)]).values(24) == [3, 4])
        #expect(DiskHistory(nil).values(5) == [])
    }

    @Test func aResetBeginsAnewAndASpareMayFall() {
        #expect(history([(1, 50), (2, 0), (3, 1)]).steps.map(\.value) == [0, 1])
        #expect(history([(1, 100), (2, 99)], growing: false).steps.map(\.value) == [100, 99])
        #expect(history([(10, 1), (5, 2)]).steps.map(\.day) == [5])
    }

    @Test(
        arguments: [
            ([(0, 10), (100, 20)], 100, 800.0), ([(0, 10), (100, 20)], 29, nil), ([(0, 10), (100, 11)], 100, nil),
            ([(0, 90), (40, 100)], 40, 0), ([(0, 100), (40, 110)], 40, nil), ([(0, 10)], 400, nil),
        ] as [([(Int, Double)], Int, Double?)]
    )
    func daysUntilTheEnduranceIsUsed(values: [(Int, Double)], day: Int, left: Double?) {
        #expect(history(values.map { (day: $0.0, value: $0.1) }).daysLeft(until: 100, from: day) == left)
    }

    @Test func daysUntilTheSpareIsGone() {
        let spare = history([(0, 100), (45, 55)], growing: false)
        #expect(spare.daysLeft(until: 10, from: 45) == 45)
    }

    @Test func onlyTheLastYearCounts() {
        let kept = history([(0, 0), (1000, 1), (1300, 51)])
        #expect(kept.daysLeft(until: 100, from: 1400) == 392)
    }
}

/// What a disk went through is known again when it comes back.
struct DiskPastTests {
    private static func node(_ port: String, _ serial: String?) -> DiskNode {
        DiskNode(name: "sd\(port)", transport: .ata, serial: serial, port: "port-\(port)")
    }

    private static func memory(after memory: [String: String] = [:], _ nodes: [DiskNode], on day: Int, errors: Double)
        -> [String: String]
    {
        var known = DiskMemory(memory, of: nodes, on: day)
        for node in nodes { _ = known.follow([Reading(.interfaceErrors, errors)], of: node, on: day) }
        return known.texts
    }

    private static func added(_ memory: [String: String], _ node: DiskNode, _ errors: Double, on day: Int) -> Double? {
        var known = DiskMemory(memory, of: [node], on: day)
        return known.follow([Reading(.interfaceErrors, errors)], of: node, on: day)
            .first { $0.quantity == .interfaceErrorsAdded }?.value.number
    }

    @Test func aDiskThatWasPulledOutAndComesBackAtAnotherPortHasItsPast() {
        let plugged = Self.memory([Self.node("a", "S1")], on: 100, errors: 5)
        let pulled = Self.memory(after: plugged, [], on: 101, errors: 0)
        #expect(Self.added(pulled, Self.node("b", "S1"), 9, on: 102) == 4)
        // Another disk at the port has not.
        #expect(Self.added(pulled, Self.node("a", "S2"), 9, on: 102) == 0)
    }

    @Test func afterMonthsItIsForgotten() {
        let plugged = Self.memory([Self.node("a", "S1")], on: 100, errors: 5)
        let pulled = Self.memory(after: plugged, [], on: 101, errors: 0)
        #expect(!Self.memory(after: pulled, [], on: 190, errors: 0).isEmpty)
        #expect(Self.memory(after: pulled, [], on: 191, errors: 0).isEmpty)
    }

    @Test func manyDisksThatCameAndWentAreNotAllKept() {
        var memory: [String: String] = [:]
        for day in 0..<100 {
            memory = Self.memory(after: memory, [Self.node("a", "S\(day)")], on: day, errors: 5)
        }
        #expect(memory.count <= 2 * 33)
        #expect(Self.added(memory, Self.node("a", "S98"), 6, on: 100) == 1)
        #expect(Self.added(memory, Self.node("a", "S2"), 6, on: 100) == 0)
    }

    /// Of two disks that claim the same serial number each has its own.
    @Test func disksOfTheSameNameAreKeptApart() {
        let twins = [Self.node("a", "S1"), Self.node("b", "S1")]
        var known = DiskMemory([:], of: twins, on: 100)
        _ = known.follow([Reading(.interfaceErrors, 5)], of: twins[0], on: 100)
        let other = known.follow([Reading(.interfaceErrors, 90)], of: twins[1], on: 100)
        #expect(other.first { $0.quantity == .interfaceErrorsAdded }?.value.number == 0)
    }
}
