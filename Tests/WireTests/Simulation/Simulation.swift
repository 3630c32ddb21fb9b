import Health
import Wire

/// An agent and a desk joined by the real sessions and a pipe, with everything that a real machine can lose.
///
/// `journal`, `rules` and `desk` survive a restart; the sessions, the pipe and the intake do not. Answers of the journal and of the store
/// come when they are asked for (`answer`), so that anything can happen before.
struct Simulation {
    /// Verbs that do not exist in this world.
    let without: Set<String>
    var snapshotsAtConnect = false

    var journal = ModelJournal(id: "journal-1")
    /// The conditions that the agent holds open.
    private(set) var rules: [ConditionKey: Severity] = [:]
    var desk = ModelDesk()
    /// What was written to the journal, as the desk describes what it applies.
    private(set) var written: [String] = []

    private(set) var client: ClientSession?
    private(set) var server: ServerSession?
    private var toServer: [UInt8] = []
    private var toClient: [UInt8] = []
    private var intake: [JournalItem] = []
    private var resumeAt: (committed: UInt64, digest: Digest)?
    private var fetch: (from: UInt64, limit: Int)?
    private var hello: Hello?
    private var value = 0.0
    private var journals = 1

    var now = 0.0
    var terms = ServerSession.Terms(desk: "desk1", store: "store-1", window: 8, idle: 180)
    private(set) var violations: [String] = []
    private(set) var closings: [(reason: String, retry: Double)] = []
    private(set) var ticketsAtAgent: [ConditionKey: Bool] = [:]
    private(set) var refusedAtAgent: [UInt64] = []
    private(set) var lastBeat: Beat?
    private(set) var leaving: String?
    private(set) var renewals = 0
    var facts: [Fact] = []

    var isConnected: Bool { client != nil }
    var isSettled: Bool { journal.entries.isEmpty && client?.isEstablished == true }
    var isIntakeEmpty: Bool { intake.isEmpty }

    init(without: Set<String> = []) {
        self.without = without
    }

    // MARK: The agent's machine

    mutating func raise(_ key: ConditionKey, _ severity: Severity) {
        let kind: Event.Kind = rules[key] == nil ? .open : .update
        rules[key] = severity
        tell(kind, key, severity)
    }

    mutating func clear(_ key: ConditionKey) {
        guard let severity = rules.removeValue(forKey: key) else { return }
        tell(.clear, key, severity)
    }

    private mutating func tell(_ kind: Event.Kind, _ key: ConditionKey, _ severity: Severity) {
        guard !without.contains(kind.rawValue.uppercased()) else { return }
        value += 1
        let moment = Moment(time: noon, uptime: 1, boot: "b0a7")
        journal.write(Event(kind, key, severity: severity, value: value, unit: .count, at: moment))
        written.append("\(kind) \(key) \(value)")
        grown()
    }

    mutating func snapshot() {
        guard !without.contains("SYNC") else { return }
        journal.write(
            rules.sorted { $0.key.description < $1.key.description }.map { ModelDesk.standing($0.key, $0.value) }
        )
        written.append("sync \(rules.count)")
        grown()
    }

    /// The bounded journal is full: so many events are not written.
    mutating func overflow(_ count: UInt64) {
        journal.drop(count, isSaid: !without.contains("SKIP"))
        written.append("skip")
        grown()
    }

    mutating func write(raw text: String) {
        journal.write(raw: text)
        written.append("unreadable \(text.prefix(12))")
        grown()
    }

    private mutating func grown() {
        let actions = client?.extended(to: journal.last) ?? []
        perform(actions)
    }

    /// The agent's disk is put back to an earlier state of it.
    mutating func restore(_ old: Simulation) {
        journal = old.journal
        rules = old.rules
        cut()
    }

    /// The agent's disk is new: no journal, no rules, and the fault that it knew of is gone.
    mutating func reinstall() {
        journals += 1
        journal = ModelJournal(id: "journal-\(journals)")
        rules = [:]
        cut()
    }

    // MARK: The link

    /// Puts a line on the link that no session made.
    mutating func say(_ line: String) { toServer += carried(line) }

    mutating func connect(isCertified: Bool = true) {
        guard client == nil else { return }
        client = ClientSession(hello: journal.hello(), store: "store-1", now: now)
        var session = ServerSession(isCertified: isCertified, terms: terms)
        let actions = session.start(now: now, time: noon)
        server = session
        perform(actions)
    }

    /// Moves up to so many bytes each way.
    mutating func deliver(_ count: Int = .max) {
        let up = Array(toServer.prefix(count))
        toServer.removeFirst(up.count)
        if !up.isEmpty { perform(server?.receive(up, now: now, time: noon) ?? []) }
        let down = Array(toClient.prefix(count))
        toClient.removeFirst(down.count)
        if !down.isEmpty { perform(client?.receive(down, now: now) ?? []) }
        if server == nil, client != nil, toClient.isEmpty { cut() }
    }

