import Health
import Logging
import NIOSSL
import Synchronization

/// The identity as the link uses it: kept in memory, so that a state disk that is full or hangs costs a renewal and never
/// the link.
///
/// What is read is read on the caller's thread, until it has once been read; what is written goes by `onDisk`, and nobody waits.
final class Credentials: Sendable {
    private struct State {
        var hasRenewed: Bool
        /// The contexts that were made, by whether they show the renewed certificate.
        var contexts: [Bool: NIOSSLContext] = [:]
        /// From when on the certificate in use is to be renewed.
        var renewal: Timestamp?
        /// Whether the last context shows the renewed certificate that has not worked yet.
        var usesRenewed = false
        var triesRenewed = true
    }

    let identity: Identity
    private let log: Logger
    private let onDisk: @Sendable (@escaping @Sendable () -> Void) -> Void
    private let state: Mutex<State>

    /// - Parameters:
    ///   - identity: the folder.
    ///   - log: for what an administrator must know.
    ///   - onDisk: does something in its turn, on a thread that a disk may keep.
    init(
        _ identity: Identity,
        log: Logger,
        onDisk: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) {
        self.identity = identity
        self.log = log
        self.onDisk = onDisk
        state = Mutex(State(hasRenewed: identity.hasRenewed))
    }

    /// The context of the next session: the renewed certificate is tried every other time until it has worked.
    func context() throws -> NIOSSLContext {
        let (useRenewed, known) = state.withLock { state in
            state.usesRenewed = state.hasRenewed && state.triesRenewed
            state.triesRenewed.toggle()
            return (state.usesRenewed, state.contexts[state.usesRenewed])
        }
        if let known { return known }
        let context = try identity.context(useRenewed: useRenewed)
        let renewal = try identity.renewal()
        state.withLock { state in
            state.contexts[useRenewed] = context
            state.renewal = renewal
        }
        return context
    }

    /// Whether two thirds of the certificate's life are over, and no renewed one waits.
    func isRenewalDue(at now: Timestamp) -> Bool {
        state.withLock { !$0.hasRenewed && $0.renewal.map { now > $0 } ?? false }
    }

    /// Stores a renewed chain (DER in base64, leaf first) beside the certificate in use.
    func store(renewed chain: [String]) {
        onDisk { [self] in
            do {
                try identity.store(renewed: chain)
                state.withLock { state in
                    state.hasRenewed = true
                    state.contexts[true] = nil
                }
            } catch {
                log.error("the renewed certificate cannot be stored", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// A session stands: a renewed certificate that it shows takes the old one's place.
    func haveWorked() {
        guard state.withLock({ $0.usesRenewed }) else { return }
        onDisk { [self] in
            do {
                try identity.confirmRenewed()
                let renewal = try identity.renewal()
                state.withLock { state in
                    state.contexts = [false: state.contexts[true]].compactMapValues { $0 }
                    (state.hasRenewed, state.usesRenewed, state.renewal) = (false, false, renewal)
                }
            } catch {
                log.error("the renewed certificate cannot take the old one's place", metadata: ["reason": "\(error)"])
            }
        }
    }
}
