import Foundation
import Health
import Synchronization
import Wire

@testable import Journal

/// 2026-11-23T12:00:00Z.
let noon = Timestamp(seconds: 1_795_435_200)

let moment = Moment(time: noon, uptime: 60, boot: "b0a7")

/// A folder of its own for journals, which goes with it.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)")
    private let journals = Mutex(0)

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    var path: String { url.appendingPathComponent("journal.sqlite").path }

    /// Opens the journal; its ids are `journal-1`, `journal-2` and so on.
    func open(_ path: String? = nil, limit: Int = Journal.defaultLimit) throws(JournalError) -> Journal {
        try Journal(path: path ?? self.path, limit: limit, now: noon) {
            self.journals.withLock { count in
                count += 1
                return "journal-\(count)"
            }
        }
    }

    /// The files as a crash leaves them.
    func crashedCopy() throws -> String {
        let copy = url.appendingPathComponent("crashed-\(UUID().uuidString).sqlite").path
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try FileManager.default.copyItem(atPath: path + "-journal", toPath: copy + "-journal")
        return copy
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}

func key(_ number: Int) -> ConditionKey { ConditionKey(Component(.disk, "S\(number)"), "disk.wear") }

func event(_ kind: Event.Kind, _ key: ConditionKey = key(1), _ severity: Severity = .warning, value: Double = 97)
    -> Event
{
    Event(
        kind,
        key,
        severity: severity,
        value: value,
        limit: 95,
        unit: .percent,
        name: "Example SSD",
        at: moment
    )
}

func stored(_ severity: Severity = .warning, value: Double = 97, count: Int = 1) -> StoredCondition {
    let condition = Condition(
        since: noon,
        severity: severity,
        value: value,
        limit: 95,
        reported: value,
        count: count
    )
    return StoredCondition(condition: condition, unit: .percent, name: "Example SSD")
}

/// What one event changes, as a monitor would write it.
func change(_ kind: Event.Kind, _ key: ConditionKey = key(1), _ severity: Severity = .warning, value: Double = 97)
    -> Journal.Change
{
    var change = Journal.Change()
    change.events = [event(kind, key, severity, value: value)]
    if kind == .clear {
        change.cleared[key] = stored(severity, value: value)
    } else {
        change.open[key] = stored(severity, value: value)
    }
    return change
}

extension Journal {
    var position: (id: String, last: UInt64) { (summary.id, summary.last) }

    /// Records so many events, each of another disk, in one transaction.
    @discardableResult
    func record(events count: Int) throws(JournalError) -> UInt64 {
        let first = Int(summary.last) + 1
        var change = Change()
        change.events = (first..<first + count).map { event(.open, key($0)) }
        return try record(change, at: noon)
    }

    func entries() throws(JournalError) -> [ClientSession.Entry] { try entries(from: 0, limit: .max) }

    /// Runs a statement on the journal's own connection.
    func execute(_ sql: String) throws(JournalError) {
        try state.withLock { state throws(JournalError) in try state.database.execute(sql) }
    }

    func count(_ table: String) throws(JournalError) -> Int64? {
        try state.withLock { state throws(JournalError) in
            try state.database.run("SELECT count(*) FROM \(table)").first?.first?.integer
        }
    }

    func digest(at number: UInt64) throws(JournalError) -> Digest? {
        try state.withLock { state throws(JournalError) in try state.database.digest(at: number) }
    }
}

/// The numbers and digests of entries, computed from their lines alone.
func chain(_ entries: [ClientSession.Entry], after base: Digest = .start) -> [(number: UInt64, digest: Digest)] {
    var digest = base
    return entries.map { entry in
        for line in entry.text.split(separator: "\n") { digest = digest.extended(by: line.utf8) }
        return (entry.through, digest)
    }
}
