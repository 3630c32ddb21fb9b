/// What all streams share: what each has yet to be sent, who is where, and how streams are woken.
struct LiveRoom: Sendable {
    struct Outlet: Sendable {
        let wake: AsyncStream<Void>.Continuation
        /// Closes the connection.
        let cut: @Sendable () -> Void
    }

    var streams = LiveStreams()
    var presence = Presence()
    var outlets: [Int: Outlet] = [:]

    func wake(_ streams: [Int]) { for id in streams { outlets[id]?.wake.yield() } }

    /// Tells those who are at a ticket who else is.
    mutating func announce(_ ticket: Int64) {
        for (session, person) in presence.readers(at: ticket) {
            wake(streams.say(LiveText.presence(ticket, presence.others(at: ticket, than: person)), to: session))
        }
    }
}
