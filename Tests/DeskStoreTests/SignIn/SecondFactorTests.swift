import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// Secrets that a telephone has too, their codes, and the codes for who has lost it.
struct SecondFactorTests {
    private static let secret: [UInt8] = [0, 1, 254, 255]

    /// A desk on which Marie has a second factor with two recovery codes.
    private static func desk() async throws -> SignInDesk {
        let desk = try await SignInDesk()
        let digests = ["r1", "r2"]
        try await desk.store.setSecondFactor(secret, recovery: digests, of: desk.marie.person, by: desk.own, at: noon)
        return desk
    }

    @Test func itIsKeptAndTakenAway() async throws {
        let desk = try await Self.desk()
        let (store, marie) = (desk.store, desk.marie.person)
        try await desk.begin("aa")
        #expect(try await store.secondFactor(of: marie) == SecondFactor(secret: Self.secret, recoveryCodesLeft: 2))
        #expect(try await store.signedIn(token: "aa", at: noon)?.hasSecondFactor == true)
        #expect(try await store.secondFactor(of: desk.paul.person) == nil)
        // An account that is changed keeps it.
        try await store.save(desk.marie, by: SignInDesk.root, at: noon)
        #expect(try await store.secondFactor(of: marie) != nil)
        try await store.setSecondFactor(nil, recovery: ["r3"], of: marie, by: desk.own, at: noon)
        #expect(try await store.secondFactor(of: marie) == nil)
        #expect(try await store.signedIn(token: "aa", at: noon)?.hasSecondFactor == false)
        for digest in ["r1", "r3"] {
            #expect(try await !store.spend(recovery: digest, of: marie, at: noon), "\(digest) went with it")
        }
        let told = try await desk.told()
        #expect(told.first == "person:\(marie) second-factor-set person=\(marie)")
        #expect(told.last == "person:\(marie) second-factor-removed person=\(marie)")
    }

    @Test func aCodeIsSpentOnce() async throws {
        let desk = try await Self.desk()
        let marie = desk.marie.person
        for (step, isTaken) in [(10, true), (10, false), (9, false), (11, true), (.min, false), (.max, true)]
            as [(Int64, Bool)]
        {
            #expect(try await desk.store.spend(step: step, of: marie) == isTaken, "\(step)")
        }
        #expect(try await !desk.store.spend(step: 12, of: desk.paul.person), "there is none")
        // Another secret has codes of its own.
        try await desk.store.setSecondFactor([7], recovery: [], of: marie, by: desk.own, at: noon)
        #expect(try await desk.store.spend(step: 10, of: marie))
    }

    /// The same code, typed in two browsers that two processes serve.
    @Test func ofTwoWithTheSameCodeOneGoesIn() async throws {
        let desk = try await Self.desk()
        let other = try DeskDatabase.open(path: desk.temporary.path)
        defer { try? other.close() }
        let (store, marie) = (desk.store, desk.marie.person)
        for step in 1...20 as ClosedRange<Int64> {
            async let one = store.spend(step: step, of: marie)
            async let two = other.spend(step: step, of: marie)
            let both = try await [one, two]
            #expect(both.count { $0 } == 1, "\(step)")
        }
    }

    @Test func aRecoveryCodeIsSpentOnce() async throws {
        let desk = try await Self.desk()
        let (store, marie) = (desk.store, desk.marie.person)
        #expect(try await !store.spend(recovery: "r1", of: desk.paul.person, at: noon), "it is Marie's")
        #expect(try await store.spend(recovery: "r1", of: marie, at: noon))
        #expect(try await !store.spend(recovery: "r1", of: marie, at: noon))
        #expect(try await store.secondFactor(of: marie)?.recoveryCodesLeft == 1)
        let told = try await desk.told().filter { $0.contains("recovery-code-used") }
        #expect(told == ["person:\(marie) recovery-code-used person=\(marie)"])
        try await store.setSecondFactor([7], recovery: ["r3", "r3"], of: marie, by: desk.own, at: noon)
        #expect(try await store.secondFactor(of: marie)?.recoveryCodesLeft == 1)
        #expect(try await !store.spend(recovery: "r2", of: marie, at: noon), "those of before are gone")
    }

    @Test func whatIsConfirmedIsOfferedNoMore() async throws {
        let desk = try await SignInDesk()
        for digest in ["aa", "bb"] {
            try await desk.begin(digest)
            try await desk.store.offer(secret: Self.secret, token: digest)
        }
        try await desk.store.setSecondFactor(Self.secret, recovery: [], of: desk.marie.person, by: desk.own, at: noon)
        for digest in ["aa", "bb"] {
            #expect(try await desk.store.signedIn(token: digest, at: noon)?.offeredSecret == nil)
        }
    }

    @Test func anAdministratorTakesItAwayAndSetsNone() async throws {
        let desk = try await Self.desk()
        let (store, marie) = (desk.store, desk.marie.person)
        for scope in [desk.administrator, SignInDesk.root] {
            let error = await #expect(throws: DeskError.self) {
                try await store.setSecondFactor([7], recovery: [], of: marie, by: scope, at: noon)
            }
            #expect(error?.code == .notAllowed)
        }
        #expect(try await store.secondFactor(of: marie) == SecondFactor(secret: Self.secret, recoveryCodesLeft: 2))
        try await store.setSecondFactor(nil, recovery: [], of: marie, by: desk.administrator, at: noon)
        #expect(try await store.secondFactor(of: marie) == nil)
        #expect(try await desk.told().last == "person:\(desk.paul.person) second-factor-removed person=\(marie)")
        let other = await #expect(throws: DeskError.self) {
            try await store.setSecondFactor(nil, recovery: [], of: desk.paul.person, by: desk.own, at: noon)
        }
        #expect(other?.code == .notAllowed)
    }

    @Test func whoHasNoAccountHasNone() async throws {
        let desk = try await SignInDesk()
        let person = Person(id: PersonID(0), organisation: .first, name: "Zoé")
        let zoe = try #require(try await desk.store.add([person], by: SignInDesk.root, at: noon).first?.id)
        for scope in [SignInDesk.root, Scope(requester: zoe)] {
            let error = await #expect(throws: DeskError.self) {
                try await desk.store.setSecondFactor(nil, recovery: [], of: zoe, by: scope, at: noon)
            }
            #expect(error?.code == .unknownPerson)
        }
        #expect(try await desk.store.secondFactor(of: zoe) == nil)
    }

    /// Nobody comes in without it because it cannot be read.
    @Test func aDamagedSecretIsNotNone() async throws {
        let desk = try await Self.desk()
        try await desk.begin("aa")
        try await desk.temporary.pool.write { try $0.execute(sql: "UPDATE account SET second_factor = 'xyz'") }
        let read = await #expect(throws: DeskError.self) {
            _ = try await desk.store.secondFactor(of: desk.marie.person)
        }
        #expect(read?.code == .damagedRow)
        let signedIn = await #expect(throws: DeskError.self) {
            _ = try await desk.store.signedIn(token: "aa", at: noon)
        }
        #expect(signedIn?.code == .damagedRow)
    }
}
