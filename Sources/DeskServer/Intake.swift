package import Desk
package import Health
package import Logging
import ServiceLifecycle
import Synchronization

/// Commits what sessions hand in, with natural group commit: while one batch is being committed the next one gathers, without a timer
/// and without a delay for a lonely event.
package final class Intake: Service {
    /// Items in one transaction at most.
    static let batchLimit = 1024

    /// One item of a session, and whom to tell.
    struct Submission: Sendable {
        let item: IntakeItem
        /// The session's generation: after a postponement, answers to older submissions are of no interest.
        let generation: Int
        let session: SessionHandle
    }

    private struct Queue {
        var submissions: [Submission] = []
        /// The latest state of each component, overwritten while it waits.
        var facts: [String: [Component: Fact]] = [:]
    }

    private let store: any TicketStore
    private let now: @Sendable () -> Timestamp
    private let log: Logger
    private let queue = Mutex(Queue())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    package init(store: any TicketStore, now: @escaping @Sendable () -> Timestamp, log: Logger) {
        self.store = store
        self.now = now
        self.log = log
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func submit(_ submissions: [Submission]) {
        queue.withLock { $0.submissions += submissions }
        signal.yield()
    }

    func record(_ fact: Fact, of host: String) {
        queue.withLock { $0.facts[host, default: [:]][fact.component] = fact }
        signal.yield()
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            for await _ in signals {
                while await commitNext() {}
            }
        }
        // What arrived until the end is committed too: its sessions are gone, but their agents would have to send it again.
        while await commitNext() {}
    }

    /// Commits what has gathered; false when nothing has.
    private func commitNext() async -> Bool {
        let (batch, facts) = queue.withLock { queue in
            let batch = Array(queue.submissions.prefix(Self.batchLimit))
            queue.submissions.removeFirst(batch.count)
            let facts = queue.facts
            queue.facts = [:]
            return (batch, facts)
        }
        guard !batch.isEmpty || !facts.isEmpty else { return false }
        if !batch.isEmpty { await commit(batch) }
        for (host, facts) in facts {
            await record(Array(facts.values), of: host)
        }
        return true
    }

    private func commit(_ batch: [Submission]) async {
        do {
            let results = try await store.commit(batch.map(\.item), at: now())
            let answers = zip(batch, results).map { ($0.session, $0.generation, $0.item, $1) }
            for (session, answers) in Dictionary(grouping: answers, by: { $0.0.id }).values.map({ ($0[0].0, $0) }) {
                session.deliver(answers.map { (generation: $0.1, item: $0.2, result: $0.3) })
            }
        } catch {
            let reason = (error as? DeskError)?.code.rawValue ?? "busy"
            log.error("the store cannot commit now", metadata: ["reason": "\(error)", "items": "\(batch.count)"])
            let sessions = Dictionary(
                batch.map { ($0.session.id, $0.session) },
                uniquingKeysWith: { first, _ in first }
            )
            for session in sessions.values {
                session.postpone(reason: reason)
            }
        }
    }

    private func record(_ facts: [Fact], of host: String) async {
        do {
            try await store.record(facts, of: host)
        } catch {
            log.error("facts could not be kept", metadata: ["host": "\(host)", "reason": "\(error)"])
        }
    }
}
