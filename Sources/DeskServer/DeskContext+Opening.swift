import Desk
import Health
import Logging
import Wire

extension DeskContext {
    /// What the desk answers to HELLO.
    enum Opening: Sendable {
        case opened(Desk.Stream, at: StreamPosition, have: [Standing])
        case refused(LineError)
        /// The peer has gone meanwhile.
        case gone
        case busy
    }

    /// Answers HELLO: where the host's journal stands here, and what is open for a journal that is new.
    func open(_ hello: Hello, by host: HostCertificate, for session: any LiveSession) async -> Opening {
        do {
            guard let enrolled = try await store.host(host.hostID), enrolled.retiredAt == nil else {
                return .refused(LineError(.notEnrolled, "retired"))
            }
            let older = sessions.replace(host.hostID, by: session)
            // A peer that has gone has been taken off the list before this put it there.
            guard session.isConnected else {
                sessions.remove(host.hostID, session)
                return .gone
            }
            // What an older session has handed in comes before this one's, so that the position below is final.
            await older?.finish(421, "replaced", retry: 60)
            await settle()
            return try await opening(hello, of: enrolled)
        } catch {
            log.error("a session could not be opened", metadata: ["host": "\(host.hostID)", "reason": "\(error)"])
            return .busy
        }
    }

    private func opening(_ hello: Hello, of host: EnrolledHost) async throws(DeskError) -> Opening {
        sessions.saw(host.id, at: now())
        if host.isSilencePlanned { try await store.touch([Sighting(host: host.id, at: now())]) }
        let hostClass = HostClass(rawValue: hello.hostClass) ?? .desktop
        if (host.toldName ?? host.name) != hello.name || host.hostClass != hostClass {
            try await store.rename(host.id, to: hello.name, hostClass: hostClass)
        }
        try await store.clear(.silent, host: host.id, at: now())
        let stream = Desk.Stream(host: host.id, journal: hello.journal)
        let position = try await store.position(of: stream)
        if position == nil { try await noteReplacement(hello, of: host.id) }
        // Also to a journal that is known: what the host told from memory since is not in it.
        let have = try await store.standing(of: host.id).compactMap(Standing.init(ticket:))
        return .opened(stream, at: position ?? StreamPosition(committed: 0, digest: .start), have: have)
    }

    /// Opens the ticket of a journal that another one replaces; an agent says so until its first entry is acknowledged.
    private func noteReplacement(_ hello: Hello, of host: String) async throws(DeskError) {
        guard let replaced = hello.replaces?.prefix(64) else { return }
        let remark = Remark.replaced(journal: String(replaced), by: hello.journal)
        try await store.raise(.identity, host: host, remark: remark, at: now())
    }

    /// A certificate, or why there is none.
    enum Certification: Sendable {
        case certified(chain: [[UInt8]], host: String)
        case refused(LineError)
        case busy
        /// The host was retired while its session lasted.
        case retired
    }

    /// Answers ENROL: a host for the token and the key, and its certificate.
    func enrol(_ request: Enrol) async -> Certification {
        do {
            guard let der = Base64.decode(request.request) else { throw LineError(.field, "bad-field", field: "csr") }
            var generator = SystemRandomNumberGenerator()
            let host = EnrolledHost(
                id: HostID.make(using: &generator),
                name: request.name,
                hostClass: HostClass(rawValue: request.hostClass) ?? .desktop,
                enrolledAt: now()
            )
            let keyHash = try authority.keyHash(ofRequest: der)
            let enrolled = try await store.consume(
                token: Secret.hash(request.secret),
                publicKey: keyHash,
                for: host,
                at: now()
            )
            guard enrolled.retiredAt == nil else { throw LineError(.notEnrolled, "retired") }
            let chain = try authority.issue(hostID: enrolled.id, request: der, at: now(), using: &generator)
            log.notice("a host was enrolled", metadata: ["host": "\(enrolled.id)", "name": "\(enrolled.name)"])
            return .certified(chain: chain, host: enrolled.id)
        } catch let error as LineError {
            return .refused(error)
        } catch let error as AuthorityError where error.code == .request {
            log.notice("an enrolment was refused", metadata: ["reason": "\(error)"])
            return .refused(LineError(.notEnrolled, "bad-request"))
        } catch let error as DeskError where Self.refusals.contains(error.code) {
            log.notice("an enrolment was refused", metadata: ["reason": "\(error)"])
            return .refused(LineError(.notEnrolled, error.code.rawValue))
        } catch {
            log.error("a host could not be enrolled now", metadata: ["reason": "\(error)"])
            return .busy
        }
    }

    private static let refusals: Set<DeskError.Code> = [.unknownToken, .expiredToken, .usedToken]

    /// Answers RENEW: the same key, certified again, unless the host was retired while its session lasts.
    func renew(_ presented: [UInt8], of host: String) async -> Certification {
        do {
            guard let enrolled = try await store.host(host), enrolled.retiredAt == nil else { return .retired }
            var generator = SystemRandomNumberGenerator()
            let chain = try authority.renew(presented: presented, at: now(), using: &generator)
            return .certified(chain: chain, host: host)
        } catch {
            log.error("a certificate could not be renewed", metadata: ["reason": "\(error)"])
            return .refused(LineError(.notEnrolled, "not-renewed"))
        }
    }
}

extension Standing {
    /// What a HAVE line says of an open or accepted ticket; nil where the condition is gone and nobody accepts it, for the desk's
    /// own, and for rules that the wire cannot name.
    fileprivate init?(ticket: Ticket) {
        guard let condition = ticket.condition, !condition.isRecovered || condition.accepted != nil,
            let key = ConditionKey(condition.key), !key.isOfTheDesk
        else { return nil }
        self.init(
            key: key,
            state: condition.isRecovered ? .clear : .open,
            severity: condition.measure.severity,
            value: condition.measure.value,
            limit: condition.measure.limit,
            unit: condition.measure.unit,
            since: condition.since,
            name: condition.component,
            accepted: condition.accepted
        )
    }
}
