import Commands
import Desk
import DeskStore
import DeskView

extension StateOption {
    /// Opens the store that is there to read, and closes it when the work is done.
    func reading<Result>(_ console: Console, _ work: (DeskDatabase) async throws -> Result) async throws -> Result {
        try await using(try openToRead(console), work)
    }

    /// Opens the store that is there to write, and closes it when the work is done.
    func writing<Result>(_ console: Console, _ work: (DeskDatabase) async throws -> Result) async throws -> Result {
        try await using(try open(console), work)
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
    /// The names of what tickets and a log mention.
    func names(in tickets: [Ticket], log: [LogEntry] = [], scope: Scope) async throws(DeskError) -> NameBook {
        let needsHosts = tickets.contains { $0.matter?.host != nil }
        let hosts = needsHosts ? try await hosts(in: scope) : []
        return NameBook(
            persons: try await names(of: NameBook.persons(in: tickets, log: log)),
            hosts: hosts.reduce(into: [:]) { $0[$1.id] = $1.name },
            categories: try await categories(in: scope)
        )
    }

    /// The account of a technician that a command names.
    func technician(_ login: String) async throws -> Account {
        guard let account = try await account(login.lowercased()) else {
            throw CommandError(.failed, "There is no account \(login). 'vigie-desk account list' lists them.")
        }
        return account
    }
}
