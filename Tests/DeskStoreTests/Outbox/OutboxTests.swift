import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// Notices from the log to their end.
struct OutboxTests {
    private static let root = DeskDatabase.scope
    private static let all: Set<NoticeKind> = Set(NoticeKind.known)
    private static let atOnce = Bundling(gathering: 0)

    /// A desk with a requester and two technicians who can be written to.
    private struct Office {
        let temporary: TemporaryStore
        let ines: PersonID
        let marie: PersonID

        var store: DeskDatabase { temporary.store }

        init() async throws {
            temporary = try await TemporaryStore()
            let persons = ["ines", "marie"].map {
                Person(id: PersonID(0), organisation: .first, name: $0, email: "\($0)@example.org", language: .fr)
            }
            let ids = try await temporary.store.add(persons, by: root, at: noon).map(\.id)
            (ines, marie) = (ids[0], ids[1])
            let membership = Membership(.technician, in: .first, tier: 1)
            let account = Account(person: marie, login: "marie", memberships: [membership], madeAt: noon)
            try await temporary.store.save(account, by: root, at: noon)
            // From here on it is told what happens.
            _ = try await temporary.store.gather(desk: all, at: noon)
        }

        @discardableResult
        func file(_ title: String = "No mail", at time: Timestamp = noon) async throws -> Int64 {
            let filing = Filing(.incident, organisation: .first, title: Prose(title), requester: ines)
            return try await store.file(filing, by: root, at: time).ticket.number
        }

        func notices(_ states: Set<Notice.State> = Set(Notice.State.allCases)) async throws -> [Notice] {
            try await store.notices(states, limit: 10_000, in: root).reversed()
        }

        func take(_ bundling: Bundling = atOnce, limit: Int = 50, at time: Timestamp = noon) async throws
            -> [OutgoingMail]
        {
            while try await store.gather(desk: all, at: time) {}
            return try await store.takeMails(by: bundling, limit: limit, at: time)
        }
    }

    @Test func whatTheLogSaysIsToldOnce() async throws {
        let office = try await Office()
        try await office.file()
        for _ in 0..<3 { _ = try await office.store.gather(desk: Self.all, at: noon) }
        #expect(try await office.notices().map(\.recipient) == [.person(office.ines), .desk])
        #expect(try await office.notices().map(\.kind) == [.filed, .filed])
    }

    /// More than one transaction's worth: none is left out, and none comes twice.
    @Test func manyEntriesTakeSeveralSteps() async throws {
        let office = try await Office()
        for number in 0..<450 { try await office.file("\(number)") }
        var steps = 1
        while try await office.store.gather(desk: [], at: noon) { steps += 1 }
        #expect(steps == 3)
        let notices = try await office.notices()
        #expect(notices.count == 450 && Set(notices.map(\.ticket)).count == 450)
    }

    @Test func nothingOfATimeWithoutMailIsTold() async throws {
        let office = try await Office()
        try await office.store.stopGathering()
        try await office.file()
        _ = try await office.store.gather(desk: Self.all, at: noon)
        #expect(try await office.notices() == [])
        try await office.file()
        _ = try await office.store.gather(desk: Self.all, at: noon)
        #expect(try await office.notices().count == 2)
    }

    @Test func wishesAreKept() async throws {
        let office = try await Office()
        var person = try #require(try await office.store.persons(in: Self.root).first { $0.id == office.ines })
        person.wishes = [.solved]
        try await office.store.change(person, by: Self.root, at: noon)
        let number = try await office.file()
        try await office.store.perform(.solve(cause: "full", solution: "made room"), on: number, at: noon)
        _ = try await office.store.gather(desk: [], at: noon)
        #expect(try await office.notices().map(\.kind) == [.solved])
        #expect(try await office.store.persons(in: Self.root).first { $0.id == office.ines }?.wishes == [.solved])
    }

    @Test func aMailStaysTheSameOverItsAttempts() async throws {
        let office = try await Office()
        try await office.file()
        let first = try await office.take()
        #expect(first.map(\.notices.count) == [1, 1])
        #expect(first.compactMap(\.reader?.name) == ["ines"])
        // Not heard of again: a desk that was killed repeats it after a minute, and what came meanwhile is a mail of its own.
        #expect(try await office.take(at: noon.advanced(by: 59)) == [])
        try await office.file()
        let second = try await office.take(at: noon.advanced(by: 60))
        #expect(second.count == 4)
        let repeated = second.filter { mail in first.contains { $0.id == mail.id } }
        #expect(repeated.map { $0.notices.map(\.id) } == first.map { $0.notices.map(\.id) })
        #expect(repeated.flatMap(\.notices).map(\.attempts) == [1, 1])
    }

