/// What a session is told from other threads: an outbound event of its channel.
enum SessionEvent: Sendable {
    /// The intake has settled submissions.
    case settled([Intake.Answer])
    /// The intake has put off so many submissions.
    case postponed(Int, reason: String)
    case opening(DeskContext.Opening)
    case certification(DeskContext.Certification)
    /// The session is to say good-bye and to hang up.
    case end(Int, String, retry: UInt64)
}
