package import Health

extension HealthReport {
    /// The report of one poll without a daemon.
    ///
    /// Every rule of the catalogue judges each observation once, without hold times; what breaks a limit is open since
    /// `now`.
    package static func judge(_ observations: [Observation], host: String, now: Timestamp) -> HealthReport {
        let conditions = observations.flatMap { observation in
            Catalogue.rules(for: observation.component.kind).compactMap { rule -> OpenCondition? in
                guard case .breach(let finding) = rule.assess(observation) else { return nil }
                return OpenCondition(
                    key: ConditionKey(observation.component, rule.id),
                    severity: finding.severity,
                    since: now,
                    value: finding.value,
                    limit: finding.limit,
                    unit: rule.quantity.unit,
                    name: observation.name
                )
            }
        }
        return HealthReport(host: host, time: now, observations: observations, conditions: conditions)
    }

    /// The verdict on the whole host, but for what a person accepts: failing, watch, good, or unknown when nothing could be read, or
    /// something is still to be read.
    package var verdict: Verdict {
        let judged = conditions.filter { $0.accepted == nil }
        let verdicts = Set(entries.map(\.verdict) + judged.compactMap { Self.verdict(of: $0.severity) })
        return [Verdict.failing, .watch, .unknown, .good].first(where: verdicts.contains) ?? .unknown
    }

    private static func verdict(of severity: Severity) -> Verdict? {
        severity == .info ? nil : .of(nil, open: [severity])
    }

    /// What `vigie report` exits with: 0 all good, 1 something to watch, 2 something critical, 3 could not tell.
    ///
    /// What is good is not all good while something is not watched, or was never read.
    package var exitStatus: Int32 {
        switch verdict {
        case .good: entries.contains { $0.verdict == .notWatched || $0.isUnread || $0.verdict.isForeign } ? 3 : 0
        case .watch: 1
        case .failing: 2
        case .unknown, .notWatched, .asleep, .notApplicable, .other: 3
        }
    }
}
