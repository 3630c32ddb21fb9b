import Health
import Testing
import Wire

/// One dialogue of the specification, run by the real sessions: what they say must be what is written, line by line.
struct Dialogue {
    private let steps: [String]
    private var position = 0
    private var server: ServerSession
    private var client: ClientSession?
    private var now = 0.0

    /// What each side has said and the dialogue has not yet shown.
    private var fromServer: [String] = []
    private var fromClient: [String] = []
    private var hello: Hello?
    private var intake: [JournalItem] = []
    private var isClosed = false
    /// The agent's journal: the entries that the dialogue shows.
    private var entries: [ClientSession.Entry] = []
    private var last: UInt64 = 0

    init(_ block: Specification.Block) throws {
        steps = block.steps
        let greeting = try Self.first("S: VIGIE", in: steps).flatMap { line -> Greeting? in
            if case .greeting(let greeting) = try ServerMessage(line) { greeting } else { nil }
        }
        let start = try #require(greeting)
        server = ServerSession(
            isCertified: block.kind != "desk",
            terms: .init(desk: start.desk, store: start.store, window: start.window, idle: start.idle)
        )
        perform(server.start(now: 0, time: start.time))
        guard block.kind == "session" else { return }
        let line = try #require(try Self.first("C: HELLO", in: steps))
        guard case .hello(let hello) = try ClientMessage(line) else { return }
        client = ClientSession(hello: hello, store: start.store, now: 0)
        last = hello.last
        entries = try Self.entries(in: steps)
    }

    private static func first(_ beginning: String, in steps: [String]) throws -> Line? {
        try steps.first { $0.hasPrefix(beginning) }.map { try Line(parsing: $0.utf8.dropFirst(3)) }
    }

    /// The numbered lines of the agent, each number once, a snapshot as one.
    private static func entries(in steps: [String]) throws -> [ClientSession.Entry] {
        var entries: [ClientSession.Entry] = []
        for text in steps where text.hasPrefix("C: ") {
            let line = String(text.dropFirst(3))
            switch try ClientMessage(try Line(parsing: line.utf8)) {
            case .event(let number, _), .sync(let number, _, _):
                entries.append(.init(number: number, through: number, text: line))
            case .skip(let number, let through, _): entries.append(.init(number: number, through: through, text: line))
            case .standing, .end: entries[entries.count - 1].text += "\n" + line
            default: continue
            }
        }
        var known: Set<UInt64> = []
        return entries.filter { known.insert($0.number).inserted }
    }

    /// Runs it to its end.
    mutating func run() throws {
        while position < steps.count {
            let step = steps[position]
            position += 1
            if step.hasPrefix("S: ") {
                try hear(String(step.dropFirst(3)))
            } else if step.hasPrefix("C: ") {
                try say(String(step.dropFirst(3)))
            } else {
                try happen(step)
            }
        }
        #expect(fromServer == [])
        #expect(fromClient == [])
    }

    private mutating func hear(_ text: String) throws {
        #expect(fromServer.first == text)
        if !fromServer.isEmpty { fromServer.removeFirst() }
        perform(client?.receive((text + "\n").utf8, now: now) ?? [])
    }

    private mutating func say(_ text: String) throws {
        if client != nil {
            if fromClient.first != text { try prompt(text) }
            #expect(fromClient.first == text)
            if !fromClient.isEmpty { fromClient.removeFirst() }
        }
        perform(server.receive((text + "\n").utf8, now: now, time: Self.time))
    }

    /// Makes the agent say what the dialogue shows, where it does not say it of itself.
    private mutating func prompt(_ text: String) throws {
        switch try ClientMessage(try Line(parsing: text.utf8)) {
        case .beat(let beat): perform(client?.tick(now: now, status: beat, jitter: 0) ?? [])
        case .fact(let fact): perform(client?.send(fact) ?? [])
        case .renew: perform(client?.renew() ?? [])
        case .bye(let reason): perform(client?.leave(reason: reason) ?? [])
        case .event(let number, _), .sync(let number, _, _), .skip(let number, _, _):
            last = max(last, number)
            perform(client?.extended(to: last) ?? [])
        default: return
        }
    }

    private mutating func happen(_ step: String) throws {
        let words = step.split(separator: " ")
        switch (words.count > 1 ? words[1] : "", upcoming.first) {
        case ("opened", .welcome(let welcome)):
            #expect(hello != nil)
            let have = upcoming.compactMap { if case .have(let standing) = $0 { standing } else { nil } }
            perform(server.opened(committed: welcome.committed, digest: welcome.digest, have: have))
        case ("committed", _): try commit()
        case ("signed", .certificate(let chain, let host)): perform(server.certified(chain: chain, host: host))
        case ("busy", .wait(let code, let reason, let milliseconds)):
            intake = []
            perform(server.postponed(code: code, reason: reason, milliseconds: milliseconds))
        case ("ends", .bye(let code, let reason, let retry)): perform(server.end(code, reason, retry: retry))
        case ("closed", _): #expect(isClosed)
        case (let seconds, _):
            now += try #require(Double(String(seconds)))
            perform(
                client?.tick(now: now, status: Beat(uptime: 0, queue: 0, oldest: 0, probes: 0, failed: 0), jitter: 0)
                    ?? []
            )
            perform(server.tick(now: now))
        }
    }

    /// The store commits what is in hand, and says of it what the dialogue shows next.
    private mutating func commit() throws {
        let item = try #require(intake.last)
        let refused: [(number: UInt64, error: LineError)] = intake.compactMap { item in
            if case .unreadable(_, let error) = item.content { (item.number, error) } else { nil }
        }
        let tickets = upcoming.filter { if case .ticket = $0 { true } else { false } }
        intake = []
        perform(server.committed(through: item.through, digest: item.digest, rejected: refused, tickets: tickets))
    }

    /// What the desk says next, up to the agent's next line or the next thing that happens.
    private var upcoming: [ServerMessage] {
        steps[position...].prefix { $0.hasPrefix("S: ") }.compactMap {
            try? ServerMessage(try Line(parsing: $0.utf8.dropFirst(3)))
        }
    }

    private mutating func perform(_ actions: [ServerSession.Action]) {
        for action in actions {
            switch action {
            case .send(let message): fromServer.append(message.line.text)
            case .open(let hello): self.hello = hello
            case .submit(let item): intake.append(item)
            case .close: isClosed = true
            case .enrol, .renew, .record, .alive, .leave: continue
            }
        }
    }

    private mutating func perform(_ actions: [ClientSession.Action]) {
        for action in actions {
            switch action {
            case .send(let text): fromClient += text.split(separator: "\n").map { String($0) }
            case .resume(let committed, _): perform(client?.resumed(after: committed, last: last) ?? [])
            case .fetch(let from, let limit):
                let found = entries.filter { $0.number >= from && $0.number <= last }.prefix(limit)
                perform(client?.supply(Array(found)) ?? [])
            case .adopt, .ready, .release, .rejected, .ticket, .certificate, .close: continue
            }
        }
    }

    private static let time = Timestamp(milliseconds: 1_795_478_400_000)
}
