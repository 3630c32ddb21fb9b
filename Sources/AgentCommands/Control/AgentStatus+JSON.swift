import Health
import Report
import Wire

extension AgentStatus {
    /// The state of the agent as `vigie status --json` prints it; names and shapes are stable.
    var json: JSON {
        [
            "version": .string(version),
            "host": .string(host),
            "uptime_s": .number(uptime),
            "cpu_s": .number(processor),
            "journal": ["id": .string(journal), "volatile": .bool(isVolatile)],
            "link": [
                "state": .string(link),
                "desk": desk.isEmpty ? .null : .string(desk),
                "since": Self.time(since),
                "error": error.map { .string($0) } ?? .null,
                "retry_s": retry.map { .number($0) } ?? .null,
                "acknowledged_at": Self.time(acknowledgedAt),
                "rejected": .number(Double(rejected)),
                "last_rejection": lastRejection.map { .string($0) } ?? .null,
            ],
            "settings": [
                "refused_since": Self.time(refusedSince),
                "mistakes": .array(mistakes.map { .string($0) }),
            ],
            "queue": ["count": .number(Double(queue)), "oldest_s": .number(oldest)],
            "probes": Self.costs(uptime: uptime) { .time($0.lastAt) }.json(probes),
        ]
    }

    private static func time(_ time: Timestamp?) -> JSON {
        time.map { .string($0.description) } ?? .null
    }

    /// What each probe does and costs, in milliseconds; how its last poll is shown differs between table and JSON.
    static func costs(uptime: Double, lastPoll: @escaping @Sendable (Probe) -> Cell) -> Listing<Probe> {
        Listing([
            Column("name", Words(en: "PROBE", fr: "SONDE")) { .text($0.name) },
            Column("watched", Words(en: "WATCHED", fr: "SURVEILLÉS"), alignment: .right) { .number($0.watched) },
            Column("not_watched", Words(en: "NOT WATCHED", fr: "NON SURVEILLÉS"), alignment: .right) {
                .number($0.notWatched)
            },
            Column("polls", Words(en: "POLLS", fr: "RELEVÉS"), alignment: .right) { .number($0.polls) },
            Column("last_at", Words(en: "LAST POLL", fr: "DERNIER RELEVÉ"), value: lastPoll),
            Column("duration_ms", Words(en: "TOOK ms", fr: "DURÉE ms"), alignment: .right) {
                .number($0.duration * 1000)
            },
            Column("cpu_ms", Words(en: "CPU ms", fr: "CPU ms"), alignment: .right) { .number($0.processor * 1000) },
            Column("cpu_ms_per_hour", Words(en: "CPU ms/h", fr: "CPU ms/h"), alignment: .right) { probe in
                .number(hourly(probe.processor, in: uptime).map { $0 * 1000 })
            },
            Column("running", Words(en: "RUNNING", fr: "EN COURS")) { .bool($0.isRunning) },
            Column("failure", Words(en: "FAILURE", fr: "ÉCHEC"), fit: .truncate, colour: { _ in .red }) {
                .text($0.failure)
            },
        ])
    }

    /// Seconds of processor time per hour.
    func hourly(_ seconds: Double) -> Double? {
        Self.hourly(seconds, in: uptime)
    }

    /// An agent that has just started says nothing about an hour.
    private static func hourly(_ seconds: Double, in uptime: Double) -> Double? {
        uptime >= 60 ? seconds / uptime * 3600 : nil
    }
}
