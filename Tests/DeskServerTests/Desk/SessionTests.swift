import DeskTestSupport
import Desk
import DeskStore
import Health
import Testing
import Wire

@testable import DeskServer

/// How a session begins, goes on from another one, and ends.
@Suite(.timeLimit(.minutes(5)))
struct SessionTests {
    @Test func theNewestSessionOfAHostWins() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.run { running in
            let older = try await desk.session(running, as: host)
            let newer = try await desk.session(running, as: host)
            older.send(.open(1, disk: "LATE"))
            #expect(await older.rest() == ["BYE 421 replaced retry=60"])
            newer.send(.open(1))
            #expect(await newer.lines(through: "ACK").last == "ACK 1")
        }
        #expect(try await desk.tickets().map(\.key) == ["disk/A/disk.wear"])
    }

    /// What the older session has handed in is settled before the newer one is told where its journal stands.
    @Test func theNewerSessionBeginsAfterWhatTheOlderHandedIn() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        let gate = Gate()
        var hooks = HookedStore.Hooks()
        hooks.commit = { await gate.pass($0) }
        try await desk.run(hooks) { running in
            let older = try await desk.session(running, as: host)
            older.send(.open(1))
            await gate.reached()
            let newer = try await desk.client(running, as: host)
            newer.send(.hello())
            #expect(await older.rest() == ["BYE 421 replaced retry=60"])
            gate.open()
            #expect(await newer.next()?.hasPrefix("OK 200 committed=1 ") == true)
        }
    }

    @Test func aGapIsPassedAndTicketed() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            client.send(.open(1), .open(2, disk: "B"))
            #expect(await client.lines(through: "ACK 2").last == "ACK 2")
            let again = try await desk.session(running, as: host, .hello(first: 5))
            again.send(.open(5, disk: "C"))
            #expect(await again.lines(through: "ACK").last == "ACK 5")
        }
        #expect(try await desk.tickets("host.gap").map(\.host) == [hostID])
        #expect(try await desk.tickets("disk.wear").count == 3)
    }

    @Test func aReplacedJournalIsATicketOnce() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        let hello = ClientMessage.hello("journal-2", replaces: "journal-1" + String(repeating: "x", count: 9000))
        try await desk.run { running in
            let client = try await desk.session(running, as: host, hello)
            #expect(try await desk.tickets("host.identity").map(\.host) == [hostID])
            client.send(.open(1))
            #expect(await client.lines(through: "ACK").last == "ACK 1")
            _ = try await desk.session(running, as: host, hello)
        }
        let ticket = try #require(try await desk.tickets("host.identity").first)
        #expect(ticket.count == 1)
    }

    @Test func aJournalIsToldWhatStandsOfThisHost() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        let neighbour = try await desk.host(otherID)
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            client.send(.open(1), .open(2, disk: "CLOSED"), .open(3, disk: "GONE"), .clear(4, disk: "GONE"))
            #expect(await client.lines(through: "ACK 4").last == "ACK 4")
            let other = try await desk.session(running, as: neighbour)
            other.send(.open(1, disk: "OTHER"))
            #expect(await other.lines(through: "ACK").last == "ACK 1")
            let closed = try #require(try await desk.tickets().first { $0.key.contains("CLOSED") })
            try await desk.store.perform(.close(reason: "done"), on: closed.number, at: now)
            try await desk.store.raise(.gap, host: hostID, remark: nil, at: now)

            // A journal that the desk does not know, and one that it does.
            for (hello, committed) in [(ClientMessage.hello("journal-2"), 0), (.hello(), 4)] {
                let client = try await desk.client(running, as: host)
                client.send(hello)
                var answers = await client.lines(through: "OK")
                client.send(.alive)
                answers += await client.lines(through: "BEAT")
                #expect(answers.count == 3)
                #expect(answers.first?.contains(" committed=\(committed) ") == true)
                #expect(answers.first?.contains(" have=1 ") == true)
                #expect(answers.dropFirst().first?.hasPrefix("HAVE key=disk/A/disk.wear state=open ") == true)
            }
        }
    }

    @Test func helloClearsSilenceAndRenames() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host(class: .alwaysOn)
        try await desk.store.rename(hostID, to: "old-name", hostClass: .laptop)
        try await desk.store.raise(.silent, host: hostID, remark: nil, at: now)
        try await desk.run { running in
            _ = try await desk.session(running, as: host)
        }
        #expect(try await desk.tickets("host.silent").map(\.state) == [.closed])
        let known = try #require(try await desk.store.host(hostID))
        #expect(known.name == "ws-1")
        #expect(known.hostClass == .desktop)
    }

    @Test func aShutdownSaysGoodByeAndCommitsWhatArrived() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        let gate = Gate()
        var hooks = HookedStore.Hooks()
        hooks.commit = { await gate.pass($0) }
        var began = ContinuousClock.now
        desk.clock.advance(by: 60)
        try await desk.run(hooks) { running in
            let client = try await desk.session(running, as: host)
            client.send(.open(1))
            await gate.reached()
            client.send(.open(2, disk: "B"), .alive)
            #expect(await client.next()?.hasPrefix("BEAT ") == true)
            began = .now
            await running.shutDown()
            let last = await client.rest()
            #expect(last.count == 1)
            #expect(last.first?.hasPrefix("BYE 421 restart retry=") == true)
            gate.open()
        }
        #expect(ContinuousClock.now - began < .seconds(3))
        let stream = Desk.Stream(host: hostID, journal: "journal-1")
        #expect(try await desk.store.position(of: stream)?.committed == 2)
        #expect(gate.batches == [[1], [2]])
        #expect(try await desk.store.host(hostID)?.lastSeen == desk.clock.value)
    }

    @Test func whoSaysGoodByeIsExpectedToBeSilent() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            client.send(.bye(reason: "suspend"))
            #expect(await client.rest().isEmpty)
        }
        #expect(try await desk.store.host(hostID)?.isSilencePlanned == true)
    }
}
