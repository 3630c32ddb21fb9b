import Desk
import Health
import Logging
import Mail
import NIOPosix
import ServiceLifecycle

/// Tells people by mail what the log says: makes notices of it, and hands what is due to the relay.
struct Postman: Service {
    let store: any OutboxStore
    let maker: MailMaker
    let bundling: Bundling
    /// Seconds between two looks.
    let interval: Double
    /// While it cannot be believed nothing is made, sent or given up.
    let clock: WallClock
    let log: Logger

    /// Mails of one connection to the relay.
    private static let batch = 50
    /// Attempts up to which it is no news that a relay asks to try again later.
    private static let patientAttempts = 2

    /// Notices are made also while a slow relay has a mail.
    func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let stop = StopFlag()
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await work(threads, stop)
            } onGracefulShutdown: {
                stop.raise()
            }
        } onCancel: {
            stop.raise()
        }
        try await threads.shutdownGracefully()
    }

    /// Nothing is cancelled but the rest between two looks: what became of a mail is always written down.
    private func work(_ threads: NIOThreadPool, _ stop: StopFlag) async {
        async let making: Void = {
            var error: String?
            while await isAwake() { say(await gather(stop), &error, "notices could not be made") }
        }()
        var trouble: Trouble?
        var error: String?
        while await isAwake() { say(await deliver(&trouble, threads, stop), &error, "no mail could be sent") }
        await making
    }

    /// Waits for the next look; false when it is time to stop.
    private func isAwake() async -> Bool {
        await cancelWhenGracefulShutdown {
            (try? await Task.sleep(for: .seconds(interval), tolerance: .seconds(interval / 10))) != nil
        }
    }

    /// Logs an error once, however often it comes.
    private func say(_ new: String?, _ known: inout String?, _ message: Logger.Message) {
        if let new, new != known { log.error(message, metadata: ["reason": "\(new)"]) }
        known = new
    }

    /// Makes notices of what is new in the log, and the digests of the day; returns what went wrong.
    @discardableResult
    func gather(_ stop: StopFlag = StopFlag()) async -> String? {
        guard let now = clock.time() else { return nil }
        do {
            while !stop.isRaised, try await store.gather(desk: maker.mail.wishes, at: now) { await Task.yield() }
            try await store.gatherDigests(of: digestDay(now), desk: maker.mail.wishes, at: now)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// The last day whose digests are due.
    private func digestDay(_ now: Timestamp) -> CivilDate {
        let local = maker.zone.local(now).milliseconds - Int64(maker.mail.digestMinute) * 60_000
        return CivilDate(days: Int(clamping: Int64((Double(local) / 86_400_000).rounded(.down))))
    }

    /// Sends what is due; returns what went wrong, but for trouble with the relay.
    ///
    /// `trouble` is what there was of that the last time.
    @discardableResult
    func deliver(_ trouble: inout Trouble?, _ threads: NIOThreadPool, _ stop: StopFlag) async -> String? {
        do {
            while !stop.isRaised, let now = clock.time(), try await deliver(&trouble, threads, stop, at: now) {}
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Sends one batch; returns whether there may be more now.
    private func deliver(
        _ trouble: inout Trouble?,
        _ threads: NIOThreadPool,
        _ stop: StopFlag,
        at now: Timestamp
    ) async throws -> Bool {
        let mails = try await store.takeMails(by: bundling, limit: Self.batch, at: now)
        guard !mails.isEmpty else { return false }
        var results: [MailResult] = []
        var messages: [(mail: Int64, message: MailMessage)] = []
        for mail in mails {
            switch await make(mail, at: now) {
            case .message(let message): messages.append((mail.id, message))
            case .ended(let end): results.append(MailResult(mail: mail.id, end))
            }
        }
        let batch = messages.map(\.message)
        let mailer = Mailer(maker.mail.relay)
        let deliveries = try await threads.runIfActive { mailer.deliver(batch, stop: stop) }
        let outcomes = zip(messages.map(\.mail), deliveries.compactMap(\.outcomes.first))
        results += outcomes.map { MailResult(mail: $0, MailResult.End($1)) }
        try await store.settle(results, at: now)
        say(outcomes.map { $0.1 }, attempts: mails.compactMap(\.notices.first?.attempts).max() ?? 0, &trouble)
        return mails.count == Self.batch && trouble == nil
    }

    /// The message of a mail; one that cannot be made keeps no other from being sent.
    private func make(_ mail: OutgoingMail, at now: Timestamp) async -> MailMaker.Made {
        do throws(DeskError) {
            return try await maker.make(mail, at: now)
        } catch {
            log.error("a mail could not be made", metadata: ["mail": "\(mail.id)", "reason": "\(error)"])
            return .ended(error.isTemporary ? .untried : .putOff(error.code.rawValue))
        }
    }

    /// Logs trouble with the relay when it begins, and when it is over.
    private func say(_ outcomes: [Outcome], attempts: Int, _ trouble: inout Trouble?) {
        let former = trouble
        // Once or twice a relay may ask for patience without being in trouble.
        let isPatient = attempts < Self.patientAttempts
        for outcome in outcomes {
            switch outcome {
            case .delivered: trouble = nil
            case .refused(let reply): log.warning("a mail was refused", metadata: ["code": "\(reply.code)"])
            case .putOff(let new), .unknown(let new):
                if new.kind != .stopped, new.kind != .later || !isPatient { trouble = new }
            }
        }
        if let trouble, former?.kind != trouble.kind {
            let reason = [trouble.words.en, trouble.advice.en, trouble.reply?.description ?? trouble.detail]
            log.error(
                "no mail can be sent",
                metadata: ["reason": "\(reason.filter { !$0.isEmpty }.joined(separator: " "))"]
            )
        } else if trouble == nil, former != nil {
            log.notice("mail is sent again")
        }
    }
}

extension MailResult.End {
    fileprivate init(_ outcome: Outcome) {
        switch outcome {
        case .delivered: self = .sent
        case .refused(let reply): self = .failed("refused: \(reply)")
        case .putOff(let trouble) where trouble.kind == .stopped: self = .untried
        case .putOff(let trouble), .unknown(let trouble):
            let reason = trouble.reply?.description ?? trouble.detail
            self = .putOff(reason.isEmpty ? trouble.kind.rawValue : "\(trouble.kind.rawValue): \(reason)")
        }
    }
}
