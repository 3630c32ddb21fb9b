import Desk
import DeskTestSupport
import Health

@testable import DeskStore

/// A desk with an administrator and a technician of the first organisation.
struct SignInDesk {
    static let root = DeskDatabase.scope

    let temporary: TemporaryStore
    let paul: Account
    let marie: Account

    var store: DeskDatabase { temporary.store }
    var administrator: Scope { Scope(paul) }
    var own: Scope { Scope(marie) }

    init() async throws {
        temporary = try await TemporaryStore()
        let persons = ["Paul", "Marie"].map { Person(id: PersonID(0), organisation: .first, name: $0) }
        let ids = try await temporary.store.add(persons, by: Self.root, at: noon).map(\.id)
        let roles = [Membership(.administrator, in: .first), Membership(.technician, in: .first)]
        paul = Account(person: ids[0], login: "paul", memberships: [roles[0]], madeAt: noon)
        marie = Account(person: ids[1], login: "marie", memberships: [roles[1]], madeAt: noon)
        for account in [paul, marie] { try await temporary.store.save(account, by: Self.root, at: noon) }
    }

    func begin(_ digest: String, isComplete: Bool = true, at time: Timestamp = noon) async throws {
        try await store.begin(.sample(digest, of: marie.person, isComplete: isComplete), at: time)
    }

    func isSignedIn(_ digest: String, at time: Timestamp = noon) async throws -> Bool {
        try await store.signedIn(token: digest, at: time) != nil
    }

    /// What the log of administration says since the accounts were made, oldest first.
    func told() async throws -> [String] {
        try await store.administration(limit: 99, in: Self.root).dropLast(4).reversed().map {
            "\($0.author) \($0.action) \($0.details)"
        }
    }
}

extension NewSession {
    static func sample(_ digest: String, of person: PersonID, isComplete: Bool = true) -> NewSession {
        NewSession(
            digest: digest,
            person: person,
            isComplete: isComplete,
            address: "192.0.2.7",
            browser: "Firefox of \(digest)"
        )
    }
}
