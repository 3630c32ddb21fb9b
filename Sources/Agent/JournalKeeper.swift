package import Health
package import Journal
package import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Keeps the journal in its file, and in memory for as long as the file cannot be written.
///
/// One thread works on the file, and whoever asks waits for it with patience: a hung system disk delays a ticket by that and
/// no more. What the file got after it was left is taken back when the journal returns to it, because it came again in memory.
package final class JournalKeeper: Service {
    /// The journal that a session delivers is no longer the one in use.
    struct Replaced: Error {}

    private struct State {
        /// The journal in the file; nil while it must be opened anew.
        var file: Journal?
        /// What stands in for the file.
        var memory: Journal?
        /// The journal in use, as its last finished change left it.
        var summary: Journal.Summary
        /// Which of the file's events count: those up to this number, of the journal with this id.
        var left: (id: String, last: UInt64)?
        /// Told when the journal is back in its file.
        var onReturn: (@Sendable () -> Void)?
    }

    /// Opens the journal in a file, or in memory where the path is nil.
    typealias Opening = @Sendable (_ path: String?) throws(JournalError) -> Journal

    private let path: String
    private let open: Opening
    private let patience: Double
    private let retry: Duration
    private let now: @Sendable () -> Timestamp
    private let log: Logger
    private let writer = NIOThreadPool(numberOfThreads: 1)
    private let state: Mutex<State>
    private let (departures, departure) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// Opens the journal in its file.
    ///
    /// Without the file nothing begins: its conditions and the probes' memory are what new values are judged by.
    /// - Parameters:
    ///   - path: the file.
    ///   - patience: seconds for which a disk may take its time.
    ///   - retry: how long after a failure the file is tried again.
    ///   - now: the time.
    ///   - log: for what an administrator must know.
    ///   - makeID: a new random journal id.
    /// - Throws: when the file cannot be opened.
    package convenience init(
        path: String,
        patience: Double = 5,
        retry: Duration = .seconds(10),
        now: @escaping @Sendable () -> Timestamp,
        log: Logger,
        makeID: @escaping @Sendable () -> String
    ) throws {
        try self.init(path: path, patience: patience, retry: retry, now: now, log: log) { path throws(JournalError) in
            try Journal(path: path ?? ":memory:", now: now(), makeID: makeID)
        }
    }

    init(
        path: String,
        patience: Double,
        retry: Duration,
        now: @escaping @Sendable () -> Timestamp,
        log: Logger,
        open: @escaping Opening
    ) throws {
        (self.path, self.open, self.patience, self.retry, self.now, self.log) = (path, open, patience, retry, now, log)
        let file = try open(path)
        state = Mutex(State(file: file, summary: file.summary))
        writer.start()
    }

    deinit {
        writer.shutdownGracefully { _ in }
    }

    /// What is known of the journal in use, without asking its file.
    package var summary: Journal.Summary { state.withLock { $0.summary } }

    /// Whom to tell, on the file's thread, that the journal has returned to its file: a session that delivers the one in
    /// memory knows nothing of what waits there.
    func onReturn(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.onReturn = body }
    }

    /// Does something else with the state folder, on the file's thread and in its turn; nobody waits for it.
    func onDisk(_ work: @escaping @Sendable () -> Void) {
        writer.submit { _ in work() }
    }

    /// Works on the journal in use.
    ///
    /// When the file fails or takes too long, `work` is done once more, in memory. It may block for as long as the patience lasts.
    /// - Throws: what `work` throws for other reasons than the file.
    package func perform<Value: Sendable>(_ work: @escaping @Sendable (Journal) throws -> Value) throws -> Value {
        while true {
            if let result = try inFile(work) { return try result.get() }
            if let result = try inMemory(work) { return result }
        }
    }

    /// Works on the journal with this id.
    /// - Throws: `Replaced` when another one is in use.
    func perform<Value: Sendable>(
        in id: String,
        _ work: @escaping @Sendable (Journal) throws -> Value
    ) throws -> Value {
        try perform { journal in
            guard journal.summary.id == id else { throw Replaced() }
            return try work(journal)
        }
    }

    /// Returns to the file when it can be written again.
    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            for await _ in departures {
                while summary.isVolatile, !Task.isCancelled {
                    try? await Task.sleep(for: retry, tolerance: retry / 4)
                    await returnIfPossible()
                }
            }
        }
    }

    /// Returns to the file, if it can be written and nothing is on its way from memory.
    func returnIfPossible() async {
        await writer.result { self.returnToFile() }
    }
}

// MARK: - In the file

