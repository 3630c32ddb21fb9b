package import Health
import Wire

extension Journal {
    /// A journal as its last change left it.
    package struct Summary: Sendable {
        package var id: String
        /// The last number given out, and the last that was acknowledged.
        package var last: UInt64
        package var released: UInt64
        /// The journal that this one takes the place of, until the desk has acknowledged something.
        package var replaces: String?
        /// Whether it ends with the process.
        package var isVolatile: Bool
        /// How many events wait, and since when the oldest does.
        package var queue: UInt64 = 0
        package var oldest: Timestamp?
        package var open: [ConditionKey: StoredCondition]
        /// The open tickets that the desk has named.
        package var tickets: [ConditionKey: Int64]
        /// What a person accepts, whether it is open now or not.
        package var accepted: [ConditionKey: Acceptance]
        /// Grows with every change.
        package var revision: UInt64 = 0
    }
}

extension SQLite {
    /// What the file says of itself.
    func summary(isVolatile: Bool) throws(JournalError) -> Journal.Summary {
        let (released, last) = try position()
        let conditions = try conditions("SELECT * FROM condition WHERE state = 'open'")
        let tickets = try run("SELECT key, number FROM ticket WHERE open = 1").compactMap { row in
            row[0].text.flatMap { ConditionKey($0) }.flatMap { key in row[1].integer.map { (key, $0) } }
        }
        let (queue, oldest) = try waiting()
        return Journal.Summary(
            id: try meta("journal") ?? "",
            last: last,
            released: released,
            replaces: try meta("replaces"),
            isVolatile: isVolatile,
            queue: queue,
            oldest: oldest,
            open: Dictionary(conditions.map { ($0.key, $0.stored) }) { first, _ in first },
            tickets: Dictionary(tickets) { first, _ in first },
            accepted: try acceptances()
        )
    }

    /// How many entries there are, and when the first was written.
    func waiting() throws(JournalError) -> (count: UInt64, oldest: Timestamp?) {
        let count = try run("SELECT count(*) FROM entry").first?.first?.unsigned ?? 0
        let oldest = try run("SELECT at FROM entry ORDER BY number LIMIT 1").first?.first?.integer
        return (count, oldest.map { Timestamp(milliseconds: $0) })
    }
}
