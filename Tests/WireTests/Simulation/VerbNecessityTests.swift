import Health
import Testing
import Wire

/// Every verb earns its place: the same happenings go wrong without it and right with it.
@Suite struct VerbNecessityTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let verb: String
        let what: String
        /// Whether the outcome is right.
        let isRight: @Sendable (inout Simulation) -> Bool

        init(_ verb: String, _ what: String, _ isRight: @escaping @Sendable (inout Simulation) -> Bool) {
            self.verb = verb
            self.what = what
            self.isRight = isRight
        }

        var testDescription: String { "\(verb): \(what)" }
    }

    @Test(arguments: agentVerbs + deskVerbs)
    func necessary(_ item: Case) {
        var with = Simulation()
        #expect(item.isRight(&with), "wrong with \(item.verb)")
        var without = Simulation(without: [item.verb])
        #expect(!item.isRight(&without), "right without \(item.verb)")
    }

    private static let agentVerbs = [
        Case("HELLO", "without it nothing says which journal comes, and no ticket opens") { world in
            world.raise(key(1), .warning)
            world.settle()
            return world.desk.open.count == 1
        },
        Case("OPEN", "without it a fault that comes after the snapshot opens no ticket") { world in
            world.settle()
            world.raise(key(1), .warning)
            world.settle()
            return world.desk.open.count == 1
        },
        Case("UPDATE", "without it a ticket stays a warning when the disk turns critical") { world in
            world.raise(key(1), .warning)
            world.raise(key(1), .critical)
            world.settle()
            return world.desk.open == [key(1): .critical]
        },
        Case("CLEAR", "without it the ticket of a fault that is gone stays open") { world in
            world.raise(key(1), .warning)
            world.clear(key(1))
            world.settle()
            return world.desk.open.isEmpty
        },
        Case("SYNC", "without it a desk restored from its backup misses a ticket for ever") { world in
            restored(&world)
        },
        Case("STATE", "without it a snapshot is empty") { world in restored(&world) },
        Case("END", "without it nobody knows that a snapshot is whole") { world in restored(&world) },
        Case("SKIP", "without it the numbers have a hole, and nothing after it is ever delivered") { world in
            world.raise(key(1), .warning)
            world.overflow(4)
            world.raise(key(2), .warning)
            world.settle()
            return world.desk.open.count == 2
        },
        Case("FACT", "without it there is no report of a host that is off") { world in
            world.facts = [Fact(component: Component(.disk, "S1"), name: "", verdict: .failing, readAt: noon)]
            world.settle()
            world.cut()
            return world.desk.facts[Component(.disk, "S1")] == .failing
        },
        Case("BEAT", "without it a host that is well but quiet is taken for dead") { world in
            world.settle()
            for _ in 0..<300 {
                world.pass(1)
                world.deliver()
            }
            return world.closings.isEmpty && world.lastBeat != nil
        },
        Case("BYE", "without it a laptop that is closed is a silent host") { world in
            world.settle()
            world.leave()
            return world.leaving == "suspend"
        },
    ]

    /// A ticket that a desk lost with its newest backup is opened again.
    private static func restored(_ world: inout Simulation) -> Bool {
        world.snapshotsAtConnect = true
        world.settle()
        let backup = world.desk
        world.raise(key(1), .critical)
        world.settle()
        world.cut()
        world.desk = backup
        world.settle()
        return world.desk.open == [key(1): .critical]
    }

    private static let deskVerbs = [
        Case("VIGIE", "without it an agent says nothing, because it does not know to whom") { world in
            world.raise(key(1), .warning)
            world.settle()
            return world.desk.open.count == 1
        },
        Case("OK", "without it an agent does not know what the desk has") { world in
            world.raise(key(1), .warning)
            world.settle()
            return world.desk.open.count == 1
        },
        Case("HAVE", "without it the ticket of a host whose disk was set up anew is never closed") { world in
            world.raise(key(1), .warning)
            world.settle()
            world.reinstall()
            world.settle()
            return world.desk.open.isEmpty
        },
        Case("ACK", "without it the window fills, and the tickets behind it do not open") { world in
            for number in 0..<20 { world.raise(key(number), .warning) }
            world.settle()
            return world.desk.open.count == 20 && world.journal.entries.isEmpty
        },
        Case("REJ", "without it the host never learns that an event was refused") { world in
            world.write(raw: "OPEN 1 key=disk")
            world.settle()
            return world.refusedAtAgent == [1] && world.desk.deadLetters.count == 1
        },
        Case("ERR", "without it the host never learns that the desk does not know a verb") { world in
            world.settle()
            world.say("SHINY thing=1")
            world.deliver()
            return world.refusedAtAgent == [0]
        },
        Case("TICKET", "without it the report at the workstation shows no ticket") { world in
            world.raise(key(1), .warning)
            world.settle()
            return world.ticketsAtAgent == [key(1): true]
        },
        Case("WAIT", "without it what the desk could not take stays unsaid as long as the link stands") { world in
            world.settle()
            world.raise(key(1), .warning)
            world.deliver()
            world.answer()
            world.deliver()
            world.postpone()
            world.settle()
            return world.desk.open.count == 1
        },
        Case("BEAT", "without it an agent does not see that the desk is dead") { world in
            world.settle()
            for _ in 0..<300 {
                world.pass(1)
                world.deliver()
            }
            return world.closings.isEmpty
        },
        Case("BYE", "without it a whole fleet comes back at once after a restart") { world in
            world.settle()
            world.end(retry: 20)
            world.deliver()
            return world.closings.last?.retry == 20
        },
    ]

    @Test("CERT and ENROL: a host without a certificate can deliver nothing, with one it can")
    func certificate() {
        var world = Simulation()
        world.raise(key(1), .warning)
        world.connect(isCertified: false)
        for _ in 0..<4 {
            world.deliver()
            world.answer()
            world.commit()
        }
        #expect(world.desk.open.isEmpty)
        #expect(world.closings.last?.reason.contains("530") == true)
        var server = ServerSession(isCertified: false, terms: .init(desk: "d", store: "s"))
        _ = server.start(now: 0, time: noon)
        let enrol = Enrol(secret: "k3jD-8_xZ0q4tR7w", request: "MIHr", name: "ws-17", hostClass: "laptop")
        let line = ClientMessage.enrol(enrol).line.text + "\n"
        #expect(server.receive(line.utf8, now: 0, time: noon) == [.enrol(enrol)])
        #expect(
            server.certified(chain: ["MIIB"], host: "4be0")
                == [.send(.certificate(chain: ["MIIB"], host: "4be0")), .close]
        )
        world.settle()
        #expect(world.desk.open.count == 1)
    }

    @Test("RENEW: an authenticated link gets a new certificate, and stays")
    func renew() {
        var world = Simulation()
        world.settle()
        #expect(world.renewals == 0)
        world.say("RENEW")
        world.say("RENEW now")
        world.deliver()
        #expect(world.renewals == 2)
        #expect(world.isConnected)
        #expect(world.refusedAtAgent == [])
    }
}
