package import Health

/// Where hosts and the tokens that let them in are kept, for the desk itself.
package protocol HostStore: Sendable {
    /// Puts a host in that an administrator or the enrolment named.
    func enrol(_ host: EnrolledHost) async throws(DeskError)

    /// Changes the name and class of a host; tickets keep the name that they were opened with.
    func rename(_ host: String, to name: String, hostClass: HostClass) async throws(DeskError)

    func retire(_ host: String, at now: Timestamp) async throws(DeskError)

    func host(_ id: String) async throws(DeskError) -> EnrolledHost?

    /// The hosts that a scope sees by name, the retired too.
    func hosts(in scope: Scope) async throws(DeskError) -> [EnrolledHost]

    /// The latest state of a host's components; none of a host that the scope does not see.
    func facts(of host: String, in scope: Scope) async throws(DeskError) -> [Fact]

    /// Notes when hosts were heard; unknown hosts are passed over.
    func touch(_ sightings: [Sighting]) async throws(DeskError)

    func create(_ token: Token) async throws(DeskError)

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
}
