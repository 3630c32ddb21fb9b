import Desk
import DeskTestSupport
import Health
import TestSupport
import Testing

@testable import DeskStore

/// A desk at which random things happen, each at a whole minute: machines tell, people file, take, work and end, and time passes.
struct RandomDesk {
    let temporary: TemporaryStore
    let office: RandomOffice
    /// Minutes since 1970.
    private(set) var minute: Int
    /// How many actions were done and refused.
    private(set) var counts = (done: 0, refused: 0)
    private var random: Seeded
    private var journals: [Journal]
    private let requester: PersonID
    private let technicians: [Account]
    private let scopes: [Scope]

    var store: DeskDatabase { temporary.store }

    private var now: Timestamp { RandomOffice.time(minute) }

    /// Days since 1970 shortly before clocks are changed, or before 29 February.
    private static let days = [20_518, 20_539, 20_749, 20_756, 21_241]

    init(seed: UInt64) async throws {
        random = Seeded(seed)
        temporary = try await TemporaryStore(hosts: ["a", "b"])
        journals = [Journal("a"), Journal("b")]
        minute = Self.days[random.below(Self.days.count)] * 1440 + random.below(1440)
        let (store, start, root) = (temporary.store, RandomOffice.time(minute), DeskDatabase.scope)
        office = try await RandomOffice(store, from: minute, changingAt: minute + 2000 + random.below(4000))
        let persons = ["Anna", "Marie", "Otto", "Paul"].map { Person(id: PersonID(0), organisation: .first, name: $0) }
        let ids = try await store.add(persons, by: root, at: start).map(\.id)
        requester = ids[0]
        let roles = [
            Membership(.requester, in: .first), Membership(.technician, in: .first, tier: 1),
            Membership(.observer, in: .first), Membership(.technician, in: .first, tier: 2),
        ]
        let accounts = zip(ids, roles).enumerated().map { index, pair in
            Account(person: pair.0, login: "login\(index)", memberships: [pair.1], workLimit: 3, madeAt: start)
        }
        for account in accounts { try await store.save(account, by: root, at: start) }
        technicians = [accounts[1], accounts[3]]
        scopes = accounts.map { Scope($0) } + [Scope(accounts[1]), Scope(accounts[3]), root]
    }

    /// Lets time pass, and one thing happen.
    mutating func step() async throws {
        minute += random.chance(70) ? random.below(45) : random.below(random.chance(85) ? 400 : 2000)
        switch random.below(12) {
        case 0: try await file()
        case 1, 2: try await tell()
        case 3: try await takeNext()
        case 4, 5: while !(try await store.performDue(at: now)).isEmpty {}
        default: try await act()
        }
    }

    private mutating func file() async throws {
        let filing = Filing(
            random.chance(50) ? .incident : .request,
            organisation: .first,
            title: Prose(random.chance(90) ? "It is slow" : "two\nlines"),
            requester: random.chance(70) ? requester : nil,
            host: random.chance(30) ? "a" : nil,
            impact: Impact.allCases[random.below(3)],
            urgency: Urgency.allCases[random.below(3)],
            checklist: (0..<random.below(3)).map { Prose("item \($0)") }
        )
        let scope = scopes[random.below(scopes.count)]
        try await attempt { store, now in _ = try await store.file(filing, by: scope, at: now) }
    }

    private mutating func tell() async throws {
        let index = random.below(journals.count)
        for _ in 0...random.below(2) {
            let told = event(
                [.open, .open, .update, .clear][random.below(4)],
                ["ups.on-battery", "disk.wear"][random.below(2)],
                Severity.allCases[random.below(Severity.allCases.count)],
                Double(1 + random.below(9))
            )
            let settled = try await store.commit([journals[index].item(told)], at: now)
            #expect(settled.map(\.position.committed) == [journals[index].next - 1])
        }
    }

    private mutating func takeNext() async throws {
        let account = technicians[random.below(technicians.count)]
        try await attempt { store, now in _ = try await store.takeNext(for: account, by: Scope(account), at: now) }
    }

    /// Does something to one of the newest tickets, or to one that there is not; now and then by what was seen long ago.
    private mutating func act() async throws {
        let count = try await store.tickets().count
        let number = Int64(count + 1 - random.below(min(count, 6) + 1))
        let (action, scope) = (action(), scopes[random.below(scopes.count)])
        let version = random.chance(10) ? Int64(random.below(60)) : nil
        try await attempt { store, now in
            try await store.perform(action, on: number, version: version, by: scope, at: now)
        }
    }

    /// Does what may be refused; what was refused has changed nothing.
    private mutating func attempt(_ work: (DeskDatabase, Timestamp) async throws -> Void) async throws {
        let before = try await rows()
        do {
            try await work(store, now)
            counts.done += 1
        } catch let error as DeskError {
            #expect([.notAllowed, .badText, .changed, .unknownTicket].contains(error.code), "\(error)")
            #expect(try await rows() == before, "\(error)")
            counts.refused += 1
        }
    }

    /// All that the store holds of tickets.
    private func rows() async throws -> [[SQLRow]] {
        try await store.read { connection in
            try ["ticket", "log", "text", "ticket_text", "administration"].map { table in
                try connection.all("SELECT * FROM \(table)", [])
            }
        }
    }
}

extension RandomDesk {
    private mutating func action() -> Action {
        let text = Prose("words \(random.below(9))")
        let reason = [PendingReason.requester, .parts, .colleague][random.below(3)]
        switch random.below(18) {
        case 0: return .note(Note(text))
        case 1, 2: return .reply(text)
        case 3:
            let person = random.chance(75) ? technicians[random.below(technicians.count)].person : nil
            return .assign(person, instead: random.chance(50))
        case 4, 5: return .rate(Impact.allCases[random.below(3)], Urgency.allCases[random.below(3)])
        case 6, 7:
            let until = random.chance(60) ? RandomOffice.time(minute - 50 + random.below(800)) : nil
            return .wait(for: reason, random.chance(50) ? text : nil, until: until)
        case 8, 9: return .resume(nil)
        case 10: return .pass(Pass(toTier: 1 + random.below(4), reason: random.chance(80) ? text : nil))
        case 11: return .spend(minutes: random.below(90))
        case 12, 13: return .solve(Solution(cause: text, solution: text))
        case 14, 15: return .dispute(text)
        case 16: return .close(override: random.chance(40) ? text : nil)
        default:
            guard random.chance(50) else { return .link(ticket: Int64(1 + random.below(5)), .related) }
            return .check(item: 1 + random.below(3), isDone: random.chance(50))
        }
    }
}
