package import Desk
package import Health

extension DeskDatabase {
    package func book(in scope: Scope) async throws(DeskError) -> ServiceBook {
        try await read { [shelf] connection in
            guard scope.affiliations?.isEmpty != true else { return try ServiceBook(policies: [], calendars: []) }
            return try shelf.book(connection)
        }
    }

    package func add(_ calendar: BusinessCalendar, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try scope.requireAdministrator(of: nil)
        try Naming.check(calendar.name, as: Words(en: "A calendar's name", fr: "Le nom d'un calendrier"))
        do throws(ServiceError) {
            try calendar.checkHolidays()
        } catch {
            throw DeskError(
                .badText,
                en: "This calendar cannot be kept: \(error.words.en).",
                fr: "Ce calendrier n'est pas tenable\u{A0}: \(error.words.fr)."
            )
        }
        try await write { connection in
            try Self.unlessTaken(calendar.id) { try ServiceRows.put(calendar, connection) }
            // A book with a calendar that breaks a policy is not written.
            let book = try ServiceRows.book(connection)
            for (id, start) in book.starts.sorted(by: { $0.key < $1.key }) {
                try Self.check(book, policyOf: id, from: max(now, calendar.validFrom, start))
            }
            try AdministrationRows.append(
                "calendar-added",
                ["calendar": calendar.id.description],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func add(_ policy: ServicePolicy, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try scope.requireAdministrator(of: nil)
        try Naming.check(policy.name, as: Words(en: "A policy's name", fr: "Le nom d'une politique"))
        try await write { connection in
            try Self.unlessTaken(policy.id) { try ServiceRows.put(policy, connection) }
            let book = try ServiceRows.book(connection)
            try Self.check(book, policyOf: policy.id.id, from: max(now, policy.validFrom))
            try AdministrationRows.append(
                "policy-added",
                ["policy": policy.id.description],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func serve(
        _ organisation: OrganisationID,
        by policy: String,
        scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try scope.requireAdministrator(of: organisation)
        try await write { [shelf] connection in
            try Self.check(try shelf.book(connection), policyOf: policy, from: now)
            let sql = "UPDATE organisation SET policy = ? WHERE id = ?"
            guard try connection.run(sql, [.text(policy), SQLValue(organisation)]) == 1 else {
                throw OrganisationRows.unknown(organisation)
            }
            try AdministrationRows.append(
                "policy-chosen",
                ["organisation": organisation.description, "policy": policy],
                by: scope,
                at: now,
                connection
            )
        }
    }

    /// Refuses a book in which a policy cannot be kept at a time, or at any later one.
    private static func check(_ book: ServiceBook, policyOf id: String, from time: Timestamp) throws {
        guard let (instant, error) = book.fault(ofPolicy: id, from: time) else { return }
        throw DeskError(
            .badText,
            en: "Policy \(id) cannot be kept from \(instant) on: \(error.words.en).",
            fr: "La politique \(id) ne peut pas être tenue à partir du \(instant)\u{A0}: \(error.words.fr)."
        )
    }

    private static func unlessTaken(_ name: VersionName, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch {
            guard Failure.isRefusedRow(error) else { throw error }
            throw DeskError(
                .nameTaken,
                en: "There is \(name) already; a version is never changed, add the next one.",
                fr: "\(name) existe déjà\u{A0}; une version ne change jamais, ajoutez la suivante."
            )
        }
    }
}
