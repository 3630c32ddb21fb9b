import Desk
import Wire

/// How far streams are committed, as rows.
enum StreamRows {
    static func position(of stream: Stream, _ connection: any SQLConnection) throws -> StreamPosition? {
        try connection.first(
            "SELECT committed, digest FROM stream WHERE host = ? AND journal = ?",
            [.text(stream.host), .text(stream.journal)]
        )
        .map { row in
            let digest = Digest(value: try row.bits(1, "digest"))
            return StreamPosition(committed: try row.bits(0, "committed"), digest: digest)
        }
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
            let sql = "UPDATE stream SET committed = ?, digest = ? WHERE host = ? AND journal = ? AND committed = ?"
            return try connection.run(sql, [committed, digest, host, journal, SQLValue(bits: stored.committed)]) == 1
        }
        guard position.committed > 0 else { return true }
        let sql = "INSERT INTO stream (host, journal, committed, digest) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        return try connection.run(sql, [host, journal, committed, digest]) == 1
    }
}
