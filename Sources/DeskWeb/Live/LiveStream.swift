import Desk

/// Who reads a stream: a session of a browser, and its account as it was known last.
struct LiveReader: Hashable, Sendable {
    let session: Int64
    var account: Account
}

/// One stream: what its reader has yet to be sent.
struct LiveStream: Sendable {
    /// Bytes that wait at most; what would be more is told as `reload`.
    static let limit = 8 * 1024

    var reader: LiveReader {
        didSet { scope = Scope(reader.account) }
    }
    private var scope: Scope
    /// The last entry that the reader knows of.
    private(set) var known: Int64
    /// Whether it has been told what its reader missed, and goes on with all others.
    var isJoined: Bool
    /// What waits to be sent.
    private var text = ""
    /// Whether more was missed than is told one by one.
    private var isBehind = false
    /// Its last words, once it is to end.
    private(set) var farewell: String?
    /// Since when what was handed out last is being written; nil while nothing is.
    private(set) var writingSince: Double?
    /// When something was handed out last.
    private(set) var wroteAt: Double

    init(_ reader: LiveReader, after known: Int64, isJoined: Bool, at now: Double) {
        self.reader = reader
        self.known = known
        self.isJoined = isJoined
        scope = Scope(reader.account)
        wroteAt = now
        text = LiveText.start(known)
    }

    var hasText: Bool { !text.isEmpty || isBehind || farewell != nil }

    /// Tells of a change, where the reader may learn of it; whether there is something new to send.
    mutating func tell(_ change: TicketChange) -> Bool {
        guard !isBehind, change.sequence > known, scope.sees(change) else { return false }
        known = change.sequence
        return say(LiveText.change(change, for: reader.account))
    }

    /// Puts words to what waits; whether there is something new to send.
    mutating func say(_ words: String) -> Bool {
        guard farewell == nil, !isBehind else { return false }
        text += words
        if text.utf8.count > Self.limit { fallBehind() }
        return true
    }

    /// Has the reader read everything again.
    mutating func fallBehind() {
        text = ""
        isBehind = true
    }

    /// Says that it ends; what waits is not sent any more.
    mutating func end(_ words: String) {
        farewell = farewell ?? words
        text = ""
        isBehind = false
    }

    /// What is to be written now, where all before has been; nil where nothing is.
    mutating func take(position: Int64, at now: Double) -> String? {
        writingSince = nil
        let next = isBehind ? LiveText.reload(position) : text
        guard !next.isEmpty else { return nil }
        if isBehind { known = max(known, position) }
        (text, isBehind, writingSince, wroteAt) = ("", false, now, now)
        return next
    }
}
