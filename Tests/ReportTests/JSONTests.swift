import Foundation
import Report
import Testing

struct JSONTests {
    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (12_043, "12043"), (-7, "-7"), (36.5, "36.5"), (0.1, "0.1"),
            (1.5e12, "1500000000000"),
            (9_007_199_254_740_992, "9007199254740992"), (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"),
            (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
        ] as [(Double, String)]
    )
    func numbers(number: Double, text: String) {
        #expect(JSON.number(number).compact == text)
    }

    @Test func compactKeepsTheOrderOfMembers() {
        let value: JSON = [
            "z": .array([.number(1), .null, .bool(true)]), "a": [:], "m": .array([]), "b": .bool(false),
        ]
        #expect(value.compact == #"{"z":[1,null,true],"a":{},"m":[],"b":false}"#)
    }

    @Test func prettyIndentsByTwoSpaces() {
        let value: JSON = ["a": .array([["b": .number(1)], .string("x")]), "c": [:], "d": .array([])]
        #expect(
            value.pretty == """
                {
                  "a": [
                    {
                      "b": 1
                    },
                    "x"
                  ],
                  "c": {},
                  "d": []
                }
                """
        )
    }

    @Test(arguments: hostileTexts)
    func anotherParserReadsTheSameText(text: String) throws {
        for written in [JSON.array([.string(text)]).compact, JSON.array([.string(text)]).pretty] {
            let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String]
            #expect(read?.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
            #expect(!written.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) })
        }
    }

    @Test func namesAreEscapedToo() {
        let value: JSON = .object([JSON.Member("a\"\u{1B}", .null)])
        #expect(value.compact == #"{"a\"\u001b":null}"#)
    }
}

/// Texts that a device, a file or a peer might hold.
let hostileTexts = [
    "", "plain", "\u{1B}]0;owned\u{7}", "\u{9B}31m", "invoice\u{202E}gpj.exe", "two\nlines\r\n", "tab\there",
    "nul\u{0}nul",
    "quote\" and \\ backslash / slash", "\\x1b", "e\u{301}\u{301}\u{301}", "👩‍🔧", "日本語", "\u{2028}\u{2029}\u{FEFF}",
    "\u{E0041}", "\u{10FFFF}", String(repeating: "long ", count: 4000),
]
