import Testing

@testable import DeskServer

struct PasswordHasherTests {
    @Test func aPasswordIsKnownAgainAndNoOther() async throws {
        let hasher = PasswordHasher()
        let kept = try await hasher.hash("correct horse battery")
        #expect(kept.hasPrefix("scrypt$15$8$3$"))
        #expect(try await hasher.isRight("correct horse battery", kept))
        #expect(try await !hasher.isRight("correct horse batterY", kept))
        #expect(try await hasher.hash("correct horse battery") != kept, "each has a salt of its own")
    }

    @Test(arguments: [
        nil, "scrypt$15$8$3$zz$00", "scrypt$99$8$3$00$00", "md5$15$8$3$00$00",
        "scrypt$-1$8$3$00$00",
    ])
    func whatIsNoHashFitsNothing(kept: String?) async throws {
        #expect(try await !PasswordHasher().isRight("", kept))
    }
}
