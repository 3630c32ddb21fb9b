import Report
import Testing

struct StyleTests {
    @Test(
        arguments: [
            (80, [:], true),
            (80, ["TERM": "xterm"], true),
            (80, ["TERM": "dumb"], false),
            (80, ["NO_COLOR": "1"], false),
            (80, ["NO_COLOR": ""], true),
            (80, ["NO_COLOR": "", "TERM": "dumb"], false),
            (nil, ["TERM": "xterm"], false),
        ] as [(Int?, [String: String], Bool)]
    )
    func coloursOnlyWhereWanted(width: Int?, environment: [String: String], hasColours: Bool) {
        let style = Style(width: width, environment: environment)
        #expect(style.width == width && style.hasColours == hasColours)
    }

    @Test func paintEndsTheColourThatItBegins() {
        #expect(Style(width: 80, hasColours: true).paint("bad", .red) == "\u{1B}[31mbad\u{1B}[0m")
        #expect(Style(width: 80, hasColours: true).paint("plain", nil) == "plain")
        #expect(Style().paint("bad", .red) == "bad")
    }
}
