import Health
import Wire

@testable import Journal

/// An agent's journal and a desk, joined by the real sessions and a pipe, with everything that a real machine can lose.
///
/// The journal's file and the desk survive a restart; sessions, pipe and intake do not.
struct Simulation {
    /// The desk's store, as far as delivery is concerned.
    struct Desk {
        var streams: [String: (committed: UInt64, digest: Digest)] = [:]
        var open: [ConditionKey: Severity] = [:]
        /// The values of applied events, which are unique and grow.
        var applied: [Double] = []
        var gaps = 0
        var deadLetters = 0

        mutating func position(in journal: String) -> (committed: UInt64, digest: Digest, have: [Standing]) {
            if let known = streams[journal] { return (known.committed, known.digest, []) }
            streams[journal] = (0, .start)
            let have = open.map { key, severity in
                Standing(key: key, state: .open, severity: severity, value: 1, unit: .percent, since: noon)
            }
            return (0, .start, have)
        }

        mutating func commit(_ items: [JournalItem], of journal: String) {
            for item in items {
                guard let stream = streams[journal], stream.committed + 1 == item.number else { continue }
                streams[journal] = (item.through, item.digest)
                switch item.content {
                case .event(let event):
                    applied.append(event.value)
                    open[event.key] = event.kind == .clear ? nil : event.severity
                case .sync(let standings, _):
                    for standing in standings where standing.state != .unknown {
                        open[standing.key] = standing.state == .open ? standing.severity : nil
                    }
                case .skip: break
                case .gap: gaps += 1
                case .unreadable: deadLetters += 1
                }
            }
        }
    }

    /// Small, so that it overflows often; in flight are at most half as many.
    static let limit = 24

    let folder: TemporaryFolder
    let terms: ServerSession.Terms
    var journal: Journal
    var desk = Desk()
    /// What is really wrong at the agent's machine.
    private(set) var truth: Set<ConditionKey> = []
    private(set) var violations: [String] = []
    private(set) var closings: [String] = []
    private var client: ClientSession?
    private var server: ServerSession?
    private var toServer: [UInt8] = []
    private var toClient: [UInt8] = []
    private var intake: [JournalItem] = []
    private var resume: (committed: UInt64, digest: Digest)?
    private var fetch: (from: UInt64, limit: Int)?
    private var hello: Hello?
    private var now = 0.0
    private var value = 0.0

    init(window: UInt64) throws {
        folder = try TemporaryFolder()
        journal = try folder.open(limit: Self.limit)
        terms = ServerSession.Terms(desk: "desk1", store: "store-1", window: window)
    }

    func isSettled() throws -> Bool {
        let head = try journal.head()
        return head.last + 1 == head.first && client?.isEstablished == true
    }

    // MARK: The agent's machine

    mutating func toggle(_ key: ConditionKey) throws {
        truth.formSymmetricDifference([key])
        try reconcile()
    }

    /// Records what differs from what the journal holds open, as rules do after each poll.
    private mutating func reconcile() throws {
        let open = Set(journal.summary.open.keys)
        for key in truth.symmetricDifference(open).sorted(by: { $0.description < $1.description }) {
            value += 1
            _ = try journal.record(change(truth.contains(key) ? .open : .clear, key, value: value), at: noon)
        }
        try perform(client?.extended(to: journal.summary.last) ?? [])
    }

    /// Tells the desk where every key stands, at connect and daily.
    mutating func snapshot() throws {
        let number = try journal.appendSnapshot(at: moment, fresh: Set((0..<10).map { key($0).component }))
        try perform(client?.extended(to: number) ?? [])
    }

    /// The agent ends, and opens its journal anew, as it is or as it was in a copy.
    mutating func restartAgent(on path: String? = nil) throws {
        cut()
        journal = try folder.open(path, limit: Self.limit)
        try reconcile()
    }

    // MARK: The link

    mutating func connect() throws {
        guard client == nil else { return }
        let head = try journal.head()
        let hello = Hello(
            version: "0.1.0",
            name: "ws-17",
            hostClass: "desktop",
            boot: "b0a7",
            journal: head.id,
            first: head.first,
            last: head.last,
            base: head.base,
            replaces: head.replaces
        )
        client = ClientSession(hello: hello, store: "store-1", now: now)
        var session = ServerSession(isCertified: true, terms: terms)
        let actions = session.start(now: now, time: noon)
        server = session
        try perform(actions)
    }

