package import Health

/// One numbered entry of a journal, as a session hands it to the intake.
package struct JournalItem: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case event(Event)
        /// A whole snapshot, and when the host took it.
        case sync([Standing], at: HostInstant?)
        /// Numbers that the journal had to drop.
        case skip(reason: String)
        /// Numbers that the host released and this desk does not have, as after a restored backup.
        case gap
        /// What could not be understood at its number: kept as a dead letter.
        case unreadable(text: String, LineError)
    }

    package var number: UInt64
    /// The last number that this item settles; larger than `number` for a skip or a gap.
    package var through: UInt64
    /// The journal's digest after it.
    package var digest: Digest
    package var content: Content

    package init(number: UInt64, through: UInt64, digest: Digest, content: Content) {
        self.number = number
        self.through = through
        self.digest = digest
        self.content = content
    }
}
