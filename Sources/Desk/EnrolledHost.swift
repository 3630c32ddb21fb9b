package import Health

/// How long a machine may be silent, by what sort of machine it is (facts of DMI, or an administrator, decide).
package enum HostClass: String, Hashable, Sendable, CaseIterable {
    case alwaysOn = "always-on"
    case desktop
    case laptop
    case virtual
}

/// A workstation that the desk knows.
///
/// Its id is the UUID of its certificate, never a field of a line.
package struct EnrolledHost: Hashable, Sendable {
    package var id: String
    package var name: String
    package var hostClass: HostClass
    package var enrolledAt: Timestamp
    /// When it was last heard, to the minute or so; the moment of enrolment before its first session.
    package var lastSeen: Timestamp
    /// Whether it said good-bye for suspend or power-off when it was last heard.
    package var isSilencePlanned: Bool
    /// When an administrator took it out of service; its certificate is refused from then on.
    package var retiredAt: Timestamp?

    package init(
        id: String,
        name: String,
        hostClass: HostClass,
        enrolledAt: Timestamp,
        lastSeen: Timestamp? = nil,
        isSilencePlanned: Bool = false,
        retiredAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.hostClass = hostClass
        self.enrolledAt = enrolledAt
        self.lastSeen = lastSeen ?? enrolledAt
        self.isSilencePlanned = isSilencePlanned
        self.retiredAt = retiredAt
    }
}

/// That a host was heard: gathered in memory and written for many hosts at once, because a beat is never a row.
package struct Sighting: Hashable, Sendable {
    package var host: String
    package var at: Timestamp
    package var isSilencePlanned: Bool

    package init(host: String, at: Timestamp, isSilencePlanned: Bool = false) {
        self.host = host
        self.at = at
        self.isSilencePlanned = isSilencePlanned
    }
}

/// An enrolment token, known by the SHA-256 of its secret alone.
package struct Token: Hashable, Sendable {
    /// SHA-256 of the secret, 64 lower-case hexadecimal digits.
    package var hash: String
    /// The desk's address as the token carries it, `desk.example:7117`.
    package var address: String
    package var usesLeft: Int
    package var expiresAt: Timestamp

    package init(hash: String, address: String, usesLeft: Int, expiresAt: Timestamp) {
        self.hash = hash
        self.address = address
        self.usesLeft = usesLeft
        self.expiresAt = expiresAt
    }
}
