import Testing

@testable import DeskWeb

struct RecoveryCodesTests {
    private static let secret = Array("12345678901234567890".utf8)

    @Test func thereAreTenOfTenLetters() {
        let texts = RecoveryCodes(secret: Self.secret).texts
        #expect(Set(texts).count == 10)
        for text in texts { #expect(text.wholeMatch(of: /[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}/) != nil, "\(text)") }
    }

    @Test func theyFollowFromTheSecret() {
        let texts = RecoveryCodes(secret: Self.secret).texts
        #expect(RecoveryCodes(secret: Self.secret).texts == texts)
        #expect(Set(RecoveryCodes(secret: Self.secret.reversed()).texts).isDisjoint(with: texts))
        // Python: hmac.new(secret, b"recovery code 1", "sha256"), two bytes a letter, by their remainder.
        #expect(texts.first == "9zrwv-yzav4")
    }

    @Test func howOneIsTypedDoesNotMatter() {
        let digest = RecoveryCodes.digest("abcde-fghjk")
        #expect(digest.count == 64)
        for typed in ["abcdefghjk", " ABCDE-FGHJK ", "abcde fghjk", "a-b-c-d-e-f-g-h-j-k", "Abcde\u{2011}Fghjk"] {
            #expect(RecoveryCodes.digest(typed) == digest, "\(typed)")
        }
        for other in ["", "abcde", "abcde-fghjm", "abcde-fghjkk", String(repeating: "-", count: 64) + "abcdefghjk"] {
            #expect(RecoveryCodes.digest(other) != digest, "\(other)")
        }
    }
}
