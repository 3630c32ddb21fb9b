import Desk
import Health
import Logging
import Wire

extension DeskContext {
    /// Answers HELLO: where the host's journal stands here, and what is open for a journal that is new.
    func open(_ hello: Hello, by host: HostCertificate, for session: SessionHandle) async {
        do {
            guard let enrolled = try await store.host(host.hostID), enrolled.retiredAt == nil else {
                return session.perform { $0.refused(LineError(.notEnrolled, "retired")) }
            }
            let place = await session.takePlace(of: host.hostID)
            guard place.isConnected else { return }
            // What an older session has handed in comes before this one's, so that the position below is final.
            await place.older?.finish(421, "replaced", retry: 60)
            await intake.settle()
            sessions.saw(host.hostID, at: now())
            if enrolled.isSilencePlanned { try await store.touch([Sighting(host: host.hostID, at: now())]) }
            let hostClass = HostClass(rawValue: hello.hostClass) ?? .desktop
            if enrolled.name != hello.name || enrolled.hostClass != hostClass {
                try await store.rename(host.hostID, to: hello.name, hostClass: hostClass)
            }
            try await store.clear(.silent, host: host.hostID, at: now())
            let stream = Desk.Stream(host: host.hostID, journal: hello.journal)
            let position = try await store.position(of: stream)
            if position == nil { try await noteReplacement(hello, of: host.hostID) }
            // Also to a journal that is known: what the host told from memory since is not in it.
            let open = try await store.openTickets(of: host.hostID)
            let accepted = try await store.acceptedTickets(of: host.hostID).filter { !$0.isOpen }
            let have = (open + accepted).compactMap(Standing.init(ticket:))
            let start = position ?? StreamPosition(committed: 0, digest: Digest.start.value)
            session.perform { $0.opened(stream, at: start, have: have) }
        } catch {
            log.error("a session could not be opened", metadata: ["host": "\(host.hostID)", "reason": "\(error)"])
            session.end(450, "busy", retry: 5)
        }
    }

    /// Opens the ticket of a journal that another one replaces; an agent says so until its first entry is acknowledged.
    private func noteReplacement(_ hello: Hello, of host: String) async throws {
        guard let replaced = hello.replaces?.prefix(64) else { return }
        let note = "Journal \(replaced) was replaced by \(hello.journal): the desk's digest was not found in it."
        try await store.raise(.identity, host: host, note: note, at: now())
    }

    /// Answers ENROL: a host for the token and the key, and its certificate.
    func enrol(_ request: Enrol, for session: SessionHandle) async {
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
            session.perform { $0.certified(chain: chain.map(Base64.encode), host: enrolled.id) }
        } catch let error as LineError {
            session.perform { $0.refused(error) }
        } catch let error as AuthorityError where error.code == .request {
            log.notice("an enrolment was refused", metadata: ["reason": "\(error)"])
            session.perform { $0.refused(LineError(.notEnrolled, "bad-request")) }
        } catch let error as DeskError where Self.refusals.contains(error.code) {
            log.notice("an enrolment was refused", metadata: ["reason": "\(error)"])
            session.perform { $0.refused(LineError(.notEnrolled, error.code.rawValue)) }
        } catch {
            log.error("a host could not be enrolled now", metadata: ["reason": "\(error)"])
            session.end(450, "busy", retry: 5)
        }
    }

    private static let refusals: Set<DeskError.Code> = [.unknownToken, .expiredToken, .usedToken]

    /// Answers RENEW: the same key, certified again, unless the host was retired while its session lasts.
    func renew(_ presented: [UInt8], of host: String, for session: SessionHandle) async {
        do {
            guard let enrolled = try await store.host(host), enrolled.retiredAt == nil else {
                return session.end(530, "retired")
            }
            var generator = SystemRandomNumberGenerator()
            let chain = try authority.renew(presented: presented, at: now(), using: &generator).map(Base64.encode)
            session.perform { $0.certified(chain: chain, host: host) }
        } catch {
            log.error("a certificate could not be renewed", metadata: ["reason": "\(error)"])
            session.perform { $0.refused(LineError(.notEnrolled, "not-renewed")) }
        }
    }
}

extension Standing {
    /// What a HAVE line says of an open or accepted ticket; nil where the condition is gone and nobody accepts it, for the desk's
    /// own, and for rules that the wire cannot name.
    fileprivate init?(ticket: Ticket) {
        guard !ticket.isRecovered || ticket.accepted != nil, let key = ConditionKey(ticket.key),
            DeskCondition(rawValue: key.rule.description) == nil
        else { return nil }
        self.init(
            key: key,
            state: ticket.isRecovered ? .clear : .open,
            severity: ticket.measure.severity,
            value: ticket.measure.value,
            limit: ticket.measure.limit,
            unit: ticket.measure.unit,
            since: ticket.since,
            name: ticket.component,
            accepted: ticket.accepted
        )
    }
}
