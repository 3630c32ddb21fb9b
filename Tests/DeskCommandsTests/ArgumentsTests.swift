import Desk
import Testing

@testable import DeskCommands

struct ArgumentsTests {
    @Test(arguments: [
        ("180", 180.0), ("45s", 45), ("3min", 180), ("1.5 h", 5400), ("1 d", 86_400), ("3650d", 315_360_000),
    ])
    func span(text: String, seconds: Double) {
        #expect(Span(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "0", "-1", "d", "1 w", "1e3", "1..5", "3651d", "nan", "inf", "1 d 2", "٣"])
    func noSpan(text: String) {
        #expect(Span(argument: text) == nil)
    }

    @Test(arguments: [(45.0, "45s"), (180, "3min"), (5400, "90min"), (86_400, "1d"), (7200, "2h")])
    func defaultSpan(seconds: Double, text: String) {
        #expect(Span(seconds: seconds).defaultValueDescription == text)
    }

    @Test(arguments: [
        ("desk", "desk", 7117), ("desk.example.org:7200", "desk.example.org", 7200), ("192.0.2.1:1", "192.0.2.1", 1),
        ("[2001:db8::1]:7200", "2001:db8::1", 7200), ("[::1]", "::1", 7117),
    ])
    func address(text: String, host: String, port: Int) {
        #expect(DeskAddress(argument: text) == DeskAddress(host: host, port: port))
    }

    @Test(arguments: [
        "", ":7117", "desk:", "desk:0", "desk:65536", "desk:x", "2001:db8::1", "[::1", "[::1]7", "[]:1", "a b",
        "a\u{1B}b",
        "dés",
    ])
    func noAddress(text: String) {
        #expect(DeskAddress(argument: text) == nil)
    }
}
