import Desk
import Health
import Logging
import Wire

/// What a desk answers to its hosts: who they are, where their journals stand, and their certificates.
struct DeskContext: Sendable {
    let terms: ServerSession.Terms
    let store: any IntakeStore & AgentStore
    let authority: CertificateAuthority
    let sessions: Sessions
    /// Returns when all that was handed in before has been committed or put off.
    let settle: @Sendable () async -> Void
    let now: @Sendable () -> Timestamp
    let log: Logger
}
