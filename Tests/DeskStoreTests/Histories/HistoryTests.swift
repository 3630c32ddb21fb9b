import Desk
import DeskTestSupport
import Health
import TestSupport
import Testing

@testable import DeskStore

/// Random lives of whole tickets through the store, beside their logs and beside an oracle that looks at every minute.
struct HistoryTests {
    @Test(arguments: 0..<UInt64(isLong ? 300 : 4))
    func everyHistoryIsWhatItsLogSays(_ seed: UInt64) async throws {
        var desk = try await RandomDesk(seed: seed)
        for _ in 0..<(isLong ? 150 : 80) { try await desk.step() }
        #expect(desk.counts.done > 0 && desk.counts.refused > 0, "seed \(seed): \(desk.counts)")
        #expect(try await desk.store.check(isRepairing: false) == [], "seed \(seed)")
        let book = try await desk.store.book()
        for ticket in try await desk.store.tickets() {
            let record = try #require(try await desk.store.ticket(ticket.number))
            try ClockComparison(record, book, desk.office, at: desk.minute, "seed \(seed), ticket \(ticket.number)")
                .make()
        }
    }
}

/// Both clocks of one ticket, and what its row says of them.
private struct ClockComparison {
    /// Minutes for which the oracle looks ahead.
    private static let horizon = 6 * 1440

    private let record: TicketRecord
    private let clock: ServiceClock
    private let office: RandomOffice
    private let minute: Int
    private let comment: Comment

    init(_ record: TicketRecord, _ book: ServiceBook, _ office: RandomOffice, at minute: Int, _ comment: Comment) {
        self.record = record
        self.clock = ServiceClock(log: record.log, book: book)
        self.office = office
        self.minute = minute
        self.comment = comment
    }

    func make() throws {
        var reader = ClockReader(terms: office.terms)
        var oracle = ClockOracle()
        let opened = Int(try #require(record.log.first).at.seconds / 60)
        #expect(names == office.versions(at: opened), comment)
        var time = opened
        for entry in record.log {
            pass(&oracle, &time, until: Int(entry.at.seconds / 60))
            for happening in reader.read(entry) { oracle.take(happening, at: time) }
        }
        pass(&oracle, &time, until: minute)
        compare(clock.response, oracle.response)
        compare(clock.resolution, oracle.resolution)
        while time < minute + Self.horizon, [oracle.response, oracle.resolution].contains(where: \.isNearing) {
            oracle.pass(time)
            time += 1
        }
        compare(record.ticket.deadlines.responseBy, oracle.response)
        compare(record.ticket.deadlines.resolutionBy, oracle.resolution)
        compareWarning(oracle, told: reader.told)
    }

    /// What its first entry binds it to.
    private var names: [String]? {
        let agreement: AgreementName? =
            switch record.log.first?.kind {
            case .opened(let opening): opening.agreement
            case .filed(let filing): filing.agreement
            default: nil
            }
        return agreement.map { [$0.policy.description] + $0.calendars.map(\.description) }
    }

    private func pass(_ oracle: inout ClockOracle, _ time: inout Int, until end: Int) {
        while time < end {
            oracle.pass(time)
            time += 1
        }
    }

    private func compare(_ mine: TargetClock, _ its: ClockOracle.Clock) {
        let now = RandomOffice.time(minute)
        #expect(mine.used(at: now) == Int64(its.used) * 60_000, comment)
        #expect(mine.isBreached(at: now) == (its.breached != nil), comment)
        #expect((mine.state == .running) == its.isRunning, comment)
        #expect(mine.target == its.target.map { Int64($0) * 60_000 }, comment)
    }

    /// A deadline is the row's while its clock runs; what the oracle has not seen is later.
    private func compare(_ kept: Timestamp?, _ its: ClockOracle.Clock) {
        guard its.isRunning, its.target != nil else {
            #expect(kept == nil, comment)
            return
        }
        if let breached = its.breached {
            #expect(kept == RandomOffice.time(breached), comment)
        } else {
            #expect(kept.map { $0 > RandomOffice.time(minute + Self.horizon) } ?? false, comment)
        }
    }

    private func compareWarning(_ oracle: ClockOracle, told: Set<[String]>) {
        let clocks = [("response", oracle.response), ("resolution", oracle.resolution)].filter { $0.1.isRunning }
        let marks = clocks.flatMap { name, clock in [(name, 75, clock.warned), (name, 100, clock.breached)] }
            .filter { !told.contains([$0.0, String($0.1)]) }
        let next = marks.compactMap { mark in mark.2.map { (at: $0, share: mark.1) } }.min { $0 < $1 }
        let kept = record.ticket.deadlines.warning
        if let next {
            #expect(kept?.at == RandomOffice.time(next.at) && kept?.share == next.share, comment)
        } else {
            #expect(kept.map { $0.at > RandomOffice.time(minute + Self.horizon) } ?? true, comment)
        }
    }
}

extension ClockOracle.Clock {
    /// Whether it runs towards a target that it has not reached.
    fileprivate var isNearing: Bool { isRunning && target != nil && breached == nil }
}
