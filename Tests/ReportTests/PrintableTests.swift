import Report
import Testing

struct PrintableTests {
    @Test(arguments: [
        ("Example SSD 1TB", "Example SSD 1TB"),
        ("déjà 日本 😀", "déjà 日本 😀"),
        ("\u{1B}]0;owned\u{7}", #"\u{1B}]0;owned\u{7}"#),
        ("\u{9B}31m", #"\u{9B}31m"#),
        ("a\u{202E}b\u{2066}", #"a\u{202E}b\u{2066}"#),
        ("one\r\ntwo\u{2028}", #"one\u{D}\u{A}two\u{2028}"#),
        ("\u{7F}\u{0}", #"\u{7F}\u{0}"#),
        ("zero\u{200B}width\u{FEFF}", #"zero\u{200B}width\u{FEFF}"#),
        ("12\u{202F}043\u{A0}h", "12\u{202F}043\u{A0}h"),
    ])
    func showsWhatATerminalWouldActOn(text: String, shown: String) {
        #expect(text.printable == shown)
    }

    @Test(arguments: hostileTexts)
    func isStableAndOneLine(text: String) {
        let shown = text.printable
        #expect(shown.printable == shown)
        #expect(!shown.unicodeScalars.contains { $0.properties.generalCategory == .control || $0.value == 0x202E })
    }
}
