import Commands
import Desk
import DeskStore
import DeskView
import FoundationEssentials

extension StateOption {
    /// Opens the store that is there to read, and closes it when the work is done.
    func reading<Result>(_ console: Console, _ work: (DeskDatabase) async throws -> Result) async throws -> Result {
        try await using(try openToRead(console), work)
    }

    /// Opens the store that is there to write, and closes it when the work is done.
    func writing<Result>(_ console: Console, _ work: (DeskDatabase) async throws -> Result) async throws -> Result {
        try await using(try open(console), work)
    }

    /// Looks into the store as its owner, whom a process of root is not for good then; nil where there is none yet.
    func looking<Result>(_ console: Console, _ work: (DeskDatabase) async throws -> Result) async throws -> Result? {
        let path = storePath(console)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try await Owner(of: path)?.acting { try await using(try DeskDatabase.open(path: path), work) }
    }

    private func using<Result>(
        _ store: DeskDatabase,
        _ work: (DeskDatabase) async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await work(store)
            try store.close()
            return result
        } catch {
            try? store.close()
            throw error
        }
    }
}

extension Console {
    /// Who works at the shell: the local administrator.
    var scope: Scope { .local(user) }
}

extension DeskDatabase {
    /// The account of a technician that a command names.
    func technician(_ login: String, in scope: Scope) async throws -> Account {
        guard let account = try await account(login.lowercased(), in: scope) else {
            throw CommandError(
                .failed,
                en: "There is no account \(login). 'vigie-desk account list' lists them.",
                fr: "Il n'y a pas de compte \(login). «\u{A0}vigie-desk account list\u{A0}» les liste."
            )
        }
        return account
    }
}
