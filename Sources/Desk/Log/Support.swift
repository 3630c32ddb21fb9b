/// That a technician works on a machine from afar.
package struct Support: Hashable, Sendable {
    /// The name that the desk's settings give the way there.
    package var way: String
    /// Whether a person at the machine agreed.
    package var isAgreed: Bool
    /// Who agreed, and how; otherwise why nobody was asked.
    package var consent: Prose

    package init(by way: String, isAgreed: Bool, consent: Prose) {
        self.way = way
        self.isAgreed = isAgreed
        self.consent = consent
    }
}

/// The end of that work.
package struct SupportEnd: Hashable, Sendable {
    /// The number of the entry with which it began.
    package var session: Int64
    package var way: String
    /// How long it was.
    package var minutes: Int

    package init(of session: Int64, by way: String, minutes: Int) {
        self.session = session
        self.way = way
        self.minutes = minutes
    }
}
