import Glibc
import Health
import Host
import Journal
import NIOPosix
import Wire

/// What the agent answers to commands: the report, its own state, and the way of a test ticket.
struct ControlDesk: Sendable {
    /// Seconds for which a test ticket may be on its way before the answer says that it has not arrived.
    private static let testPatience = 30.0

    let membership: Membership
    let host: any Host
    let settings: SettingsKeeper
    let journal: JournalKeeper
    let monitor: Monitor
    let probes: [ProbeRunner]
    let threads: NIOThreadPool
    let started: Moment

    private var link: Link? { membership.link }

    /// Whether a user may ask for what changes something.
    func mayChange(_ user: UInt32) -> Bool {
        user == 0 || user == geteuid()
    }

    func answer(_ request: ControlRequest) async throws(LineError) -> [Line] {
        do {
            switch request {
            case .report: return report().lines
            case .status: return status().lines
            case .test: return try await test()
            case .suspend: await link?.suspend()
            case .resume: link?.resume()
            case .enrolled: return try await enrolled()
            case .accept(let key, let bound, let person): return try await accept(key, until: bound, by: person)
            case .withdraw(let key, let person): try await withdraw(key, by: person)
            }
        } catch let error as LineError {
            throw error
        } catch let error as AcceptanceRefusal {
            throw LineError(.sequence, error.rawValue)
        } catch {
            throw LineError(.sequence, "journal-failed")
        }
        return []
    }

    private func report() -> ControlReport {
        let tickets = journal.summary.tickets
        let conditions = monitor.conditions
        let accepted = monitor.accepted
        let open = Set(conditions.map(\.key))
        let quiet = accepted.compactMapValues(\.bound).filter { !open.contains($0.key) }
            .sorted { $0.key.description < $1.key.description }
        return ControlReport(
            host: membership.about.name,
            time: host.now().time,
            facts: monitor.facts(of: monitor.view.observations),
            conditions: conditions.map { key, condition, unit, name in
                let standing = Standing(
                    key: key,
                    state: .open,
                    severity: condition.severity,
                    value: condition.value,
                    limit: condition.limit,
                    unit: unit,
                    since: condition.since,
                    name: name,
                    accepted: accepted[key]?.bound
                )
                return ControlReport.OpenCondition(standing: standing, ticket: tickets[key])
            },
            accepted: quiet.map { ControlReport.Accepted(key: $0.key, until: $0.value) }
        )
    }

    private func status() -> AgentStatus {
        let now = host.now()
        let journal = journal.summary
        let link = link?.status ?? LinkStatus(state: .notEnrolled)
        var status = AgentStatus()
        status.version = membership.about.version
        status.host = membership.about.name
        status.uptime = now.uptime - started.uptime
        status.processor = ProcessorTime.ofProcess()
        status.journal = journal.id
        status.isVolatile = journal.isVolatile
        status.queue = journal.queue
        status.oldest = journal.oldest.map { max(0, now.time.seconds(since: $0)) } ?? 0
        status.link = link.state.rawValue
        status.desk = link.desk
        status.since = link.since
        status.error = link.lastError
        status.retry = link.retry
        status.acknowledgedAt = link.lastAcknowledgedAt
        status.rejected = link.rejected
        status.lastRejection = link.lastRejection
        status.mistakes = settings.mistakes
        status.refusedSince = monitor.condition(SettingsKeeper.key)?.since
        status.probes = probes.compactMap { probe in probe.cost.map { AgentStatus.Probe(probe.name, $0) } }
        return status
    }

    /// Takes up the identity that an enrolment has just written, and says whose it is.
    private func enrolled() async throws -> [Line] {
        let identity: Identity?
        do {
            identity = try await threads.runIfActive { try membership.takeIdentity() }
        } catch {
            throw LineError(.sequence, "identity-failed")
        }
        return identity.map { [Line("IDENTITY").with("host", $0.enrolment.host)] } ?? []
    }

    private func accept(_ key: ConditionKey, until bound: Bound?, by person: String) async throws -> [Line] {
        let bound = try await threads.runIfActive {
            try monitor.accept(key, until: bound, by: person, at: host.now())
        }
        return [Line("ACCEPTED").with("key", key.description).with("until", bound.description)]
    }

    private func withdraw(_ key: ConditionKey, by person: String) async throws {
        try await threads.runIfActive { try monitor.withdraw(key, by: person, at: host.now()) }
    }

    /// Raises a test condition, waits until the desk has it, and clears it.
    private func test() async throws -> [Line] {
        guard let link else { throw LineError(.notEnrolled, "not-enrolled") }
        guard link.test.begin() else { throw LineError(.sequence, "test-under-way") }
        defer { link.test.end() }
        let begun = host.now()
        // What an earlier test left, and the desk has told us of since, is cleared first.
        guard
            let raised = try await threads.runIfActive({
                _ = self.setTest(false)
                return self.setTest(true)
            })
        else {
            throw LineError(.sequence, "journal-failed")
        }
        let isDelivered = await link.delivery(of: raised, within: Self.testPatience)
        let seconds = host.now().uptime - begun.uptime
        let cleared = try await threads.runIfActive { self.setTest(false) }
        guard isDelivered else { throw LineError(.sequence, "not-delivered") }
        // A desk that was killed between its commit and its answer tells the number when it closes the ticket.
        let rest = Self.testPatience - (host.now().uptime - begun.uptime)
        if link.test.number == nil, rest > 0, let cleared { _ = await link.delivery(of: cleared, within: rest) }
        guard let ticket = link.test.number else { throw LineError(.sequence, "not-delivered") }
        return [Line("TICKET", String(ticket)).with("key", TestTicket.key.description).with("seconds", seconds)]
    }

    /// Clears a test that the agent's end left open.
    func clearTest() async throws {
        _ = try await threads.runIfActive { self.setTest(false) }
    }

    /// Observes the test condition, and returns where its event stands.
    private func setTest(_ isRaised: Bool) -> JournalPlace? {
        let now = host.now()
        let observation = Observation(
            TestTicket.key.component,
            name: membership.about.name,
            readings: [Reading(Catalogue.selfTest.quantity, isRaised)],
            readAt: now.time
        )
        return monitor.takeUnseen(observation, at: now)
    }
}

extension AgentStatus.Probe {
    init(_ name: String, _ cost: ProbeRunner.Cost) {
        self.init(
            name: name,
            polls: cost.polls,
            lastAt: cost.lastAt,
            duration: cost.lastDuration,
            processor: cost.processorTime,
            isRunning: cost.isRunning,
            failure: cost.failure,
            watched: UInt64(cost.watched),
            notWatched: UInt64(cost.notWatched)
        )
    }
}