extension JournalKeeper {
    /// The outcome of `work` on the file; nil when the file is not in use, or was left.
    private func inFile<Value: Sendable>(
        _ work: @escaping @Sendable (Journal) throws -> Value
    ) throws -> Result<Value, any Error>? {
        guard let file = state.withLock({ $0.memory == nil ? $0.file : nil }) else { return nil }
        guard let pending = try? Pending<Value>() else {
            // Without a descriptor nobody can be waited for.
            try state.withLock { state in if state.memory == nil { try leave(&state) } }
            sayLeft(nil)
            return nil
        }
        writer.submit { _ in
            // What was given up before it began is not begun: it is done in memory.
            guard self.mayBegin(pending) else { return }
            let result = Result<Value, any Error> { try work(file) }
            let summary = file.summary
            self.state.withLock { state in
                guard state.memory == nil else { return }
                state.summary = summary
                pending.settle(result)
            }
        }
        pending.wait(patience)
        // Nothing is settled any more once the file was left, so that either this counts or what is done in memory.
        let isLeft = try state.withLock { state in
            guard !pending.isAbandoned, pending.result?.isFailureOfTheFile ?? true else { return false }
            pending.abandon()
            guard state.memory == nil else { return false }
            try leave(&state)
            return true
        }
        let result = pending.result
        if isLeft { sayLeft(result?.journalError) }
        return result?.isFailureOfTheFile ?? true ? nil : result
    }

    /// Whether the file is still in use, and the work still wanted.
    private func mayBegin<Value>(_ pending: Pending<Value>) -> Bool {
        state.withLock { state in
            if state.memory != nil { pending.abandon() }
            return !pending.isAbandoned
        }
    }

    /// Goes on in memory, with what the file was known to hold.
    private func leave(_ state: inout State) throws(JournalError) {
        let memory = try open(nil)
        try memory.takeUp(state.summary)
        state.left = (state.summary.id, state.summary.last)
        state.memory = memory
        state.summary = memory.summary
    }

    private func sayLeft(_ error: JournalError?) {
        let reason = error?.description ?? "the disk has not answered for \(patience) s"
        log.error("the journal cannot be written; going on in memory", metadata: ["reason": "\(reason)"])
        departure.yield()
    }
}

// MARK: - In memory

extension JournalKeeper {
    /// The value of `work` in memory; nil when the journal has returned to its file.
    private func inMemory<Value: Sendable>(_ work: @Sendable (Journal) throws -> Value) throws -> Value? {
        try state.withLock { state in
            guard let memory = state.memory else { return nil }
            defer { state.summary = memory.summary }
            return try work(memory)
        }
    }

    /// Moves what was gathered in memory to the file, and goes on there.
    ///
    /// It is done on the file's thread, after whatever hung there. While entries are on their way to the desk the journal stays in
    /// memory: under new numbers they would arrive twice.
    private func returnToFile() {
        do {
            while let cargo = try state.withLock({ try $0.memory?.cargo() }) {
                let file = try state.withLock { $0.file } ?? open(path)
                try file.absorb(cargo, after: lastThatCounts(of: file), at: now())
                guard try settle(in: file, after: cargo) else { continue }
                log.notice("the journal can be written again")
                state.withLock { $0.onReturn }?()
                return
            }
        } catch {
            log.debug("the journal still cannot be written", metadata: ["reason": "\(error)"])
            // Opened anew the next time: a damaged file is set aside then. Closing may block, so no lock is held then.
            let failed = state.withLock { state in
                defer { state.file = nil }
                return state.file
            }
            withExtendedLifetime(failed) {}
        }
    }

    /// The last event of the file that counts; all of them do in one that was begun anew in the place of a damaged one.
    private func lastThatCounts(of file: Journal) -> UInt64 {
        let summary = file.summary
        return state.withLock { state in
            state.file = file
            if let left = state.left, left.id == summary.id { return left.last }
            state.left = (summary.id, summary.last)
            return summary.last
        }
    }

    /// Takes the file in use, unless memory has gathered more meanwhile.
    private func settle(in file: Journal, after cargo: JournalCargo) throws(JournalError) -> Bool {
        let summary = file.summary
        return try state.withLock { state throws(JournalError) in
            guard try state.memory?.cargo()?.revision == cargo.revision else { return false }
            state.memory = nil
            state.left = nil
            state.summary = summary
            return true
        }
    }
}

extension Result {
    /// Why the file failed.
    fileprivate var journalError: JournalError? {
        if case .failure(let error as JournalError) = self { error } else { nil }
    }

    fileprivate var isFailureOfTheFile: Bool { journalError != nil }
}
