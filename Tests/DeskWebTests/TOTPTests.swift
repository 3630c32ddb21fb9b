import Health
import Testing

@testable import DeskWeb

struct TOTPTests {
    private static let totp = TOTP(secret: Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B, SHA-1; six digits are the last of its eight.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func theVectorsOfTheStandard(seconds: Int64, code: String) {
        #expect(Self.totp.code(ofStep: seconds / 30) == code)
        #expect(Self.totp.step(of: code, at: Timestamp(seconds: seconds)) == seconds / 30)
    }

    @Test func aClockMayBeAStepWrong() {
        let code = Self.totp.code(ofStep: 1000)
        let found = (998...1002).map { Self.totp.step(of: code, at: Timestamp(seconds: $0 * 30)) }
        #expect(found == [nil, 1000, 1000, 1000, nil])
        #expect(Self.totp.step(of: code, at: Timestamp(seconds: 1001 * 30 + 29)) == 1000)
        #expect(Self.totp.step(of: code, at: Timestamp(seconds: 1002 * 30)) == nil)
    }

    @Test func blanksDoNotMatter() {
        #expect(Self.totp.step(of: " 287 082\u{A0}", at: Timestamp(seconds: 59)) == 1)
    }

    @Test(arguments: [
        "", "28708", "2870820", "287083", "abcdef", "２８７０８２", "287082\u{301}", String(repeating: " ", count: 100_000),
    ])
    func whatIsNoCodeIsRefused(text: String) {
        #expect(Self.totp.step(of: text, at: Timestamp(seconds: 59)) == nil)
    }

    @Test(arguments: [Int64.min, -1, 0, Int64.max])
    func noTimeIsTooStrange(milliseconds: Int64) {
        #expect(Self.totp.step(of: "000000x", at: Timestamp(milliseconds: milliseconds)) == nil)
    }

    @Test func theLinkNamesAccountAndIssuer() {
        #expect(
            Self.totp.link(account: "marie", issuer: "Vigie désk:1&x=2")
                == "otpauth://totp/Vigie%20d%C3%A9sk%3A1%26x%3D2:marie?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Vigie%20d%C3%A9sk%3A1%26x%3D2&algorithm=SHA1&digits=6&period=30"
        )
    }

    /// RFC 4648, section 10, without its padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func base32(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
    }
}
