package import Health
import Wire

extension Journal {
    /// The components as they were seen last, as far as that was written, in the order in which they were seen first.
    package func seen() throws(JournalError) -> [Fact] {
        try read { (database) throws(JournalError) in
            try database.run("SELECT lines FROM seen ORDER BY rowid").compactMap {
                $0[0].text.flatMap(Fact.init(kept:))
            }
        }
    }
}

extension SQLite {
    /// Keeps these, and these alone; only what differs is written.
    func store(_ seen: [Fact]) throws(JournalError) {
        let rows = try run("SELECT component, lines FROM seen")
        var before = Dictionary(rows.compactMap { row in row[0].text.map { ($0, row[1].text) } }) { first, _ in first }
        for fact in seen {
            let (component, lines) = (fact.component.description, fact.kept)
            if before.removeValue(forKey: component) != lines {
                try run(
                    "INSERT INTO seen(component, lines) VALUES (?, ?)"
                        + " ON CONFLICT(component) DO UPDATE SET lines = excluded.lines",
                    [.text(component), .text(lines)]
                )
            }
        }
        for component in before.keys { try run("DELETE FROM seen WHERE component = ?", [.text(component)]) }
    }
}

extension Fact {
    /// As it is kept: the lines that tell it to a program on this host.
    fileprivate var kept: String { lines.map(\.text).joined(separator: "\n") }

    /// Nil for what another release wrote and this one does not understand.
    fileprivate init?(kept text: String) {
        let lines = text.split(separator: "\n").compactMap { try? Line(parsing: $0.utf8) }
        guard let fact = try? Fact(lines) else { return nil }
        self = fact
    }
}
