package import Desk
package import Health

extension DeskDatabase: CategoryStore {
    package func categories(in scope: Scope) async throws(DeskError) -> [OwnCategory] {
        try await read { try CategoryRows.all($0).filter { scope.belongs(to: $0.organisation) } }
    }

    package func add(_ category: OwnCategory, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try scope.requireAdministrator(of: category.organisation)
        try category.check()
        try await write { connection in
            try OrganisationRows.require(category.organisation, connection)
            let isTaken = try CategoryRows.all(connection).contains { other in
                other.organisation == category.organisation && other.category == category.category
            }
            guard !isTaken else {
                throw DeskError(
                    .nameTaken,
                    en: "The organisation has a category \(category.category) already.",
                    fr: "L'organisation a déjà une catégorie \(category.category)."
                )
            }
            try CategoryRows.put(category, connection)
            try AdministrationRows.append(
                "category-added",
                ["organisation": category.organisation.description, "category": category.category.word],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func remove(
        _ category: Desk.Category,
        of organisation: OrganisationID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try scope.requireAdministrator(of: organisation)
        try await write { connection in
            guard try CategoryRows.remove(category, of: organisation, connection) else {
                throw DeskError(
                    .unknownCategory,
                    en: "The organisation has no category \(category) of its own.",
                    fr: "L'organisation n'a pas de catégorie propre \(category)."
                )
            }
            try AdministrationRows.append(
                "category-removed",
                ["organisation": organisation.description, "category": category.word],
                by: scope,
                at: now,
                connection
            )
        }
    }
}