    mutating func deliver(_ count: Int = .max) throws {
        let up = Array(toServer.prefix(count))
        toServer.removeFirst(up.count)
        if !up.isEmpty { try perform(server?.receive(up, now: now, time: noon) ?? []) }
        let down = Array(toClient.prefix(count))
        toClient.removeFirst(down.count)
        if !down.isEmpty { try perform(client?.receive(down, now: now) ?? []) }
        if server == nil, client != nil, toClient.isEmpty { cut() }
    }

    mutating func cut() {
        client = nil
        server = nil
        toServer = []
        toClient = []
        intake = []
        resume = nil
        fetch = nil
        hello = nil
    }

    /// Journal and store answer what they were asked.
    mutating func answer() throws {
        if let asked = hello {
            hello = nil
            let place = desk.position(in: asked.journal)
            try perform(server?.opened(committed: place.committed, digest: place.digest, have: place.have) ?? [])
        }
        if let asked = resume {
            resume = nil
            guard try journal.holds(asked.committed, asked.digest) else {
                try journal.renumber()
                cut()
                return
            }
            try perform(client?.resumed(after: asked.committed, last: journal.summary.last) ?? [])
        }
        if let asked = fetch {
            fetch = nil
            try perform(client?.supply(journal.entries(from: asked.from, limit: asked.limit)) ?? [])
        }
    }

    /// The intake commits up to so many items; a desk that dies then never says so.
    mutating func commit(_ count: Int = .max, thenDies: Bool = false) throws {
        let batch = Array(intake.prefix(count))
        intake.removeFirst(batch.count)
        desk.commit(batch, of: journal.summary.id)
        guard !thenDies else { return cut() }
        guard let last = batch.last else { return }
        try perform(server?.committed(through: last.through, digest: last.digest) ?? [])
    }

    mutating func postpone() throws {
        guard server?.isEstablished == true else { return }
        intake = []
        try perform(server?.postponed(code: 450, reason: "busy", milliseconds: 3000) ?? [])
    }

    mutating func pass(_ seconds: Double) throws {
        now += seconds
        let beat = Beat(uptime: UInt64(now), queue: 0, oldest: 0, probes: 1, failed: 0)
        try perform(client?.tick(now: now, status: beat, jitter: 0) ?? [])
        try perform(server?.tick(now: now) ?? [])
    }

    /// Lets everything come to rest; the daily snapshot mends what the bounded journal dropped while the link stood.
    mutating func settle() throws {
        try snapshot()
        for _ in 0..<60 {
            try connect()
            try pass(4)
            try deliver()
            try answer()
            try deliver()
            try commit()
            try deliver()
        }
    }

    // MARK: Actions

    private mutating func perform(_ actions: [ClientSession.Action]) throws {
        for action in actions {
            switch action {
            case .send(let text): toServer += Array((text + "\n").utf8)
            case .resume(let committed, let digest): resume = (committed, digest)
            case .adopt(let standing): _ = try journal.adopt(standing)
            case .ready:
                try reconcile()
                try snapshot()
            case .fetch(let from, let limit): fetch = (from, limit)
            case .release(let number):
                if number > desk.streams[journal.summary.id]?.committed ?? 0 {
                    violations.append("\(number) released, not committed")
                }
                try journal.release(through: number)
            case .rejected(let number, let error): violations.append("\(number) rejected: \(error)")
            case .ticket, .certificate: break
            case .close(let reason, _):
                closings.append(reason)
                cut()
                return
            }
        }
    }

    private mutating func perform(_ actions: [ServerSession.Action]) throws {
        for action in actions {
            switch action {
            case .send(let message): toClient += Array((message.line.text + "\n").utf8)
            case .open(let hello): self.hello = hello
            case .submit(let item): intake.append(item)
            case .close: server = nil
            case .record, .alive, .leave, .renew, .enrol: break
            }
        }
    }
}
