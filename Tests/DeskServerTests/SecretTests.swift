import Testing

@testable import DeskServer

struct SecretTests {
    @Test func aSecretIsABareTokenOf256BitsFromTheGenerator() {
        var numbers = FixedNumbers(state: 5)
        var same = FixedNumbers(state: 5)
        let first = Secret.make(using: &numbers)
        #expect(first.utf8.count == 64)
        #expect(first.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(Secret.make(using: &numbers) != first)
        #expect(Secret.make(using: &same) == first)
    }

    /// The digest of "abc" is FIPS 180-2's example B.1.
    @Test func theHashIsSHA256() {
        #expect(Secret.hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(arguments: [
        ("", "", true), ("a", "a", true), ("a", "b", false), ("a", "", false), ("ab", "aB", false),
        ("é", "e\u{301}", false),
    ])
    func comparisonIsByBytes(left: String, right: String, equal: Bool) {
        #expect(Secret.areEqual(left, right) == equal)
    }
}
