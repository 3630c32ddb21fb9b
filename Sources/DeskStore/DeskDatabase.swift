package import Desk
import FoundationEssentials

/// The desk's store: its log, the projections of it, and all that stands beside it.
package struct DeskDatabase: Sendable {
    package let identity: String
    let driver: any SQLDriver
    let shelf = BookShelf()

    /// Opens the store at a path; makes it, readable by its owner alone, where there is none and it may be written.
    ///
    /// - Throws: `unusableStore` when it is absent, damaged, newer than this program or cannot be made durable.
    package static func open(path: String, readOnly: Bool = false) throws(DeskError) -> DeskDatabase {
        if readOnly, !FileManager.default.fileExists(atPath: path) {
            throw DeskError(
                .unusableStore,
                en: "There is no ticket store at \(path). Start vigie-desk once to make it.",
                fr: "Il n'y a pas de base des billets dans \(path). Lancez vigie-desk une fois pour la créer."
            )
        }
        do {
            let driver = try SQLiteDriver(path: path, readOnly: readOnly)
            guard let identity = try driver.identity() else {
                throw DeskError(
                    .unusableStore,
                    en: "The ticket store at \(path) has no identity.",
                    fr: "La base des billets \(path) n'a pas d'identité."
                )
            }
            return DeskDatabase(identity: identity, driver: driver)
        } catch {
            throw Failure.explained(
                error,
                en: "The ticket store at \(path) cannot be opened.",
                fr: "La base des billets \(path) ne peut pas être ouverte."
            )
        }
    }

    /// Closes all connections; what is under way ends first.
    package func close() throws(DeskError) {
        do {
            try driver.close()
        } catch {
            throw Failure.explained(
                error,
                en: "The ticket store cannot be closed.",
                fr: "La base des billets ne peut pas être fermée."
            )
        }
    }

    /// One transaction that writes.
    @discardableResult
    func write<Result: Sendable>(
        _ work: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws(DeskError) -> Result {
        do {
            return try await driver.write(work)
        } catch {
            throw Failure.explained(
                error,
                en: "The ticket store did not take a change.",
                fr: "La base des billets n'a pas accepté une modification."
            )
        }
    }

    /// One consistent view.
    func read<Result: Sendable>(
        _ work: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws(DeskError) -> Result {
        do {
            return try await driver.read(work)
        } catch {
            throw Failure.explained(
                error,
                en: "The ticket store could not be read.",
                fr: "La base des billets n'a pas pu être lue."
            )
        }
    }
}
