import Health
import Testing

@testable import Mail

/// An address is what can be written in a command and a header without a second thought.
struct EmailAddressTests {
    @Test(arguments: [
        "a@b", "alice@example.org", "alice.b+tag@mail.example.org", "o'neil@example.org", "root@localhost",
        "x_y-z=1@xn--bcher-kva.example", "!#$%&'*+-/=?^_`{|}~@example.org", "1@2.example",
        String(repeating: "l", count: 64) + "@example.org",
    ])
    func isTaken(_ text: String) throws {
        #expect(try EmailAddress(text).description == text)
    }

    @Test func theDomainIsInSmallLetters() throws {
        let address = try EmailAddress("Alice@Example.ORG")
        #expect(address.local == "Alice")
        #expect(address.domain == "example.org")
        #expect(try EmailAddress("Alice@example.org") == address)
    }

    @Test(
        arguments: [
            ("", .form), ("alice", .form), ("@", .local), ("@example.org", .local), ("alice@", .domain),
            ("a@b@c", .form), ("a@b\r\nBcc: c@d", .character("\r")), ("a@b\n", .character("\n")),
            ("\u{0}a@b", .character("\u{0}")), ("a@b\u{0}", .character("\u{0}")), ("a b@c", .character(" ")),
            ("<a@b>", .character("<")), ("a@b>", .character(">")), ("a@b,c@d", .character(",")),
            ("a@b;c", .character(";")), ("\"a b\"@c", .character("\"")), ("a\\@b", .character("\\")),
            ("a(c)@b", .character("(")), ("a@[127.0.0.1]", .character("[")), ("a:b@c", .character(":")),
            ("a\t@b", .character("\t")), ("a\u{7F}@b", .character("\u{7F}")),
            ("é@example.org", .notASCII("é")), ("a@bücher.example", .notASCII("ü")),
            ("a@b\u{2028}", .notASCII("\u{2028}")),
            (".a@b", .local), ("a.@b", .local), ("a..b@c", .local), ("a@.b", .domain), ("a@b.", .domain),
            ("a@b..c", .domain), ("a@-b", .domain), ("a@b-", .domain), ("a@b_c", .domain), ("a@127.0.0.1", .domain),
            ("a@" + String(repeating: "l", count: 64), .domain),
            (String(repeating: "l", count: 65) + "@example.org", .tooLong),
            ("a@" + String(repeating: "l.", count: 126) + "x", .tooLong),
            (String(repeating: "a", count: 100_000), .tooLong),
        ] as [(String, EmailAddress.Fault)]
    )
    func isRefused(_ text: String, _ fault: EmailAddress.Fault) {
        #expect(throws: fault) { try EmailAddress(text) }
        #expect(!fault.words.en.isEmpty && !fault.words.fr.isEmpty)
        #expect(fault.words.en.unicodeScalars.allSatisfy { !PrintableText.steers($0) })
    }

    /// No scalar but these few is ever in an address.
    @Test func noOtherScalarGetsThrough() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isTaken = (try? EmailAddress("a\(scalar)a@example.org")) != nil
            let mayBe =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || "0123456789.!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar))
            #expect(isTaken == mayBe, "U+\(String(value, radix: 16))")
        }
    }
}
