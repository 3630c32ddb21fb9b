package import Health

/// Where organisations keep what they file again and again.
package protocol TemplateStore: Sendable {
    /// Those of the organisations in which the scope has a role, by name.
    func templates(in scope: Scope) async throws(DeskError) -> [RequestTemplate]

    /// - Throws: `nameTaken` where the organisation has one of that name, `badText` for words that cannot be kept.
    func add(_ template: RequestTemplate, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// - Throws: `unknownTemplate` where the organisation has none of that name.
    func removeTemplate(_ name: String, of organisation: OrganisationID, by scope: Scope, at now: Timestamp)
        async throws(DeskError)
}