    @Test func endsAreWrittenDown() async throws {
        let office = try await Office()
        for _ in 0..<2 { try await office.file() }
        let mails = try await office.take()
        let ends: [MailResult.End] = [.sent, .failed("refused: 550 no such user"), .putOff("time"), .dropped]
        try await office.store.settle(zip(mails, ends).map { MailResult(mail: $0.id, $1) }, at: noon)
        let states = try await office.notices().sorted { ($0.mail ?? 0) < ($1.mail ?? 0) }.map(\.state)
        #expect(Set(states) == [.sent, .failed, .waiting, .dropped] && states.count == 4)
        let failed = try #require(try await office.notices([.failed]).first)
        #expect(failed.trouble == "refused: 550 no such user" && failed.endedAt == noon && failed.nextAt == nil)
        // What has ended is no longer taken, whatever comes late.
        try await office.store.settle([MailResult(mail: try #require(failed.mail), .sent)], at: noon)
        #expect(try await office.notices([.failed]).map(\.id) == [failed.id])
        #expect(try await office.store.retry(failed.id, by: Self.root, at: noon) == 1)
        #expect(try await office.take().map(\.id) == [failed.mail])
    }

    @Test func afterFiveDaysItFails() async throws {
        let office = try await Office()
        try await office.file()
        var now = noon
        var tries = 0
        while now < noon.advanced(by: 6 * 86_400) {
            let mails = try await office.take(at: now)
            tries += mails.isEmpty ? 0 : 1
            try await office.store.settle(mails.map { MailResult(mail: $0.id, .putOff("connection")) }, at: now)
            now = now.advanced(by: 600)
        }
        #expect(try await office.notices().map(\.state) == [.failed, .failed])
        #expect((100...140).contains(tries))
        try await office.store.settle([], at: now.advanced(by: 31 * 86_400))
        #expect(try await office.notices() == [])
    }

    /// The desk's address has one list; the requester has an answer to each, and no more at once than can be read.
    @Test func aStormIsOneMail() async throws {
        let office = try await Office()
        for number in 0..<300 { try await office.file("\(number)") }
        let mails = try await office.take()
        #expect(mails.filter { $0.reader == nil }.map(\.notices.count) == [300])
        #expect(mails.filter { $0.reader != nil }.map(\.notices.count) == Array(repeating: 1, count: 20))
        #expect(mails.first { $0.reader == nil }?.tickets.count == 300)
        try await office.store.settle(mails.map { MailResult(mail: $0.id, .sent) }, at: noon)
        #expect(try await office.take(at: noon.advanced(by: 300)).compactMap(\.reader) == [])
        #expect(try await office.take(at: noon.advanced(by: 601)).compactMap(\.reader).count == 20)
    }

    /// What was not tried at all counts as no attempt, and does not wait.
    @Test func anAttemptThatWasNotMadeIsGivenBack() async throws {
        let office = try await Office()
        try await office.file()
        let mails = try await office.take()
        try await office.store.settle(mails.map { MailResult(mail: $0.id, .untried) }, at: noon)
        let again = try await office.take()
        #expect(again.map(\.id) == mails.map(\.id) && again.flatMap(\.notices).allSatisfy { $0.attempts == 0 })
    }

    /// Of two kinds that one entry may be told as, a person has the one that they wish.
    @Test func wishesAreAskedOfEachKind() async throws {
        let office = try await Office()
        let filing = Filing(.incident, organisation: .first, title: Prose("down"), impact: .high, urgency: .high)
        _ = try await office.store.file(filing, by: Self.root, at: noon)
        _ = try await office.store.gather(desk: [.filed], at: noon)
        #expect(try await office.notices().filter { $0.recipient == .desk }.map(\.kind) == [.filed])
    }

    /// What another desk wrote, or a disk spoilt, costs its own notices and nobody else's; `check` names it.
    @Test func whatIsDamagedKeepsNobodyElseFromBeingTold() async throws {
        let office = try await Office()
        let numbers = [try await office.file("a"), try await office.file("b"), try await office.file("c")]
        try await office.temporary.pool.write { database in
            try database.execute(sql: "UPDATE ticket SET state = 'strange' WHERE number = ?", arguments: [numbers[0]])
            try database.execute(
                sql: "UPDATE log SET payload = 'broken %zz' WHERE ticket = ?",
                arguments: [numbers[1]]
            )
        }
        #expect(try await office.take().flatMap(\.notices).map(\.ticket) == [numbers[2], numbers[2]])
        let differences = try await office.store.check(isRepairing: false)
        #expect(Set(differences.map(\.ticket)) == Set(numbers.dropLast()))
        #expect(differences.contains { $0.ticket == numbers[1] && $0.what == "log" })
    }

    @Test func aForgottenPersonIsWrittenToNoMore() async throws {
        let office = try await Office()
        try await office.file()
        let mails = try await office.take()
        try await office.store.settle(mails.map { MailResult(mail: $0.id, .putOff("later: 450 <ines@…>")) }, at: noon)
        _ = try await office.store.forget(office.ines, by: Self.root, at: noon)
        let theirs = try await office.notices().filter { $0.recipient == .person(office.ines) }
        #expect(theirs.map(\.state) == [.dropped] && theirs.allSatisfy { $0.trouble == nil })
        #expect(try await office.take(at: noon.advanced(by: 60)).map(\.reader) == [nil])
    }

    @Test func digestsComeOnceADay() async throws {
        let office = try await Office()
        var person = try #require(try await office.store.persons(in: Self.root).first { $0.id == office.marie })
        person.wishes = [.digest]
        try await office.store.change(person, by: Self.root, at: noon)
        let day = CivilDate(days: 20_000)
        // The first day ever has none.
        try await office.store.gatherDigests(of: day, desk: Self.all, at: noon)
        #expect(try await office.notices() == [])
        for _ in 0..<2 { try await office.store.gatherDigests(of: day.adding(days: 1), desk: Self.all, at: noon) }
        #expect(Set(try await office.notices().map(\.recipient)) == [.person(office.marie), .desk])
        #expect(try await office.notices().allSatisfy { $0.kind == .digest && $0.ticket == nil })
        #expect(try await office.notices().count == 2)
        // A clock that was put back makes none anew.
        try await office.store.gatherDigests(of: day, desk: Self.all, at: noon)
        #expect(try await office.notices().count == 2)
    }

    /// Who was off on Monday is told on Tuesday, and once.
    @Test func weeklyReportsComeOnceAWeekToWhoAsksForThem() async throws {
        let office = try await Office()
        var person = try #require(try await office.store.persons(in: Self.root).first { $0.id == office.marie })
        #expect(!person.wants(.weekly))
        person.wishes = [.weekly]
        try await office.store.change(person, by: Self.root, at: noon)
        let sunday = CivilDate(days: 20_009)
        #expect(sunday.weekday == .sunday)
        for day in [-1, 0, 2, 2, 3, 8] {
            try await office.store.gatherDigests(of: sunday.adding(days: day), desk: [], at: noon)
            let count = try await office.notices().count { $0.kind == .weekly }
            #expect(count == (day < 1 ? 0 : day < 8 ? 1 : 2), "\(day)")
        }
        #expect(try await office.notices().allSatisfy { $0.recipient == .person(office.marie) && $0.ticket == nil })
        #expect(try await office.take().count == 2, "each is a mail of its own")
    }

    @Test func aDigestCountsWhatItsReaderSees() async throws {
        let office = try await Office()
        let number = try await office.file()
        try await office.file()
        try await office.store.perform(.assign(office.marie), on: number, at: noon)
        let account = try #require(try await office.store.accounts(in: Self.root).first)
        let later = noon.advanced(by: 40 * 86_400)
        let digest = try await office.store.digest(for: account, since: noon, at: later, in: Scope(account))
        #expect(digest.mine.map(\.number) == [number] && digest.mineCount == 1 && digest.unassigned == 1)
        #expect(digest.lateCount == 2 && digest.counts[.open] == 1 && digest.counts[.new] == 1)
        let other = try await office.store.addOrganisation("Other", by: Self.root, at: noon)
        let stranger = Account(
            person: office.marie,
            login: "eve",
            memberships: [Membership(.supervisor, in: other.id)],
            madeAt: noon
        )
        let foreign = try await office.store.digest(for: nil, since: noon, at: later, in: Scope(stranger))
        #expect(foreign.counts.values.allSatisfy { $0 == 0 } && foreign.late == [])
    }

    @Test func noticesStayWithTheirOrganisation() async throws {
        let office = try await Office()
        try await office.file()
        _ = try await office.store.gather(desk: Self.all, at: noon)
        let other = try await office.store.addOrganisation("Other", by: Self.root, at: noon)
        let membership = Membership(.administrator, in: other.id)
        let stranger = Scope(Account(person: PersonID(99), login: "eve", memberships: [membership], madeAt: noon))
        #expect(try await office.store.notices(Set(Notice.State.allCases), limit: 9, in: stranger) == [])
        let error = await #expect(throws: DeskError.self) {
            try await office.store.retry(nil, by: stranger, at: noon)
        }
        #expect(error?.code == .notAllowed)
        let unknown = await #expect(throws: DeskError.self) {
            try await office.store.retry(999, by: Self.root, at: noon)
        }
        #expect(unknown?.code == .unknownNotice)
    }
}
