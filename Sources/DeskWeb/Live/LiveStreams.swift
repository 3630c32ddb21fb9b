import Desk

/// All streams: who is told what, and who is sent away.
///
/// Time comes in as seconds by a clock that nobody sets. Methods return the streams that have something to write.
struct LiveStreams: Sendable {
    enum Step: Hashable, Sendable {
        case write(String)
        case wait
        /// Last words, with which it ends.
        case end(String)
    }

    /// Streams at most, in all and of one session.
    static let limit = 1000
    static let sessionLimit = 16
    /// Entries at most that a stream is told of after a break.
    static let longestBreak: Int64 = 1000
    /// Seconds after which a silent stream says something, and one whose reader takes nothing is cut.
    static let pulse: Double = 15
    static let patience: Double = 30

    /// The last entry of the log that was told.
    private(set) var position: Int64 = 0
    private var streams: [Int: LiveStream] = [:]
    private var number = 0
    private var isShutDown = false

    var isEmpty: Bool { streams.isEmpty }
    var isFull: Bool { streams.count >= Self.limit }
    var sessions: Set<Int64> { Set(streams.values.map(\.reader.session)) }

    /// Begins a stream where its reader was, with the log's last entry now; nil where there are too many.
    ///
    /// What the reader missed is read after `missed` and given to `join`; nil where that is nothing. The oldest stream of a session
    /// gives way: its browser may have lost it without a word.
    mutating func open(
        _ reader: LiveReader,
        after known: Int64?,
        last: Int64,
        at now: Double
    ) -> (id: Int, missed: Int64?, wake: [Int])? {
        guard !isFull, !isShutDown else { return nil }
        if isEmpty { position = max(position, last) }
        let place = known ?? position
        let isPlausible = place >= 0 && place <= max(last, position)
        let isNear = isPlausible && position - place <= Self.longestBreak
        let missed = isNear && place < position ? place : nil
        var stream = LiveStream(reader, after: isNear ? place : position, isJoined: missed == nil, at: now)
        if !isNear { stream.fallBehind() }
        number += 1
        streams[number] = stream
        let surplus = streams.filter { $0.value.reader.session == reader.session && $0.value.farewell == nil }.keys
            .sorted().dropLast(Self.sessionLimit)
        for id in surplus { streams[id]?.end("") }
        return (number, missed, Array(surplus))
    }

    /// Tells one stream what it missed until now; from where to read on where that is not all, nil once it is.
    mutating func join(_ id: Int, _ missed: TicketChanges) -> Int64? {
        for change in missed.changes where change.sequence <= position { _ = streams[id]?.tell(change) }
        guard missed.through >= position else { return missed.through }
        streams[id]?.isJoined = true
        return nil
    }

    mutating func close(_ id: Int) { streams[id] = nil }

    /// Tells all streams what the log says now.
    mutating func publish(_ changes: TicketChanges) -> [Int] {
        let new = changes.changes.filter { $0.sequence > position }
        position = max(position, changes.through)
        return wake { stream in stream.isJoined && new.count { stream.tell($0) } > 0 }
    }

    /// Says words to the streams of one session.
    mutating func say(_ words: String, to session: Int64) -> [Int] {
        wake { $0.reader.session == session && $0.say(words) }
    }

    /// Keeps the accounts of sessions as they are now, and ends the streams of those that were asked for and are not there.
    mutating func keep(_ accounts: [Int64: Account], of asked: Set<Int64>) -> [Int] {
        wake { stream in
            guard let account = accounts[stream.reader.session] else {
                guard asked.contains(stream.reader.session) else { return false }
                stream.end(LiveText.ended)
                return true
            }
            if stream.reader.account != account { stream.reader.account = account }
            return false
        }
    }

    /// Has silent streams say something.
    mutating func beat(at now: Double) -> [Int] {
        wake { stream in
            guard stream.writingSince == nil, !stream.hasText, now - stream.wroteAt >= Self.pulse else { return false }
            return stream.say(LiveText.pulse)
        }
    }

    /// The streams whose readers take nothing.
    func stuck(at now: Double) -> [Int] {
        streams.filter { $0.value.writingSince.map { now - $0 >= Self.patience } ?? false }.map(\.key)
    }

    mutating func shutDown() -> [Int] {
        isShutDown = true
        return wake { stream in
            stream.end("")
            return true
        }
    }

    /// What a stream does next, now that it has written all that it was given.
    mutating func next(_ id: Int, at now: Double) -> Step {
        guard let farewell = streams[id]?.farewell else {
            guard let text = streams[id]?.take(position: position, at: now) else { return .wait }
            return .write(text)
        }
        return .end(farewell)
    }

    private mutating func wake(_ hasNews: (inout LiveStream) -> Bool) -> [Int] {
        var woken: [Int] = []
        var index = streams.startIndex
        while index < streams.endIndex {
            if hasNews(&streams.values[index]) { woken.append(streams.keys[index]) }
            streams.formIndex(after: &index)
        }
        return woken
    }
}
