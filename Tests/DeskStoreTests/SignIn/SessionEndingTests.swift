import Desk
import DeskTestSupport
import Foundation
import GRDB
import Health
import Testing

@testable import DeskStore

/// Sessions that somebody ends, and what ends them without being asked to.
struct SessionEndingTests {
    /// Marie's three sessions and one of Paul's.
    private static func desk() async throws -> SignInDesk {
        let desk = try await SignInDesk()
        for (minute, digest) in ["aa", "bb", "cc"].enumerated() {
            try await desk.begin(digest, at: noon.advanced(by: Double(minute)))
        }
        try await desk.store.begin(.sample("pp", of: desk.paul.person), at: noon)
        return desk
    }

    private static func living(_ desk: SignInDesk) async throws -> [String] {
        var living: [String] = []
        for digest in ["aa", "bb", "cc", "pp"] where try await desk.isSignedIn(digest) { living.append(digest) }
        return living
    }

    @Test func theyAreListedNewestFirst() async throws {
        let desk = try await Self.desk()
        try await desk.begin("dd", isComplete: false)
        let (marie, later) = (desk.marie.person, noon.advanced(by: SessionLife.idle + 1))
        for scope in [desk.own, desk.administrator, SignInDesk.root] {
            let sessions = try await desk.store.sessions(of: marie, by: scope, at: noon)
            #expect(sessions.map(\.browser) == ["Firefox of cc", "Firefox of bb", "Firefox of aa"])
            #expect(sessions.map(\.address) == Array(repeating: "192.0.2.7", count: 3))
            let late = try await desk.store.sessions(of: marie, by: scope, at: later)
            #expect(late.map(\.browser) == ["Firefox of cc"])
        }
    }

    @Test func oneOrAllOthersOrAllAreEnded() async throws {
        let desk = try await Self.desk()
        let (store, marie) = (desk.store, desk.marie.person)
        let number = try #require(try await store.signedIn(token: "bb", at: noon)?.session)
        let paul = try #require(try await store.signedIn(token: "pp", at: noon)?.session)
        for _ in 0..<2 { try await store.endSessions(of: marie, number, except: nil, by: desk.own, at: noon) }
        #expect(try await Self.living(desk) == ["aa", "cc", "pp"])
        try await store.endSessions(of: marie, paul, except: nil, by: desk.own, at: noon)
        #expect(try await Self.living(desk) == ["aa", "cc", "pp"], "it is none of hers")
        try await store.endSessions(of: marie, nil, except: "cc", by: desk.own, at: noon)
        #expect(try await Self.living(desk) == ["cc", "pp"])
        try await store.endSessions(of: marie, nil, except: nil, by: desk.own, at: noon)
        #expect(try await Self.living(desk) == ["pp"])
        #expect(try await desk.told().isEmpty, "what is one's own is no administration")
    }

    @Test func anAdministratorEndsThoseOfOthers() async throws {
        let desk = try await Self.desk()
        let (store, marie) = (desk.store, desk.marie.person)
        for _ in 0..<2 { try await store.endSessions(of: marie, nil, except: nil, by: desk.administrator, at: noon) }
        #expect(try await Self.living(desk) == ["pp"])
        #expect(
            try await desk.told() == ["person:\(desk.paul.person) sessions-ended person=\(marie) sessions=3"],
            "the second time there was none"
        )
        for (person, code) in [(desk.paul.person, DeskError.Code.notAllowed), (PersonID(99), .unknownPerson)] {
            let error = await #expect(throws: DeskError.self) {
                try await store.endSessions(of: person, nil, except: nil, by: desk.own, at: noon)
            }
            #expect(error?.code == code)
        }
        #expect(try await Self.living(desk) == ["pp"])
    }

    /// Another process has the store open, too.
    @Test func whatIsEndedElsewhereEndsHere() async throws {
        let desk = try await Self.desk()
        let other = try DeskDatabase.open(path: desk.temporary.path)
        defer { try? other.close() }
        let number = try #require(try await other.signedIn(token: "aa", at: noon)?.session)
        try await other.endSessions(of: desk.marie.person, number, except: "bb", by: desk.own, at: noon)
        #expect(try await Self.living(desk) == ["bb", "cc", "pp"])
        try await desk.store.end(token: "bb")
        #expect(try await other.signedIn(token: "bb", at: noon) == nil)
    }

    @Test func lockingEndsThemForGood() async throws {
        let desk = try await Self.desk()
        var account = desk.marie
        account.isLocked = true
        try await desk.store.save(account, by: desk.administrator, at: noon)
        #expect(try await Self.living(desk) == ["pp"])
        account.isLocked = false
        try await desk.store.save(account, by: desk.administrator, at: noon)
        #expect(try await Self.living(desk) == ["pp"])
    }

    @Test(arguments: ["own", "administrator", "shell", "none"])
    func aPasswordEndsThem(_ who: String) async throws {
        let desk = try await Self.desk()
        try await desk.begin("dd", isComplete: false)
        let scope = who == "own" ? desk.own : who == "administrator" ? desk.administrator : SignInDesk.root
        try await desk.store.setPassword(who == "none" ? nil : "scrypt$x", of: desk.marie.person, by: scope, at: noon)
        #expect(try await Self.living(desk) == ["pp"])
        #expect(try await !desk.isSignedIn("dd"))
    }

    @Test func whoIsForgottenLeavesNothing() async throws {
        let desk = try await Self.desk()
        let (store, marie) = (desk.store, desk.marie.person)
        let secret: [UInt8] = Array("Maries secret".utf8)
        try await store.offer(secret: secret, token: "aa")
        try await store.setSecondFactor(secret, recovery: ["code of Marie"], of: marie, by: desk.own, at: noon)
        try await store.offer(secret: secret, token: "bb")
        try await store.leave(PageNote("Maries note"), token: "aa")
        try await store.invite(
            marie,
            code: "link of Marie",
            until: noon.advanced(by: 60),
            by: SignInDesk.root,
            at: noon
        )
        _ = try await store.forget(marie, by: SignInDesk.root, at: noon)
        #expect(try await Self.living(desk) == ["pp"])
        #expect(try await store.secondFactor(of: marie) == nil)
        let rows = try await desk.temporary.pool.read { database in
            try ["session", "recovery_code", "invitation", "account"].flatMap { table in
                try Row.fetchAll(database, sql: "SELECT person FROM \(table)").map { row in row["person"] as Int64 }
            }
        }
        #expect(Set(rows) == [desk.paul.person.number])
        // Nor in the files.
        let bytes = try ["", "-wal"].map { suffix in
            try Data(contentsOf: URL(filePath: desk.temporary.path + suffix))
        }
        for word in ["Firefox of aa", hexadecimal(secret), "Maries note", "code of Marie", "link of Marie"] {
            #expect(bytes.allSatisfy { $0.range(of: Data(word.utf8)) == nil }, "\(word)")
        }
        #expect(try await desk.told().allSatisfy { !$0.contains("code of Marie") && !$0.contains("link of Marie") })
    }
}
