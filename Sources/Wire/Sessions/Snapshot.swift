import Health

/// A snapshot that is being received: `SYNC`, its `STATE` lines, `END`.
///
/// What spoils one line spoils it whole.
struct Snapshot: Sendable {
    /// Bytes of a snapshot at most.
    static let maximumLength = 1 << 20
    private static let keptOfSpoiled = 4096

    let number: UInt64
    /// A number that is settled already, or that will be asked for again: read to its end, and thrown away.
    var isRepeated: Bool
    private(set) var digest: Digest
    private(set) var error: LineError?
    /// What is kept of it as a dead letter.
    private(set) var text: String
    private(set) var standings: [Standing] = []
    private var count = 0
    private var instant: HostInstant?
    private var length = 0

    /// A snapshot that begins with its `SYNC` line, which may be unreadable itself.
    init(number: UInt64, opening: ReceivedLine, after digest: Digest, isRepeated: Bool) {
        self.number = number
        self.isRepeated = isRepeated
        self.digest = digest.extended(by: opening.bytes)
        self.text = String(decoding: opening.bytes.prefix(1024), as: UTF8.self)
        switch opening.message {
        case .success(.sync(_, let count, let instant)): (self.count, self.instant) = (count, instant)
        case .success: error = LineError(.sequence, "bad-snapshot")
        case .failure(let error): self.error = error
        }
    }

    /// What it is to the intake.
    var content: JournalItem.Content {
        error.map { .unreadable(text: text, $0) } ?? .sync(standings, at: instant)
    }

    /// Whether a line belongs to it: any other message, and any other numbered line, ends it before its time.
    static func includes(_ line: ReceivedLine) -> Bool {
        if line.verb == "STATE" || line.verb == "END" { return true }
        if case .success = line.message { return false }
        return line.number == nil && !line.isUnknownVerb
    }

    /// Takes a line that belongs to it; true when it was the end.
    mutating func take(_ line: ReceivedLine) -> Bool {
        digest = digest.extended(by: line.bytes)
        length += line.bytes.count + 1
        switch line.message {
        case .success(.standing(let standing)):
            guard length <= Self.maximumLength else {
                spoil(LineError(.tooLong, "snapshot-too-long"), by: line)
                break
            }
            guard standings.count < count || error != nil || isRepeated else {
                spoil(LineError(.field, "bad-count", field: "count"), by: line)
                break
            }
            if error == nil, !isRepeated { standings.append(standing) }
        case .success(.end(let count)):
            if error == nil, !isRepeated, count != self.count || count != standings.count {
                spoil(LineError(.field, "bad-count", field: "count"), by: line)
            }
        case .success: spoil(LineError(.sequence, "bad-snapshot"), by: line)
        case .failure(let error): spoil(error, by: line)
        }
        return line.verb == "END"
    }

    /// Makes it a dead letter, for the first error and by the line at fault.
    mutating func spoil(_ error: LineError, by line: ReceivedLine) {
        self.error = self.error ?? error
        standings = []
        guard text.utf8.count < Self.keptOfSpoiled else { return }
        text += "\n" + String(decoding: line.bytes.prefix(1024), as: UTF8.self)
    }
}
