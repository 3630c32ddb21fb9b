package import Health

/// Where the categories are kept that organisations have of their own.
package protocol CategoryStore: Sendable {
    /// Those of the organisations in which the scope has a role, by word.
    func categories(in scope: Scope) async throws(DeskError) -> [OwnCategory]

    /// - Throws: `nameTaken` where the organisation has that word already, or every organisation has it.
    func add(_ category: OwnCategory, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Takes a category from the list; tickets keep its word.
    /// - Throws: `unknownCategory` where the organisation has none of that word.
    func remove(_ category: Category, of organisation: OrganisationID, by scope: Scope, at now: Timestamp)
        async throws(DeskError)
}
