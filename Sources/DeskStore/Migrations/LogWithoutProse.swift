import Desk
import GRDB

extension Migrations {
    /// Moves names and words of people out of the log of before: `person:NAME`, notes and reasons.
    ///
    /// A login becomes `local:LOGIN`, one of a workstation keeps its host; a name that is no login becomes a person, who can be forgotten.
    enum LogWithoutProse {
        static func migrate(_ database: Database) throws {
            let connection = SQLiteConnection(database)
            var persons: [String: Author] = [:]
            let wanted = "author LIKE 'person:%' OR kind IN ('noted', 'moved', 'passed', 'closed')"
            let rows = "SELECT sequence, ticket, author, kind, payload FROM log WHERE (\(wanted)) AND sequence > ?"
            var last: Int64 = 0
            while true {
                let some = try connection.all("\(rows) ORDER BY sequence LIMIT 1000", [.integer(last)])
                guard !some.isEmpty else { break }
                for row in some { last = try rewrite(row, &persons, connection) }
            }
            try closers(persons, connection)
        }

        /// Rewrites one entry, and returns its sequence.
        private static func rewrite(
            _ row: SQLRow,
            _ persons: inout [String: Author],
            _ connection: any SQLConnection
        ) throws -> Int64 {
            let sequence: Int64 = try row.value(0, "sequence")
            let ticket: Int64 = try row.value(1, "ticket")
            let author = try author(of: try row.value(2, "author"), &persons, connection)
            let name: String = try row.value(3, "kind")
            guard let fields = Fields(try row.value(4, "payload") as String) else { return sequence }
            let kind = try kind(name, fields, author).mapProse {
                try ProseRows.put($0, of: ticket, by: author, connection)
            }
            var payload = kind.payload
            for field in ["boot", "up"] { payload[field] = payload[field] ?? fields[field] }
            try connection.run(
                "UPDATE log SET author = ?, kind = ?, payload = ? WHERE sequence = ?",
                [.text(author.description), .text(kind.name), .text(payload.description), .integer(sequence)]
            )
            return sequence
        }

        /// An entry as it was written before, with its words as prose.
        private static func kind(_ name: String, _ fields: Fields, _ author: Author) -> LogEntry.Kind {
            let reason = fields["reason"].flatMap { $0.isEmpty ? nil : Prose($0) }
            switch name {
            case "noted":
                guard let text = fields["text"] else { break }
                let remark = author == .desk ? remark(text) : nil
                return remark.map(LogEntry.Kind.remarked) ?? .noted(Note(Prose(text)))
            case "moved":
                guard let state = fields["state"].flatMap(Ticket.State.init(rawValue:)) else { break }
                return .moved(Move(to: state, waitsFor: state == .pending ? .other : nil, text: reason))
            case "passed":
                guard let tier = fields["tier"].flatMap({ Int($0) }) else { break }
                return .passed(Pass(toTier: tier, reason: reason))
            case "closed":
                let word = fields["reason"] ?? ""
                guard word != "recovered", word != "accepted" else { return .closed(Closing(ClosingReason(word))) }
                return .closed(Closing(author.isPerson ? .overridden : nil, text: reason))
            default: break
            }
            return LogEntry.Kind(name: name, payload: fields)
        }

        /// What the desk itself had noted in English words.
        private static func remark(_ text: String) -> Remark? {
            let words = text.split(separator: " ")
            if words.count == 6, text.hasPrefix("Events "), let first = UInt64(words[1]), let last = UInt64(words[3]) {
                return .missing(first: first, last: last)
            }
            if text.hasPrefix("Journal "), text.contains(" was replaced by "), words.count > 5 {
                return .replaced(journal: String(words[1]), by: String(words[5].prefix { $0 != ":" }))
            }
            return nil
        }

        private static func author(
            of text: String,
            _ persons: inout [String: Author],
            _ connection: any SQLConnection
        ) throws -> Author {
            guard text.hasPrefix("person:") else { return Author(text) }
            if let known = persons[text] { return known }
            let name = String(text.dropFirst("person:".count))
            let author: Author = try isLogin(name) ? .local(name) : .person(person(name, connection))
            persons[text] = author
            return author
        }

        private static func isLogin(_ name: String) -> Bool {
            let login = name.prefix { $0 != "@" }
            return Account.isLogin(String(login))
        }

        private static func person(_ name: String, _ connection: any SQLConnection) throws -> PersonID {
            let sql = "INSERT INTO person (organisation, name, language, expertise) VALUES (1, ?, 'en', 'general')"
            return PersonID(try connection.insert(sql, [.text(name)]))
        }

        private static func closers(_ persons: [String: Author], _ connection: any SQLConnection) throws {
            for (text, author) in persons {
                let sql = "UPDATE ticket SET closed_by = ? WHERE closed_by = ?"
                try connection.run(sql, [.text(author.description), .text(text)])
            }
        }
    }
}
