import Desk
import Health
import Logging
import Wire

/// What every session of a desk shares.
struct DeskContext: Sendable {
    let terms: ServerSession.Terms
    let store: any TicketStore
    let authority: CertificateAuthority
    let tls: DeskTLS
    let intake: Intake
    let jobs: JobRunner
    let sessions: Sessions
    let now: @Sendable () -> Timestamp
    let log: Logger
}
