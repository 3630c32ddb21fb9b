package import Desk
package import Health

extension DeskDatabase: TemplateStore {
    package func templates(in scope: Scope) async throws(DeskError) -> [RequestTemplate] {
        try await read { try TemplateRows.all($0).filter { scope.belongs(to: $0.organisation) } }
    }

    package func add(_ template: RequestTemplate, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try scope.requireAdministrator(of: template.organisation)
        try template.check()
        try await write { connection in
            try OrganisationRows.require(template.organisation, connection)
            guard try TemplateRows.all(connection).named(template.name, of: template.organisation) == nil else {
                throw DeskError(
                    .nameTaken,
                    en: "The organisation has a template \(template.name) already.",
                    fr: "L'organisation a déjà un modèle \(template.name)."
                )
            }
            try TemplateRows.put(template, connection)
            try Self.note("template-added", template, by: scope, at: now, connection)
        }
    }

    package func removeTemplate(
        _ name: String,
        of organisation: OrganisationID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try scope.requireAdministrator(of: organisation)
        try await write { connection in
            let template = try TemplateRows.all(connection).required(name, of: organisation)
            try TemplateRows.remove(template, connection)
            try Self.note("template-removed", template, by: scope, at: now, connection)
        }
    }

    private static func note(
        _ action: String,
        _ template: RequestTemplate,
        by scope: Scope,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws {
        try AdministrationRows.append(
            action,
            ["organisation": template.organisation.description, "name": template.name],
            by: scope,
            at: now,
            connection
        )
    }
}
