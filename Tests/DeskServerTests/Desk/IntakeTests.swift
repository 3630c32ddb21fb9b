import DeskTestSupport
import Desk
import DeskStore
import Health
import Logging
import Synchronization
import Testing
import Wire

@testable import DeskServer

/// From a line to its acknowledgement.
@Suite(.timeLimit(.minutes(5)))
struct IntakeTests {
    @Test func nothingIsAcknowledgedBeforeItIsCommitted() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        let gate = Gate()
        var hooks = HookedStore.Hooks()
        hooks.commit = { await gate.pass($0) }
        try await desk.run(hooks) { running in
            let client = try await desk.session(running, as: host)
            client.send(.open(1))
            await gate.reached()
            // What comes meanwhile gathers, and is one transaction.
            client.send(.open(2, disk: "B"))
            client.send(.open(3, disk: "C"), .alive)
            #expect(await client.next()?.hasPrefix("BEAT ") == true)
            #expect(try await desk.tickets().isEmpty)
            gate.open()
            let first = await client.lines(through: "ACK ")
            #expect(first.count == 2)
            #expect(first.first?.hasPrefix("TICKET ") == true)
            #expect(first.last == "ACK 1")
            let second = await client.lines(through: "ACK ")
            #expect(second.map { $0.prefix(6) } == ["TICKET", "TICKET", "ACK 3"])
            #expect(gate.batches == [[1], [2, 3]])
        }
        #expect(try await desk.tickets().count == 3)
    }

    @Test(arguments: [(DeskError.Code.busy, "WAIT 450 busy "), (.storageFull, "WAIT 452 storage-full ")])
    func aStoreThatFailsForAWhileLosesAndRepeatsNothing(code: DeskError.Code, answer: String) async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        let failures = Mutex(1)
        var hooks = HookedStore.Hooks()
        hooks.commit = { [failures] _ throws(DeskError) in
            let fails = failures.withLock { left in
                defer { left -= 1 }
                return left > 0
            }
            if fails { throw DeskError(code, en: "The store cannot write.", fr: "") }
        }
        try await desk.run(hooks) { running in
            let client = try await desk.session(running, as: host)
            client.send(.open(1), .open(2, disk: "B"))
            #expect(await client.next()?.hasPrefix(answer) == true)
            client.send(.open(1), .open(2, disk: "B"), .open(3, disk: "C"))
            #expect(await client.lines(through: "ACK 3").last == "ACK 3")
            client.send(.open(1), .alive)
            #expect(await client.next() == "ACK 3")
        }
        #expect(try await desk.tickets().map(\.count) == [1, 1, 1])
    }

    @Test func aPoisonedEventIsRejectedAndTheRestGoesOn() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            let poison = ClientMessage.open(2).line.text.replacing("severity=warning", with: "severity=purple")
            client.send(ClientMessage.open(1).line.text, poison, ClientMessage.open(3, disk: "B").line.text)
            let answers = await client.lines(through: "ACK 3")
            #expect(answers.last == "ACK 3")
            #expect(answers.contains("REJ 2 550 bad-field field=severity"))
        }
        #expect(try await desk.tickets().count == 2)
        let letters = try await desk.store.deadLetters(limit: 9)
        #expect(letters.map(\.number) == [2])
        #expect(letters.first?.line.contains("severity=purple") == true)
    }

    static let hostile: [(bytes: [UInt8], answer: String?)] = [
        (Array(repeating: UInt8(ascii: "x"), count: 50_000) + [10], "ERR 552 "),
        (Array("BEAT up=1 up=2\n".utf8), "ERR 501 "),
        (Array("BEAT up=\u{1b}[2J\n".utf8), "ERR 501 "),
        (Array("NONSENSE\n".utf8), "ERR 502 "),
        ([0xff, 0xfe, 0x00, 0x80, 10], "ERR 501 "),
        (Array("BEAT up=".utf8), nil),
    ]

    @Test(arguments: hostile.indices)
    func oneSessionsRubbishIsNoOthersTrouble(index: Int) async throws {
        let (bytes, answer) = Self.hostile[index]
        let desk = try await TestDesk()
        let host = try await desk.host()
        let neighbour = try await desk.host(otherID)
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            let other = try await desk.session(running, as: neighbour)
            client.send(bytes: bytes)
            if let answer {
                #expect(await client.next()?.hasPrefix(answer) == true)
                client.send(.alive)
                #expect(await client.next()?.hasPrefix("BEAT ") == true)
            }
            try await client.close()
            other.send(.open(1))
            #expect(await other.lines(through: "ACK").last == "ACK 1")
        }
    }

    /// What only the desk can see is not a host's to tell, nor to take back.
    @Test func aHostDoesNotSpeakForTheDesk() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.store.raise(.identity, host: hostID, remark: nil, at: now)
        let key = DeskCondition.identity.key(of: hostID)
        let clear = Event(
            .clear,
            key,
            severity: .critical,
            value: 0,
            unit: .flag,
            at: Moment(time: now, uptime: 60, boot: "b")
        )
        let standing = Standing(
            key: DeskCondition.gap.key(of: hostID),
            state: .open,
            severity: .critical,
            value: 1,
            limit: nil,
            unit: .flag,
            since: now,
            name: ""
        )
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            client.send(.event(1, clear))
            #expect(await client.lines(through: "ACK") == ["REJ 1 550 bad-field field=key", "ACK 1"])
            client.send(.sync(2, count: 1, at: nil), .standing(standing), .end(count: 1))
            #expect(await client.lines(through: "ACK").last == "ACK 2")
        }
        #expect(try await desk.tickets("host.identity").map { Ticket.State.unfinished.contains($0.state) } == [true])
        #expect(try await desk.tickets("host.gap").isEmpty)
        #expect(try await desk.store.deadLetters(limit: 9).count == 1)
    }

    /// More than a peer may send while the store is slow: it waits, and then goes on where it was.
    @Test func whoSendsTooMuchToASlowStoreWaits() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        let gate = Gate()
        var hooks = HookedStore.Hooks()
        hooks.commit = { await gate.pass($0) }
        try await desk.run(hooks) { running in
            let client = try await desk.session(running, as: host)
            client.send(.open(1))
            await gate.reached()
            let beat = ClientMessage.alive.line.text + " x=" + String(repeating: "a", count: 16_000)
            for _ in 0..<400 { client.send(beat) }
            // 261 such lines are 4 MiB: by then the desk has stopped reading, or is about to.
            for _ in 0..<261 { #expect(await client.next()?.hasPrefix("BEAT ") == true) }
            gate.open()
            var rest: [String] = []
            while rest.count < 141, let line = await client.next() { rest.append(String(line.prefix(4))) }
            #expect(rest.filter { $0 == "BEAT" }.count == 139)
            #expect(rest.contains("ACK "))
            #expect(rest.last == "BEAT", "what was not read before the commit is answered after it")
        }
    }

    @Test func factsAreOverwrittenAndBelongToWhoSendsThem() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        _ = try await desk.host(otherID)
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            for verdict in ["good", "watch"] {
                client.send("FACT component=disk/A name=Disk verdict=\(verdict) read=\(now) host=\(otherID)")
            }
            client.send(.alive)
            #expect(await client.next()?.hasPrefix("BEAT ") == true)
            // A new session begins when everything before it is settled.
            _ = try await desk.session(running, as: host)
            #expect(try await desk.store.facts(of: hostID).map(\.verdict) == [.watch])
            #expect(try await desk.store.facts(of: otherID).isEmpty)
        }
    }

    @Test func waitingFactsAreBounded() async throws {
        let desk = try await TestDesk()
        let intake = Intake(store: desk.store, now: { now }, log: Logger(label: "test"))
        func record(_ disk: Int, of host: String = hostID) -> Bool {
            intake.record(Fact(component: Component(.disk, "\(disk)"), name: "", verdict: .good, readAt: now), of: host)
        }
        #expect((0..<Intake.factLimit).allSatisfy { record($0) })
        #expect(!record(Intake.factLimit))
        #expect(record(0))
        #expect(record(0, of: otherID))
    }

    /// One thread writes, and an intake that is never done must not keep it for itself.
    @Test func aBusyIntakeLetsOthersWrite() async throws {
        let desk = try await TestDesk()
        _ = try await desk.host()
        let fact = Fact(component: Component(.disk, "A"), name: "", verdict: .good, readAt: now)
        let busy = Mutex<Intake?>(nil)
        let (rounds, round) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        var hooks = HookedStore.Hooks()
        hooks.record = {
            _ = busy.withLock { $0 }?.record(fact, of: hostID)
            round.yield()
        }
        let intake = Intake(
            store: HookedStore(base: desk.store, hooks: hooks),
            now: { now },
            log: Logger(label: "test")
        )
        busy.withLock { $0 = intake }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await intake.run() }
            _ = intake.record(fact, of: hostID)
            for await _ in rounds { break }
            let raised = try await desk.store.raise(.gap, host: hostID, remark: nil, at: now)
            #expect(raised != nil)
            busy.withLock { $0 = nil }
            group.cancelAll()
        }
    }

    @Test func afterTheEndNobodyWaits() async throws {
        let desk = try await TestDesk()
        let intake = Intake(store: desk.store, now: { now }, log: Logger(label: "test"))
        await withTaskGroup { group in
            group.addTask { try? await intake.run() }
            await intake.settle()
            group.cancelAll()
        }
        await intake.settle()
    }
}
