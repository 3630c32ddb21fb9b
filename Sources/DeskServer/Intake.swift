package import Desk
package import Health
package import Logging
import ServiceLifecycle
import Synchronization
import Wire

/// Commits what sessions hand in, with natural group commit: while one batch is being committed the next one gathers, without a timer
/// and without a delay for a lonely event.
package final class Intake: Service {
    /// Items in one transaction at most.
    static let batchLimit = 1024
    /// Components of one host whose state waits at most; far more than a host has.
    static let factLimit = 1024

    /// Who hands in, and is told what became of it.
    protocol Source: Sendable {
        var id: ObjectIdentifier { get }
        func deliver(_ answers: [Answer])
        /// So many submissions were put off.
        func postpone(_ count: Int, reason: String)
    }

    /// One arrival, and whom to tell.
    struct Submission: Sendable {
        let arrival: Arrival
        /// The source's generation: after a postponement, answers to older submissions are of no interest.
        let generation: Int
        let source: any Source
    }

    /// What became of a submission.
    struct Answer: Sendable {
        let generation: Int
        let item: JournalItem
        let settlement: Settlement
    }

    private struct Queue {
        var submissions: [Submission] = []
        /// The latest state of each component, overwritten while it waits.
        var facts: [String: [Component: Fact]] = [:]
        /// Who waits until all this is settled.
        var waiting: [CheckedContinuation<Void, Never>] = []

        /// Made once, for one comes with every event.
        static let nothing = Queue()

        var isEmpty: Bool { submissions.isEmpty && facts.isEmpty && waiting.isEmpty }
    }

    private let store: any IntakeStore
    private let now: @Sendable () -> Timestamp
    private let log: Logger
    /// What gathers; nil when the service is over.
    private let queue = Mutex<Queue?>(Queue())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    package init(store: any IntakeStore, now: @escaping @Sendable () -> Timestamp, log: Logger) {
        self.store = store
        self.now = now
        self.log = log
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func submit(_ submissions: [Submission]) {
        queue.withLock { $0?.submissions += submissions }
        signal.yield()
    }

    /// Keeps the latest state of a component; false when too many components of this host wait already.
    func record(_ fact: Fact, of host: String) -> Bool {
        let isTaken = queue.withLock { queue in
            guard queue?.facts[host].map({ $0.count < Self.factLimit || $0[fact.component] != nil }) ?? true else {
                return false
            }
            queue?.facts[host, default: [:]][fact.component] = fact
            return true
        }
        signal.yield()
        return isTaken
    }

    /// Returns when all that was handed in before has been committed or put off.
    func settle() async {
        await withCheckedContinuation { continuation in
            let isOver = queue.withLock { queue in
                queue?.waiting.append(continuation)
                return queue == nil
            }
            if isOver { continuation.resume() } else { signal.yield() }
        }
    }

    /// Runs where the store writes, so that an event on its way changes threads twice and no more.
    package func run() async throws {
        await store.besideWriter { [self] in await work() }
    }

    private func work() async {
        // A shutdown ends the signals and cancels nothing, so that the commit under way is not undone.
        await withGracefulShutdownHandler { [self] in
            for await _ in signals {
                while let gathered = gathered() {
                    await commit(gathered)
                    // Who else writes has a turn: a session that opens, a person.
                    if hasMore { await Task.yield() }
                }
            }
        } onGracefulShutdown: { [signal] in
            signal.finish()
        }
        // What arrived until the end is committed too: its sessions are gone, but their agents would have to send it again.
        while let last = gathered(orEnd: true) { await commit(last) }
    }

    private var hasMore: Bool { queue.withLock { $0?.isEmpty == false } }

    /// Takes what has gathered; nil when nothing has, and then the end, where it is time.
    private func gathered(orEnd isEnding: Bool = false) -> Queue? {
        queue.withLock { queue in
            guard let gathered = queue, !gathered.isEmpty else {
                if isEnding { queue = nil }
                return nil
            }
            queue = .nothing
            return gathered
        }
    }

    private func commit(_ gathered: Queue) async {
        var rest = gathered.submissions[...]
        while !rest.isEmpty {
            await commit(Array(rest.prefix(Self.batchLimit)))
            rest = rest.dropFirst(Self.batchLimit)
        }
        for (host, facts) in gathered.facts {
            await record(Array(facts.values), of: host)
        }
        for continuation in gathered.waiting { continuation.resume() }
    }

    private func commit(_ batch: [Submission]) async {
        do {
            let settlements = try await store.commit(batch.map(\.arrival), at: now())
            let settled = zip(batch, settlements).map { (submission: $0, settlement: $1) }
            for (submission, settlement) in settled { noteSkip(submission.arrival, settlement) }
            for answers in Dictionary(grouping: settled, by: { $0.submission.source.id }).values {
                answers.first?.submission.source.deliver(
                    answers.map { submission, settlement in
                        Answer(
                            generation: submission.generation,
                            item: submission.arrival.item,
                            settlement: settlement
                        )
                    }
                )
            }
        } catch {
            log.error("the store cannot commit now", metadata: ["reason": "\(error)", "items": "\(batch.count)"])
            for submissions in Dictionary(grouping: batch, by: { $0.source.id }).values {
                submissions.first?.source.postpone(submissions.count, reason: error.code.rawValue)
            }
        }
    }

    /// What a host had to drop is said here: nobody can get it any more.
    private func noteSkip(_ arrival: Arrival, _ settlement: Settlement) {
        let item = arrival.item
        guard case .skip(let reason) = item.content, case .applied = settlement.outcome else { return }
        log.notice(
            "a host has dropped events",
            metadata: [
                "host": "\(arrival.stream.host)", "from": "\(item.number)", "to": "\(item.through)",
                "reason": "\(reason)",
            ]
        )
    }

    private func record(_ facts: [Fact], of host: String) async {
        do {
            try await store.record(facts, of: host, at: now())
        } catch {
            log.error("facts could not be kept", metadata: ["host": "\(host)", "reason": "\(error)"])
        }
    }
}
