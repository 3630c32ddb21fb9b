package import Health

/// What a desk says.
package enum ServerMessage: Hashable, Sendable {
    case greeting(Greeting)
    /// A certificate chain, leaf first: DER in base64, and the host's UUID that the desk gave.
    case certificate(chain: [String], host: String)
    case welcome(Welcome)
    /// What the desk holds open for the host.
    case have(Standing)
    /// An event that is refused for good; its number counts as settled.
    case rejected(UInt64, LineError)
    /// A line without a number that is refused; the session goes on.
    case error(LineError)
    case ticket(Int64, key: ConditionKey, isOpen: Bool)
    /// Everything up to this number is on stable storage.
    case acknowledged(UInt64)
    case beat(Timestamp)
    /// The desk cannot take more now: everything after the last acknowledged number is asked for again after this time.
    case wait(code: Int, reason: String, milliseconds: UInt64)
    /// The desk ends the session; come back after so many seconds.
    case bye(code: Int, reason: String, retry: UInt64)
}

/// The first line of a session: who the desk is and what its limits are.
package struct Greeting: Hashable, Sendable {
    package var desk: String
    /// The id of the store; an agent refuses another one than it enrolled with.
    package var store: String
    package var maximumLine: UInt64
    /// Unacknowledged events in flight at most.
    package var window: UInt64
    /// Seconds of silence after which the desk hangs up.
    package var idle: UInt64
    package var time: Timestamp

    package init(desk: String, store: String, maximumLine: UInt64, window: UInt64, idle: UInt64, time: Timestamp) {
        self.desk = desk
        self.store = store
        self.maximumLine = maximumLine
        self.window = window
        self.idle = idle
        self.time = time
    }
}

/// The answer to HELLO: how far the desk has the journal, and how often it wants to hear from the host.
package struct Welcome: Hashable, Sendable {
    package var committed: UInt64
    package var digest: Digest
    /// How many HAVE lines follow: what the desk holds open for the host.
    package var have: Int
    package var beat: UInt64
    package var grace: UInt64

    package init(committed: UInt64, digest: Digest, have: Int, beat: UInt64, grace: UInt64) {
        self.committed = committed
        self.digest = digest
        self.have = have
        self.beat = beat
        self.grace = grace
    }
}

extension ServerMessage {
    package init(_ line: Line) throws(LineError) {
        let fields = FieldReader(line: line)
        switch line.verb {
        case "VIGIE": self = .greeting(try Self.greeting(fields))
        case "CERT":
            let chain = try fields.text("chain").split(separator: ".").map { String($0) }
            guard (1...4).contains(chain.count) else { throw LineError(.field, "bad-field", field: "chain") }
            self = .certificate(chain: chain, host: try fields.text("host"))
        case "OK": self = .welcome(try Self.welcome(fields))
        case "HAVE": self = .have(try line.standing())
        case "REJ": self = .rejected(try fields.number(), try Self.error(line.words.dropFirst(), field: line["field"]))
        case "ERR": self = .error(try Self.error(line.words[...], field: line["field"]))
        case "TICKET":
            self = .ticket(
                Int64(clamping: try fields.number()),
                key: try fields.required("key") { ConditionKey($0) },
                isOpen: try fields.required("state") { ["open": true, "closed": false][$0] }
            )
        case "ACK": self = .acknowledged(try Self.acknowledged(line))
        case "BEAT": self = .beat(try fields.timestamp("time"))
        case "WAIT":
            let (code, reason) = try Self.codeAndReason(line)
            self = .wait(code: code, reason: reason, milliseconds: min(try fields.count("ms") ?? 1000, 600_000))
        case "BYE":
            let (code, reason) = try Self.codeAndReason(line)
            self = .bye(code: code, reason: reason, retry: min(try fields.count("retry") ?? 0, 3600))
        default: throw LineError(.verb, "unknown-verb")
        }
    }

    private static func greeting(_ fields: FieldReader) throws(LineError) -> Greeting {
        guard fields.line.words.first == "1" else { throw LineError(.field, "bad-version") }
        return Greeting(
            desk: try fields.text("desk"),
            store: try fields.text("store"),
            maximumLine: try fields.count("maxline") ?? UInt64(Line.maximumLength),
            window: max(1, min(try fields.count("window") ?? 1, 4096)),
            idle: max(1, try fields.count("idle") ?? 180),
            time: try fields.timestamp("time")
        )
    }

    private static func welcome(_ fields: FieldReader) throws(LineError) -> Welcome {
        Welcome(
            committed: try fields.required("committed") {
                Number.natural($0).flatMap { $0 <= Line.maximumNumber ? $0 : nil }
            },
            digest: try fields.required("digest") { Digest($0) },
            have: Int(clamping: try fields.count("have") ?? 0),
            beat: max(1, min(try fields.count("beat") ?? 60, 3600)),
            grace: try fields.count("grace") ?? 180
        )
    }

    private static func acknowledged(_ line: Line) throws(LineError) -> UInt64 {
        guard let number = line.words.first.flatMap({ FieldReader.eventNumber($0) }) else {
            throw LineError(.field, "bad-number")
        }
        return number
    }

    private static func codeAndReason(_ line: Line) throws(LineError) -> (Int, String) {
        guard line.words.count >= 2, let code = Number.natural(line.words[0]), (200...599).contains(code) else {
            throw LineError(.field, "bad-code")
        }
        return (Int(code), line.words[1])
    }

    private static func error(_ words: ArraySlice<String>, field: String?) throws(LineError) -> LineError {
        guard words.count >= 2, let number = words.first.flatMap({ Number.natural($0) }), (500...599).contains(number),
            let word = words.dropFirst().first
        else { throw LineError(.field, "bad-code") }
        return LineError(LineError.Code(rawValue: Int(number)) ?? .field, word, field: field)
    }

    package var line: Line {
        switch self {
        case .greeting(let greeting):
            Line("VIGIE", "1").with("desk", greeting.desk).with("store", greeting.store)
                .with("maxline", greeting.maximumLine).with("window", greeting.window).with("idle", greeting.idle)
                .with("time", greeting.time.description)
        case .certificate(let chain, let host):
            Line("CERT").with("host", host).with("chain", chain.joined(separator: "."))
        case .welcome(let welcome):
            Line("OK", "200").with("committed", welcome.committed).with("digest", welcome.digest.description)
                .with("have", welcome.have).with("beat", welcome.beat).with("grace", welcome.grace)
        case .have(let standing): Line(verb: "HAVE", words: [], fields: Line(standing).fields)
        case .rejected(let number, let error):
            Line("REJ", String(number), String(error.code.rawValue), error.word).with("field", error.field)
        case .error(let error): Line("ERR", String(error.code.rawValue), error.word).with("field", error.field)
        case .ticket(let number, let key, let isOpen):
            Line("TICKET", String(number)).with("key", key.description).with("state", isOpen ? "open" : "closed")
        case .acknowledged(let number): Line("ACK", String(number))
        case .beat(let time): Line("BEAT").with("time", time.description)
        case .wait(let code, let reason, let milliseconds):
            Line("WAIT", String(code), reason).with("ms", milliseconds)
        case .bye(let code, let reason, let retry): Line("BYE", String(code), reason).with("retry", retry)
        }
    }
}