    /// The link breaks, and what is on it is lost.
    mutating func cut() {
        client = nil
        server = nil
        toServer = []
        toClient = []
        intake = []
        resumeAt = nil
        fetch = nil
        hello = nil
    }

    /// The journal and the store answer what they were asked.
    mutating func answer() {
        if let hello {
            self.hello = nil
            let place = desk.position(for: hello)
            perform(server?.opened(committed: place.committed, digest: place.digest, have: place.have) ?? [])
        }
        if let (committed, digest) = resumeAt {
            resumeAt = nil
            if journal.digest(at: committed) == digest {
                perform(client?.resumed(after: committed, last: journal.last) ?? [])
            } else {
                journals += 1
                journal.renumber(as: "journal-\(journals)")
                cut()
            }
        }
        if let (from, limit) = fetch {
            fetch = nil
            perform(client?.supply(journal.entries(from: from, limit: limit)) ?? [])
        }
    }

    /// The intake commits up to so many items.
    mutating func commit(_ count: Int = .max) {
        let batch = Array(intake.prefix(count))
        guard !batch.isEmpty else { return }
        intake.removeFirst(batch.count)
        let outcome = desk.commit(batch, of: journal.id)
        guard let stream = desk.streams[journal.id] else { return }
        perform(
            server?.committed(
                through: stream.committed,
                digest: stream.digest,
                rejected: outcome.rejected.map { (number: $0.0, error: $0.1) },
                tickets: outcome.tickets
            ) ?? []
        )
    }

    /// The store commits, and the desk dies before it can say so.
    mutating func commitAndDie() {
        _ = desk.commit(intake, of: journal.id)
        cut()
    }

    /// The intake cannot commit now, but for what the store has in hand already.
    mutating func postpone(inHand count: Int = 0) {
        guard server?.isEstablished == true else { return }
        intake = Array(intake.prefix(count))
        perform(server?.postponed(code: 450, reason: "busy", milliseconds: 3000) ?? [])
    }

    mutating func pass(_ seconds: Double) {
        now += seconds
        let beat = Beat(uptime: UInt64(now), queue: UInt64(journal.entries.count), oldest: 0, probes: 3, failed: 0)
        perform(client?.tick(now: now, status: beat, jitter: 0) ?? [])
        perform(server?.tick(now: now) ?? [])
    }

    mutating func leave() { perform(client?.leave(reason: "suspend") ?? []) }
    mutating func end(retry: UInt64) { perform(server?.end(421, "restart", retry: retry) ?? []) }

    /// Lets everything come to rest.
    mutating func settle(rounds: Int = 60) {
        for _ in 0..<rounds {
            connect()
            for _ in 0..<8 {
                deliver()
                answer()
                commit()
            }
            pass(1)
            if isSettled, toServer.isEmpty, toClient.isEmpty { return }
        }
    }

    // MARK: What the sessions want done

    private func carried(_ text: String) -> [UInt8] {
        let lines = text.split(separator: "\n").filter { line in
            !without.contains(String(line.prefix { $0 != " " }))
        }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    private mutating func perform(_ actions: [ClientSession.Action]) {
        for action in actions {
            switch action {
            case .send(let text): toServer += carried(text)
            case .resume(let committed, let digest): resumeAt = (committed, digest)
            case .adopt(let standing):
                // The rule finds it fine: nothing is open here under that key.
                if rules[standing.key] == nil { tell(.clear, standing.key, standing.severity) }
            case .ready:
                if snapshotsAtConnect { snapshot() }
                for fact in facts { perform(client?.send(fact) ?? []) }
            case .fetch(let from, let limit):
                if fetch != nil { violations.append("two fetches at once") }
                fetch = (from, limit)
            case .release(let number):
                if number > desk.streams[journal.id]?.committed ?? 0 {
                    violations.append("\(number) released, not committed")
                }
                journal.release(through: number)
            case .rejected(let number, _): refusedAtAgent.append(number)
            case .ticket(_, let key, let isOpen): ticketsAtAgent[key] = isOpen
            case .certificate: break
            case .close(let reason, let retry):
                closings.append((reason, retry))
                // What was said last still reaches the desk.
                let rest = toServer
                toServer = []
                perform(server?.receive(rest, now: now, time: noon) ?? [])
                cut()
                return
            }
        }
    }

    private mutating func perform(_ actions: [ServerSession.Action]) {
        for action in actions {
            switch action {
            case .send(let message): toClient += carried(message.line.text)
            case .open(let hello): self.hello = hello
            case .submit(let item): intake.append(item)
            case .record(let fact): desk.record(fact)
            case .alive(let beat): lastBeat = beat
            case .leave(let reason): leaving = reason
            case .renew: renewals += 1
            case .enrol: break
            case .close: server = nil
            }
        }
    }
}
