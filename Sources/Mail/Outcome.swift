/// What became of a message for one recipient.
package enum Outcome: Hashable, Sendable {
    /// The relay has taken it, and answers for it from now on.
    case delivered(Reply)
    /// The relay will never take it for this recipient; another try is no use.
    case refused(Reply)
    /// It has not been taken; another try later is safe.
    case putOff(Trouble)
    /// All of it was sent and no answer came: it may have been taken, and with another try arrive twice.
    ///
    /// The second has the same Message-ID.
    case unknown(Trouble)
}

/// What became of a message.
package struct Delivery: Hashable, Sendable {
    package var id: MessageID
    /// One for each recipient, in the message's order; an address that is named twice gets one mail and two of these.
    package var outcomes: [Outcome]
}
