package import Health

/// The state of the agent itself, as `vigie status` shows it.
package struct AgentStatus: Hashable, Sendable {
    /// One probe and what it costs.
    package struct Probe: Hashable, Sendable {
        package var name: String
        package var polls: UInt64
        package var lastAt: Timestamp?
        /// Seconds: the last poll's duration, and the processor time of all polls.
        package var duration: Double
        package var processor: Double
        package var isRunning: Bool
        package var failure: String?
        package var watched: UInt64
        package var notWatched: UInt64

        package init(
            name: String,
            polls: UInt64,
            lastAt: Timestamp?,
            duration: Double,
            processor: Double,
            isRunning: Bool,
            failure: String?,
            watched: UInt64,
            notWatched: UInt64
        ) {
            self.name = name
            self.polls = polls
            self.lastAt = lastAt
            self.duration = duration
            self.processor = processor
            self.isRunning = isRunning
            self.failure = failure
            self.watched = watched
            self.notWatched = notWatched
        }
    }

    package var version = ""
    package var host = ""
    /// Seconds since the agent started, and seconds of processor time that it has used.
    package var uptime = 0.0
    package var processor = 0.0
    package var journal = ""
    package var isVolatile = false
    package var queue: UInt64 = 0
    /// Seconds for which the oldest event has waited.
    package var oldest = 0.0
    /// `connected`, `connecting`, `waiting` or `not-enrolled`.
    package var link = ""
    package var desk = ""
    package var since: Timestamp?
    package var error: String?
    package var retry: Double?
    package var acknowledgedAt: Timestamp?
    package var rejected: UInt64 = 0
    package var lastRejection: String?
    /// What is wrong with the settings files, a line a mistake; empty while they are in force.
    package var mistakes: [String] = []
    package var refusedSince: Timestamp?
    package var probes: [Probe] = []

    package init() {}

    /// The answer to `STATUS`, without its end.
    package var lines: [Line] {
        let agent = Line("AGENT").with("version", version).with("host", host).with("up", uptime)
            .with("processor", processor).with("journal", journal).with("volatile", isVolatile ? "1" : "0")
        let queue = Line("QUEUE").with("count", queue).with("oldest", oldest)
        let link = Line("LINK").with("state", link).with("desk", desk).with("since", since?.description)
            .with("error", error).with("retry", retry).with("acknowledged", acknowledgedAt?.description)
            .with("rejected", rejected).with("rejection", lastRejection)
        let settings = mistakes.map { mistake in
            Line("SETTINGS").with("refused", refusedSince?.description).with("mistake", mistake)
        }
        return [agent, queue, link] + settings
            + probes.map { probe in
                Line("PROBE").with("name", probe.name).with("polls", probe.polls)
                    .with("last", probe.lastAt?.description).with("duration", probe.duration)
                    .with("processor", probe.processor).with("running", probe.isRunning ? "1" : "0")
                    .with("failure", probe.failure).with("watched", probe.watched)
                    .with("not-watched", probe.notWatched)
            }
    }

    /// Reads an answer; what only the agent's release knows is passed over.
    package init(_ lines: [Line]) throws(LineError) {
        for line in lines {
            let fields = FieldReader(line: line)
            switch line.verb {
            case "AGENT":
                version = try fields.text("version")
                host = try fields.text("host")
                uptime = try fields.required("up", Number.parse)
                processor = try fields.required("processor", Number.parse)
                journal = line["journal"] ?? ""
                isVolatile = line["volatile"] == "1"
            case "QUEUE":
                queue = try fields.count("count") ?? 0
                oldest = try fields.required("oldest", Number.parse)
            case "LINK":
                link = try fields.text("state")
                desk = line["desk"] ?? ""
                since = try fields.optional("since") { Timestamp($0) }
                error = line["error"]
                retry = try fields.optional("retry", Number.parse)
                acknowledgedAt = try fields.optional("acknowledged") { Timestamp($0) }
                rejected = try fields.count("rejected") ?? 0
                lastRejection = line["rejection"]
            case "SETTINGS":
                refusedSince = try fields.optional("refused") { Timestamp($0) }
                mistakes.append(try fields.text("mistake"))
            case "PROBE": probes.append(try Self.probe(fields))
            default: continue
            }
        }
    }

    private static func probe(_ fields: FieldReader) throws(LineError) -> Probe {
        Probe(
            name: try fields.text("name"),
            polls: try fields.count("polls") ?? 0,
            lastAt: try fields.optional("last") { Timestamp($0) },
            duration: try fields.required("duration", Number.parse),
            processor: try fields.required("processor", Number.parse),
            isRunning: fields.line["running"] == "1",
            failure: fields.line["failure"],
            watched: try fields.count("watched") ?? 0,
            notWatched: try fields.count("not-watched") ?? 0
        )
    }
}
