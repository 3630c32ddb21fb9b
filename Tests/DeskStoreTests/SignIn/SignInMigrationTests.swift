import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// Stores of the release before the desk was read in a browser.
struct SignInMigrationTests {
    private static let marie = PersonID(2)

    private static func fill(_ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO person (id, organisation, name, language, expertise) VALUES (2, 1, 'Marie', 'fr', 'general');
                INSERT INTO account (person, login, password, skills, experience, work_limit, made_at, is_locked)
                    VALUES (2, 'marie', 'scrypt$x', 'network', 14, 3, 4000, 0);
                INSERT INTO membership (person, organisation, role, tier) VALUES (2, 1, 'technician', 2);
                """
        )
    }

    @Test(arguments: ["4 people", "7 names of hosts"])
    func whoHadAnAccountSignsIn(_ step: String) async throws {
        let old = try OldStore(upTo: step, Self.fill)
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        let signIn = try #require(try await store.passwordHash(forSignIn: "marie"))
        #expect(signIn.hash == "scrypt$x")
        #expect(signIn.account.memberships == [Membership(.technician, in: .first, tier: 2)])
        #expect(try await store.secondFactor(of: Self.marie) == nil)
        try await store.begin(.sample("aa", of: Self.marie), at: noon)
        let signedIn = try #require(try await store.signedIn(token: "aa", at: noon))
        #expect(signedIn.account == signIn.account)
        #expect(signedIn.person.language == .fr)
        #expect(signedIn.preferences == PagePreferences() && !signedIn.hasSecondFactor)
        #expect(try await store.check(isRepairing: false) == [])
    }
}
