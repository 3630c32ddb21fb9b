import Desk
import DeskTestSupport
import Foundation
import GRDB
import Health
import Testing

@testable import DeskStore

/// What people file and do, as the store keeps it.
struct MatterTests {
    private static let scope = DeskDatabase.scope

    /// A desk with a person and a technician.
    private struct Office {
        let temporary: TemporaryStore
        let ines: PersonID
        let marie: PersonID

        init() async throws {
            temporary = try await TemporaryStore()
            let people = ["Inès Example", "Marie Example"].map { name in
                Person(
                    id: PersonID(0),
                    organisation: .first,
                    name: name,
                    email: "\(name.prefix(1).lowercased())@example.org"
                )
            }
            let added = try await temporary.store.add(people, by: scope, at: noon)
            (ines, marie) = (added[0].id, added[1].id)
            let account = Account(
                person: marie,
                login: "marie",
                memberships: [Membership(.technician, in: .first)],
                madeAt: noon
            )
            try await temporary.store.save(account, by: scope, at: noon)
        }

        func file(_ title: String, _ text: String? = nil) async throws -> TicketRecord {
            let filing = Filing(
                .request,
                organisation: .first,
                title: Prose(title),
                description: text.map { Prose($0) },
                requester: ines,
                host: "a",
                category: .email,
                checklist: [Prose("listen"), Prose("explain")]
            )
            return try await temporary.store.file(filing, by: scope, at: noon)
        }
    }

