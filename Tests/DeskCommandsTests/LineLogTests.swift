import Logging
import Synchronization
import Testing

@testable import DeskCommands

struct LineLogTests {
    private static func line(_ message: Logger.Message, _ metadata: Logger.Metadata, isForJournal: Bool = false)
        -> String
    {
        let printed = Printed()
        var log = LineLog(now: { now }, say: { line in printed.text.withLock { $0 += line + "\n" } })
        log.isForJournal = isForJournal
        log[metadataKey: "desk"] = "desk1"
        let logger = Logger(label: "test") { _ in log }
        logger.notice(message, metadata: metadata)
        logger.debug("not shown")
        return printed.text.withLock { $0 }
    }

    private final class Printed: Sendable {
        let text = Mutex("")
    }

    @Test func oneLine() {
        #expect(
            Self.line("a host was enrolled", ["name": "ws 17", "host": "0b5f"])
                == "2026-11-23T21:00:00.000Z notice a host was enrolled desk=desk1 host=0b5f name=\"ws 17\"\n"
        )
    }

    @Test func theJournalHasATimeOfItsOwn() {
        #expect(Self.line("x", ["a": "b"], isForJournal: true) == "<5>x a=b desk=desk1\n")
    }

    @Test func hostileValues() {
        #expect(
            Self.line("x", ["a": "", "b": "q\"\\\"", "c": "\u{1B}[2J\n2026 error forged", "d": "k=v"])
                == "2026-11-23T21:00:00.000Z notice x a=\"\" b=\"q\\\"\\\\\\\"\" c=\"\\u{1B}[2J\\u{A}2026 error forged\" "
                + "d=\"k=v\" desk=desk1\n"
        )
    }
}
