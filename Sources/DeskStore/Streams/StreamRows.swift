import Desk
import Wire

enum StreamColumn: Int, Columns {
    case committed, digest, host, journal

    static let table = "stream"
    static let names = makeNames()
}

/// How far streams are committed, as rows.
enum StreamRows {
    private static let select = StreamColumn.makeSelect(upTo: .digest) + " WHERE host = ? AND journal = ?"
    private static let insert = StreamColumn.makeInsert() + " ON CONFLICT DO NOTHING"
    private static let update =
        "UPDATE stream SET \(StreamColumn.makeAssignments([.committed, .digest]))"
        + " WHERE host = ? AND journal = ? AND committed = ?"

    static func position(of stream: Stream, _ connection: any SQLConnection) throws -> StreamPosition? {
        try connection.first(select, [.text(stream.host), .text(stream.journal)]).flatMap { try position($0, at: 0) }
    }

    /// The position whose number and digest stand from a place of a row on; nil where they are null.
    static func position(_ row: SQLRow, at place: Int) throws -> StreamPosition? {
        guard let committed: Int64 = try row.optional(place, "committed") else { return nil }
        let digest: Int64 = try row.value(place + 1, "digest")
        return StreamPosition(
            committed: UInt64(bitPattern: committed),
            digest: Digest(value: UInt64(bitPattern: digest))
        )
    }

    /// Advances a stream; false where another process has advanced it meanwhile.
    static func advance(
        _ stream: Stream,
        from stored: StreamPosition?,
        to position: StreamPosition,
        _ connection: any SQLConnection
    ) throws -> Bool {
        let (committed, digest) = (SQLValue(bits: position.committed), SQLValue(bits: position.digest.value))
        let (host, journal) = (SQLValue.text(stream.host), SQLValue.text(stream.journal))
        if let stored {
            return try connection.run(update, [committed, digest, host, journal, SQLValue(bits: stored.committed)]) == 1
        }
        guard position.committed > 0 else { return true }
        return try connection.run(insert, [committed, digest, host, journal]) == 1
    }
}
