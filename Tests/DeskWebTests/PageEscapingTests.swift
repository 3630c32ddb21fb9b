import Mustache
import Testing

@testable import DeskWeb

struct PageEscapingTests {
    static let special = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]

    /// Scalars that join what stands before them: marks, joiners, selectors of variants, modifiers, tags.
    static let joining: [Unicode.Scalar] = [
        "\u{300}", "\u{301}", "\u{308}", "\u{338}", "\u{489}", "\u{5B0}", "\u{64B}", "\u{903}", "\u{93E}", "\u{E31}",
        "\u{200C}", "\u{200D}", "\u{20D2}", "\u{20E3}", "\u{302A}", "\u{FE00}", "\u{FE0E}", "\u{FE0F}", "\u{FE20}",
        "\u{1F3FB}", "\u{E0100}", "\u{E0020}",
    ]

    private func escape(_ text: String) -> String { PageEscaping().escapeText(text) }

    @Test(arguments: special.sorted { $0.key < $1.key }, joining)
    func aMarkDoesNotHideWhatStandsBeforeIt(special: (key: String, value: String), mark: Unicode.Scalar) {
        let tail = String(mark)
        let expected = "é\(special.value)\(tail)x"
        #expect(Array(escape("é\(special.key)\(tail)x").unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        "", "plain", "un été à Noël, 12\u{A0}%", "l’œuvre — “ok” …", "日本語", "👩‍👩‍👧‍👦", "a\tb\nc\r\nd", "a=`b`", "e\u{301}",
    ])
    func whatMeansNothingStays(text: String) {
        #expect(Array(escape(text).utf8) == Array(text.utf8))
    }

    @Test(arguments: [0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069])
    func whatNobodySeesIsShown(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(escape("a\(scalar)b\(scalar)") == "a\u{FFFD}b\u{FFFD}")
    }

    @Test func theNeighboursOfWhatIsReplacedStay() {
        let text = "\u{A0}\u{2029}\u{202F}\u{2065}\u{206A}\u{200E}~ "
        #expect(Array(escape(text).utf8) == Array(text.utf8))
    }

    @Test func allOfATextIsEscaped() {
        #expect(escape("<<a>>&") == "&lt;&lt;a&gt;&gt;&amp;")
        #expect(escape("’<é>’") == "’&lt;é&gt;’")
        #expect(escape("&amp;") == "&amp;amp;")
        let long = String(repeating: "x\"", count: 32_768)
        #expect(escape(long) == String(repeating: "x&quot;", count: 32_768))
    }

    /// As long as this holds the library's own escaping must not be used; when it fails, the library has been mended.
    @Test func theLibraryLetsAMarkHideAQuote() throws {
        let template = try MustacheTemplate(string: #"<a title="{{text}}">"#)
        let page = template.render(["text": "\"\u{301} onclick=x"])
        #expect(page.unicodeScalars.count { $0 == "\"" } == 3)
    }
}