    @Test func aRequestGoesFromFiledToClosed() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let filed = try await office.file("No mail", "since this morning")
        #expect(filed.ticket.matter?.title.text == "No mail")
        #expect(filed.ticket.requester == office.ines)
        let number = filed.ticket.number
        #expect(try await store.ticket(number) == filed)
        let actions: [Action] = [
            .assign(office.marie), .check(item: 1, isDone: true), .reply(Prose("We are looking.")),
            .pass(toTier: 2, reason: "the server is full"), .solve(cause: "full disk", solution: "made room"),
            .dispute(Prose("still none")), .pass(toTier: 1, reason: "done"),
            .solve(cause: "wrong password", solution: "typed anew"), .close(override: nil),
        ]
        for action in actions { try await store.perform(action, on: number, at: noon) }
        let closed = try #require(try await store.ticket(number))
        #expect(closed.ticket.state == .closed)
        #expect(closed.ticket.assignee == office.marie, "back to who had it")
        #expect(closed.log.map(\.kind.name).suffix(4) == ["passed", "assigned", "solved", "closed"])
        #expect(closed.ticket == Ticket(log: closed.log, book: try await store.book()))
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func wordsOfPeopleAreFoundAtOnceAndWithoutAccents() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let number = try await office.file("Écran noir", "après la mise à jour").ticket.number
        for words in ["ecran", "ÉCRAN noir", "mise a jo"] {
            #expect(try await store.search(words, limit: 9).map(\.number) == [number], "\(words)")
        }
        try await store.perform(.note("câble HDMI remplacé"), on: number, at: noon)
        #expect(try await store.search("hdmi remplace", limit: 9).map(\.number) == [number])
        #expect(try await store.search("remplac hdmi", limit: 9).isEmpty, "only the last word may go on")
    }

    @Test func theSecondOfTwoWritersIsToldWhatTheFirstDid() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let filed = try await office.file("No mail")
        let seen = filed.version
        try await store.perform(.note("on it"), on: filed.ticket.number, version: seen, by: .local("marie"), at: noon)
        let error = await #expect(throws: DeskError.self) {
            try await store.perform(
                .close(override: Prose("x")),
                on: filed.ticket.number,
                version: seen,
                by: .local("paul"),
                at: noon
            )
        }
        #expect(error?.code == .changed)
        #expect(error?.message.en.contains("noted (local:marie)") == true, "\(error?.message.en ?? "")")
        #expect(error?.message.fr.contains("Depuis\u{A0}: ") == true)
        #expect(try await store.ticket(filed.ticket.number)?.ticket.state == .open)
    }

    @Test func whoHasItKeepsItUnlessThatIsMeant() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let number = try await office.file("No mail").ticket.number
        try await store.perform(.assign(office.marie), on: number, at: noon)
        let paul = try await store.add(
            [Person(id: PersonID(0), organisation: .first, name: "Paul")],
            by: Self.scope,
            at: noon
        )[0].id
        for action in [Action.assign(paul), .assign(paul, instead: true)] {
            let error = await #expect(throws: DeskError.self) { try await store.perform(action, on: number, at: noon) }
            #expect(error?.code == .notAllowed, "no technician")
        }
        let account = Account(
            person: paul,
            login: "paul",
            memberships: [Membership(.technician, in: .first)],
            madeAt: noon
        )
        try await store.save(account, by: Self.scope, at: noon)
        await #expect(throws: DeskError.self) { try await store.perform(.assign(paul), on: number, at: noon) }
        try await store.perform(.assign(paul, instead: true), on: number, at: noon)
        #expect(try await store.ticket(number)?.ticket.assignee == paul)
        // Who leaves gives back what they had, and gets nothing handed back.
        try await store.perform(.pass(toTier: 2, reason: "no rights"), on: number, at: noon)
        _ = try await store.forget(paul, by: Self.scope, at: noon)
        try await store.perform(.pass(toTier: 1, reason: "done"), on: number, at: noon)
        #expect(try await store.ticket(number)?.ticket.assignee == nil)
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func aRequesterSeesWhatIsSaidToThemAlone() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let number = try await office.file("No mail").ticket.number
        let actions: [Action] = [
            .note("difficult customer"), .reply(Prose("We are looking.")),
            .pass(Pass(toTier: 2, reason: Prose("secret"), tried: Prose("secret"))),
            .solve(cause: "secret", solution: "made room"),
        ]
        for action in actions { try await store.perform(action, on: number, at: noon) }
        let account = Account(
            person: office.ines,
            login: "i",
            memberships: [Membership(.requester, in: .first)],
            madeAt: noon
        )
        let scope = Scope(account)
        let seen = try #require(try await store.ticket(number, in: scope))
        #expect(seen.log.map(\.kind.name) == ["filed", "replied", "solved"])
        let words = seen.log.flatMap(\.kind.words)
        #expect(words.contains("made room") && !words.contains { $0.contains("secret") || $0.contains("difficult") })
        for (word, count) in [("secret", 0), ("difficult", 0), ("room", 1), ("mail", 1)] {
            #expect(try await store.search(word, limit: 9, in: scope).count == count, "\(word)")
        }
    }

    /// Both take at the same moment: one of them has it.
    @Test func ofTwoTakersOneHasIt() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let other = try DeskDatabase.open(path: office.temporary.path)
        defer { try? other.close() }
        let filed = try await office.file("No mail")
        let (marie, number) = (office.marie, filed.ticket.number)
        let taken = await withTaskGroup(of: Bool.self) { group in
            for store in [store, other] {
                group.addTask {
                    let done = try? await store.perform(
                        .assign(marie),
                        on: number,
                        version: nil,
                        by: .local("x"),
                        at: noon
                    )
                    return done != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 1)
        #expect(try await store.ticket(number)?.log.count == 2)
    }

    @Test func whoIsForgottenLeavesNoWords() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let mine = try await office.file("My password is hunter2", "please change it").ticket.number
        try await store.perform(.note("hunter2 was changed"), on: mine, at: noon)
        let before = try #require(try await store.ticket(mine))
        #expect(try await store.forget(office.ines, by: Self.scope, at: noon) == 5)
        let after = try #require(try await store.ticket(mine))
        #expect(after.log.map(\.kind.name) == before.log.map(\.kind.name))
        #expect(after.log.flatMap(\.kind.words).isEmpty)
        #expect(after.ticket.matter?.title.text == nil)
        #expect(try await store.search("hunter2", limit: 9).isEmpty)
        #expect(try await store.names(of: [office.ines], in: Self.scope).isEmpty)
        #expect(try await store.persons(in: Self.scope).map(\.id) == [office.marie])
        let files = try await office.temporary.pool.read { database in
            try ["text", "person", "ticket_text", "ticket", "log"].map { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").description
            }
        }
        // Nor in the files, whatever SQLite keeps for itself.
        let bytes = try ["", "-wal"].map { suffix in
            try Data(contentsOf: URL(filePath: office.temporary.path + suffix))
        }
        for word in ["hunter2", "i@example.org"] {
            #expect(bytes.allSatisfy { $0.range(of: Data(word.utf8)) == nil }, "\(word)")
        }
        for word in ["hunter2", "Inès", "i@example.org"] { #expect(!files.contains { $0.contains(word) }, "\(word)") }
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test(arguments: ["tickets", "search", "text", "index", "later"])
    func whatDiffersFromTheLogIsNamedAndWrittenAnew(_ damage: String) async throws {
        let office = try await Office()
        let store = office.temporary.store
        let number = try await office.file("No mail").ticket.number
        // Two more that the index does not have yet.
        if damage == "later" {
            var journal = Journal("a")
            let events = [event(.open), event(.open, "ups.low-battery")]
            _ = try await store.commit(events.map { journal.item($0) }, at: noon)
        }
        let sql =
            switch damage {
            case "tickets": "UPDATE ticket SET tier = 3, state = 'resolved', assignee = \(office.marie)"
            case "search": "UPDATE ticket_text SET words = 'nothing'"
            case "index": "DELETE FROM ticket_text"
            case "later": "UPDATE ticket SET tier = 3 WHERE number = 3"
            default: "UPDATE text SET content = 'forged' WHERE id = 1"
            }
        try await office.temporary.pool.write { try $0.execute(sql: sql) }
        let found = try await store.check(isRepairing: false)
        switch damage {
        case "tickets": #expect(found.map(\.what) == ["state", "tier", "assignee"])
        case "search": #expect(found.map(\.what) == ["search"])
        // What the index does not have yet, a search reads from the tickets.
        case "index": #expect(found.isEmpty)
        case "later": #expect(found.map(\.ticket) == [3])
        default: #expect(found.map(\.what) == ["text 1"])
        }
        #expect(try await store.check(isRepairing: true) == found)
        #expect(try await store.check(isRepairing: false) == (damage == "text" ? found : []))
        if damage == "later" { #expect(try await store.search("smart", limit: 9).map(\.number) == [3, 2]) }
        if damage != "text" { #expect(try await store.search("mail", limit: 9).map(\.number) == [number]) }
    }

    @Test func entriesOfANewerDeskAreKeptAndShown() async throws {
        let office = try await Office()
        let store = office.temporary.store
        let number = try await office.file("No mail").ticket.number
        try await office.temporary.pool.write { database in
            try database.execute(
                sql: "INSERT INTO log (ticket, at, author, kind, payload) VALUES (?, 1, 'robot:7', 'merged', 'into=9')",
                arguments: [number]
            )
        }
        let record = try #require(try await store.ticket(number))
        #expect(record.log.last?.kind.name == "merged")
        #expect(record.log.last?.author == .other("robot:7"))
        try await store.perform(.note("goes on"), on: number, at: noon)
    }
}
