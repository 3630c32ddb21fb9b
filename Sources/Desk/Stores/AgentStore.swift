package import Health

/// What the desk keeps of hosts as their agents tell it.
///
/// A host's identity is its certificate, so no method takes a scope, and none is for people.
package protocol AgentStore: Sendable {
    /// Puts a host in.
    func enrol(_ host: EnrolledHost) async throws(DeskError)

    /// Takes one use of a token for a new host, or returns the host that the same key got with it before, using none.
    ///
    /// `publicKey` is a fingerprint of the key that the host keeps.
    /// - Throws: `unknownToken`, `expiredToken` or `usedToken`.
    func consume(
        token hash: String,
        publicKey: String,
        for host: EnrolledHost,
        at now: Timestamp
    ) async throws(DeskError) -> EnrolledHost

    /// Keeps what a host says of its class and its name, which a name that a person gave outlasts until the host says another one.
    ///
    /// Tickets keep the name that they were opened with.
    func rename(_ host: String, to name: String, hostClass: HostClass) async throws(DeskError)

    /// Notes when hosts were heard; unknown hosts are passed over.
    func touch(_ sightings: [Sighting]) async throws(DeskError)

    func host(_ id: String) async throws(DeskError) -> EnrolledHost?

    /// All hosts, the retired too.
    func enrolledHosts() async throws(DeskError) -> [EnrolledHost]
}
