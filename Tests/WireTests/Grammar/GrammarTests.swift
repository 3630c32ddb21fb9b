import Testing

@testable import Wire

@Suite struct GrammarTests {
    @Test(arguments: [
        ("OPEN", "OPEN"),
        ("OPEN 5", "OPEN 5"),
        ("REJ 1046 550 bad-field field=severity", "REJ 1046 550 bad-field field=severity"),
        (#"A k="""#, #"A k="""#),
        (#"A k="bare""#, "A k=bare"),
        (#"A k="a b""#, #"A k="a b""#),
        (#"A k="\"\\\/""#, #"A k="\"\\/""#),
        (#"A k="\u00e9\u20AC""#, #"A k="é€""#),
        (#"A k="\ud83d\ude00""#, #"A k="😀""#),
        ("A k=%2F@:+-._/", "A k=%2F@:+-._/"),
        ("A 1 2 3 4 k=v", "A 1 2 3 4 k=v"),
    ])
    func accepted(text: String, canonical: String) throws {
        let line = try Line(parsing: text.utf8)
        #expect(line.text == canonical)
        #expect(isSame(try Line(parsing: canonical.utf8), line))
    }

    @Test(arguments: [
        ("", "bad-verb"), ("open 5", "bad-verb"), ("5", "bad-verb"), (" OPEN", "bad-verb"),
        ("ABCDEFGHIJKLMNOPQ", "bad-verb"), ("=5", "bad-verb"), ("OPEN=5", "bad-separator"),
        ("OPEN ", "bad-separator"), ("OPEN  5", "bad-separator"), ("OPEN 5 ", "bad-separator"),
        ("OPEN\t5", "bad-separator"), ("OPEN 5\r", "bad-separator"), (#"A "x""#, "bad-separator"),
        (#"A k="x"y"#, "bad-separator"), (#"A k=x"y""#, "bad-separator"), ("A k=é", "missing-value"),
        ("A 1 2 3 4 5", "too-many-words"), ("A k=v word", "missing-value"), ("A k=", "missing-value"),
        ("A k= l=v", "missing-value"), ("A K=v", "bad-key"), ("A =v", "bad-key"), ("A a/b=v", "bad-key"),
        ("A k=1 k=2", "duplicate-key"), (#"A k=1 k="1""#, "duplicate-key"),
        (#"A k=""#, "open-string"), (#"A k="abc"#, "open-string"), (#"A k="abc\"#, "open-string"),
        (#"A k="\x""#, "bad-escape"), (#"A k="\u12""#, "bad-escape"), (#"A k="\u12G4""#, "bad-escape"),
        (#"A k="\u+123""#, "bad-escape"),
        (#"A k="\u0000""#, "control-character"), (#"A k="\u000a""#, "control-character"),
        (#"A k="\u007f""#, "control-character"), (#"A k="\u0085""#, "control-character"),
        (#"A k="\n""#, "control-character"), (#"A k="\r""#, "control-character"), (#"A k="\t""#, "control-character"),
        (#"A k="\b""#, "control-character"), (#"A k="\f""#, "control-character"),
        (#"A k="\ud800""#, "lone-surrogate"), (#"A k="\udc00""#, "lone-surrogate"),
        (#"A k="\ud800\ud800""#, "lone-surrogate"), (#"A k="\ud800x""#, "lone-surrogate"),
        (#"A k="\ud800\n""#, "lone-surrogate"), (#"A k="\ud800\u0041""#, "lone-surrogate"),
    ])
    func refused(text: String, word: String) {
        #expect(refusal(text.utf8)?.word == word)
        #expect(refusal(text.utf8)?.code == .syntax)
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xC3],
        ] as [[UInt8]]
    )
    func invalidText(bytes: [UInt8]) {
        #expect(refusal(Array("A k=\"".utf8) + bytes + Array("\"".utf8))?.word == "bad-utf8")
        #expect(refusal(Array("A k=".utf8) + bytes)?.word == "missing-value")
    }

    /// What may stand at each place of a line, for all 256 bytes.
    @Test(arguments: 0...255 as ClosedRange<UInt8>)
    func everyByte(byte: UInt8) {
        func isAccepted(_ before: String, _ after: String) -> Bool {
            refusal(Array(before.utf8) + [byte] + Array(after.utf8)) == nil
        }
        let isKey = CharacterClass.isKey(byte)
        let isBare = CharacterClass.isBare(byte)
        #expect(isAccepted("", "") == CharacterClass.isVerb(byte))
        #expect(isAccepted("OPE", " 5") == (CharacterClass.isVerb(byte)))
        #expect(isAccepted("OPEN", "5") == (byte == UInt8(ascii: " ")))
        #expect(isAccepted("A ", "") == isBare)
        #expect(isAccepted("A ", "=v") == isKey)
        #expect(isAccepted("A k", "=v") == isKey)
        #expect(isAccepted("A k=", "") == isBare)
        #expect(isAccepted("A k=v", "") == isBare)
        let isText = (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        #expect(isAccepted("A k=\"x", "y\"") == isText)
        #expect(isAccepted("A k=\"v\"", "") == false)
        #expect(isAccepted("A k=\"\\", "0041\"") == ("\"\\/u".utf8.contains(byte)))
    }

    @Test(
        "C0, DEL and C1 are refused raw and escaped, in a value of a string",
        arguments: Array(0...0x1F) + Array(0x7F...0x9F)
    )
    func everyControl(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let hexadecimal = String(value, radix: 16)
        let escape = "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
        #expect(refusal("A k=\"\(scalar)\"".utf8)?.word == "control-character")
        #expect(refusal("A k=\"\(escape)\"".utf8)?.word == "control-character")
        #expect(Line("A").with("k", "x\(scalar)").text == "A k=\"x\u{FFFD}\"")
    }

    @Test func limitsAreExact() throws {
        func line(keys: Int) -> String { "A" + (0..<keys).map { " k\($0)=v" }.joined() }
        #expect(refusal(line(keys: 64).utf8) == nil)
        #expect(refusal(line(keys: 65).utf8)?.word == "too-many-keys")
        func line(length: Int) -> String { "A k=" + String(repeating: "x", count: length - 4) }
        #expect(refusal(line(length: Line.maximumLength - 1).utf8) == nil)
        #expect(refusal(line(length: Line.maximumLength).utf8) == LineError(.tooLong, "too-long"))
        #expect(refusal("A \(String(repeating: "k", count: 64))=v".utf8) == nil)
        #expect(refusal("A \(String(repeating: "k", count: 65))=v".utf8)?.word == "bad-key")
        #expect(refusal("ABCDEFGHIJKLMNOP".utf8) == nil)
    }

    @Test(
        arguments: [
            ("0", 0), ("17", 17), ("18446744073709551615", UInt64.max), ("18446744073709551616", nil), ("+5", nil),
            ("-5", nil), ("", nil), ("5 ", nil), ("٣", nil), ("1e3", nil),
        ] as [(String, UInt64?)]
    )
    func naturalNumbers(text: String, value: UInt64?) {
        #expect(Number.natural(text) == value)
    }

    @Test(arguments: [
        (97.0, "97"), (-0.0, "0"), (0.5, "0.5"), (1e15, "1000000000000000"), (1e19, "1e+19"), (1e-7, "1e-07"),
        (-3.25, "-3.25"), (123_456_789_012_345, "123456789012345"),
    ])
    func decimalNumbers(value: Double, text: String) {
        #expect(Number.text(value) == text)
        #expect(Number.parse(text) == value)
    }

    @Test(arguments: ["nan", "inf", "1e400", "0x10", "", "e", "1,5", "--1", " 1"])
    func noNumbers(text: String) {
        #expect(Number.parse(text) == nil)
    }
}
