@testable import Agent
import Logging
import Testing

@Suite
struct StandardErrorLogTests {
    private func line(
        _ message: Logger.Message,
        _ metadata: Logger.Metadata? = nil,
        common: Logger.Metadata = [:],
        level: Logger.Level = .notice,
        isForJournal: Bool = false
    ) -> String {
        var log = StandardErrorLog(isForJournal: isForJournal)
        log.metadata = common
        let event = LogEvent(
            level: level,
            message: message,
            metadata: metadata,
            source: nil,
            file: "",
            function: "",
            line: 1
        )
        return log.text(of: event)
    }

    @Test
    func anEventIsOneLineWithItsLevelAndSortedMetadata() {
        #expect(line("the link is up") == "notice: the link is up\n")
        let metadata: Logger.Metadata = ["retry": "3 s", "desk": "a:1"]
        #expect(line("x", metadata) == "notice: x desk=\"a:1\" retry=\"3 s\"\n")
        #expect(line("x", ["a": "event"], common: ["a": "common", "b": "1"]) == "notice: x a=\"event\" b=\"1\"\n")
    }

    @Test(arguments: ["\n", "\r", "\u{1B}", "\u{7}", "\u{0}", "\u{7F}", "\u{9B}"])
    func controlCharactersDoNotGetThrough(control: String) {
        let text = line("a\(control)b", ["reason": "c\(control)d"])
        #expect(text == "notice: a\u{FFFD}b reason=\"c\u{FFFD}d\"\n")
    }

    @Test(arguments: [
        (Logger.Level.critical, "<2>"), (.error, "<3>"), (.warning, "<4>"), (.notice, "<5>"), (.info, "<6>"),
        (.debug, "<7>"), (.trace, "<7>"),
    ])
    func theJournalReadsTheLevelAsAPriority(level: Logger.Level, prefix: String) {
        #expect(line("x", ["a": "b"], level: level, isForJournal: true) == "\(prefix)x a=\"b\"\n")
    }

    @Test
    func lettersBeyondASCIIDo() {
        #expect(line("onduleur « réservé » 電源") == "notice: onduleur « réservé » 電源\n")
    }
}
