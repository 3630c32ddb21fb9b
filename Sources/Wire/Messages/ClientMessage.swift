package import Health

/// What an agent says.
package enum ClientMessage: Hashable, Sendable {
    case enrol(Enrol)
    case renew
    case hello(Hello)
    case fact(Fact)
    case event(UInt64, Event)
    /// The beginning of a snapshot of so many standings, and when the host took it.
    case sync(UInt64, count: Int, at: HostInstant?)
    case standing(Standing)
    /// The end of a snapshot, which repeats its count.
    case end(count: Int)
    /// Events from a number to a later one that the bounded journal had to drop.
    case skip(UInt64, through: UInt64, reason: String)
    case beat(Beat)
    case bye(reason: String)
}

/// A request for a certificate: the token's secret and a certificate request (DER, base64 without padding).
package struct Enrol: Hashable, Sendable {
    package var secret: String
    package var request: String
    package var name: String
    package var hostClass: String

    package init(secret: String, request: String, name: String, hostClass: String) {
        self.secret = secret
        self.request = request
        self.name = name
        self.hostClass = hostClass
    }
}

/// An agent's introduction.
///
/// `first...last` are the numbers that it holds unacknowledged; `last == first - 1` is an empty queue.
package struct Hello: Hashable, Sendable {
    package var version: String
    package var name: String
    package var hostClass: String
    package var boot: String
    package var journal: String
    package var first: UInt64
    package var last: UInt64
    /// The digest of the journal before `first`.
    package var base: Digest
    /// The journal that this one replaces, because the desk's digest was not found in it.
    package var replaces: String?
    /// The journal is in memory alone, because it cannot be written.
    package var isVolatile: Bool

    package init(
        version: String,
        name: String,
        hostClass: String,
        boot: String,
        journal: String,
        first: UInt64,
        last: UInt64,
        base: Digest,
        replaces: String? = nil,
        isVolatile: Bool = false
    ) {
        self.version = version
        self.name = name
        self.hostClass = hostClass
        self.boot = boot
        self.journal = journal
        self.first = first
        self.last = last
        self.base = base
        self.replaces = replaces
        self.isVolatile = isVolatile
    }
}

/// A sign of life, with what tells "alive" from "alive but blind".
package struct Beat: Hashable, Sendable {
    /// Seconds since the host started.
    package var uptime: UInt64
    package var queue: UInt64
    /// Seconds for which the oldest event has waited.
    package var oldest: UInt64
    package var probes: UInt64
    package var failed: UInt64

    package init(uptime: UInt64, queue: UInt64, oldest: UInt64, probes: UInt64, failed: UInt64) {
        self.uptime = uptime
        self.queue = queue
        self.oldest = oldest
        self.probes = probes
        self.failed = failed
    }
}

extension ClientMessage {
    /// The message of a line.
    package init(_ line: Line) throws(LineError) {
        let fields = FieldReader(line: line)
        switch line.verb {
        case "ENROL":
            self = .enrol(
                Enrol(
                    secret: try fields.text("secret"),
                    request: try fields.text("csr"),
                    name: try fields.words("name"),
                    hostClass: try fields.words("class")
                )
            )
        case "RENEW": self = .renew
        case "HELLO": self = .hello(try Self.hello(fields))
        case "FACT": self = .fact(try line.fact())
        case "OPEN": self = .event(try fields.number(), try line.event(.open))
        case "UPDATE": self = .event(try fields.number(), try line.event(.update))
        case "CLEAR": self = .event(try fields.number(), try line.event(.clear))
        case "ACCEPT": self = .event(try fields.number(), try line.event(.accept))
        case "SYNC":
            self = .sync(
                try fields.number(),
                count: try fields.required("count", Self.standingCount),
                at: try fields.instant()
            )
        case "STATE": self = .standing(try line.standing())
        case "END": self = .end(count: try fields.required("count", Self.standingCount))
        case "SKIP":
            let number = try fields.number()
            let last = try fields.required("to") { FieldReader.eventNumber($0).flatMap { $0 >= number ? $0 : nil } }
            self = .skip(number, through: last, reason: try fields.words("reason"))
        case "BEAT": self = .beat(try Self.beat(fields))
        case "BYE": self = .bye(reason: (line["reason"] ?? "").bounded(to: Line.maximumName))
        default: throw LineError(.verb, "unknown-verb")
        }
    }

    /// Standings in one snapshot at most.
    package static let maximumStandings = 4096

    private static func standingCount(_ text: String) -> Int? {
        Number.natural(text).map { Int(clamping: $0) }.flatMap { (0...maximumStandings).contains($0) ? $0 : nil }
    }

    private static func hello(_ fields: FieldReader) throws(LineError) -> Hello {
        guard fields.line.words.first == "1" else { throw LineError(.field, "bad-version") }
        let first = try fields.required("first", FieldReader.eventNumber)
        return Hello(
            version: fields.line["agent"] ?? "",
            name: try fields.words("name"),
            hostClass: try fields.words("class"),
            boot: fields.line["boot"] ?? "",
            journal: try fields.required("journal") { (8...64).contains($0.utf8.count) ? $0 : nil },
            first: first,
            last: try fields.required("last") {
                Number.natural($0).flatMap { (first - 1...Line.maximumNumber).contains($0) ? $0 : nil }
            },
            base: try fields.required("base") { Digest($0) },
            replaces: fields.line["replaces"],
            isVolatile: fields.line["volatile"] == "1"
        )
    }

    private static func beat(_ fields: FieldReader) throws(LineError) -> Beat {
        Beat(
            uptime: try fields.count("up") ?? 0,
            queue: try fields.count("queue") ?? 0,
            oldest: try fields.count("oldest") ?? 0,
            probes: try fields.count("probes") ?? 0,
            failed: try fields.count("failed") ?? 0
        )
    }

    /// The line of this message.
    package var line: Line {
        switch self {
        case .enrol(let enrol):
            Line("ENROL").with("secret", enrol.secret).with("csr", enrol.request)
                .with("name", enrol.name.bounded(to: Line.maximumName))
                .with("class", enrol.hostClass)
        case .renew: Line("RENEW")
        case .hello(let hello):
            Line("HELLO", "1").with("agent", hello.version).with("name", hello.name.bounded(to: Line.maximumName))
                .with("class", hello.hostClass).with("boot", hello.boot).with("journal", hello.journal)
                .with("first", hello.first).with("last", hello.last).with("base", hello.base.description)
                .with("replaces", hello.replaces).with("volatile", hello.isVolatile ? "1" : nil)
        case .fact(let fact): Line(fact)
        case .event(let number, let event): Line(event, number: number)
        case .sync(let number, let count, let instant):
            Line("SYNC", String(number)).with("count", count).with("boot", instant?.boot)
                .with("up", instant?.uptime.secondsOnTheWire)
        case .standing(let standing): Line(standing)
        case .end(let count): Line("END").with("count", count)
        case .skip(let number, let last, let reason):
            Line("SKIP", String(number)).with("to", last).with("reason", reason)
        case .beat(let beat):
            Line("BEAT").with("up", beat.uptime).with("queue", beat.queue).with("oldest", beat.oldest)
                .with("probes", beat.probes).with("failed", beat.failed)
        case .bye(let reason): Line("BYE", "221").with("reason", reason)
        }
    }
}
