import Health
import Commands
import Desk
import Glibc
import Report
import Synchronization
import Testing

@testable import DeskCommands

/// Passwords that a person types, at a terminal of the tests.
@Suite(.serialized)
struct HiddenInputTests {
    /// Both ends of a terminal: what is typed goes in at one, and the program reads at the other.
    private final class Terminal: Sendable {
        let outside: CInt
        let inside: CInt

        init() throws {
            var (outside, inside): (CInt, CInt) = (-1, -1)
            try #require(unsafe openpty(&outside, &inside, nil, nil, nil) == 0)
            (self.outside, self.inside) = (outside, inside)
        }

        deinit {
            close(inside)
            close(outside)
        }

        func type(_ line: String) {
            let bytes = Array("\(line)\n".utf8)
            _ = unsafe write(outside, bytes, bytes.count)
        }

        var showsWhatIsTyped: Bool {
            var attributes = termios()
            _ = unsafe tcgetattr(inside, &attributes)
            return attributes.c_lflag & tcflag_t(ECHO) != 0
        }

        /// What stands on its screen, and after it a full stop, by which this knows that all is there.
        var screen: String {
            _ = unsafe write(inside, ".", 1)
            var text = ""
            while !text.hasSuffix(".") {
                var bytes: [UInt8] = Array(repeating: 0, count: 4096)
                let count = unsafe read(outside, &bytes, bytes.count)
                guard count > 0 else { break }
                text += String(decoding: bytes.prefix(count), as: UTF8.self)
            }
            return text
        }
    }

    /// A console on which each prompt is answered by the next line.
    private static func console(_ terminal: Terminal, answers: [String]) -> Console {
        let rest = AnswerList(answers)
        return Console(
            environment: ["LANG": "fr_FR.UTF-8"],
            style: Style(width: nil),
            user: "anne",
            hostName: "desk1",
            now: { now },
            print: { _ in },
            say: { line in
                #expect(!terminal.showsWhatIsTyped, "\(line)")
                terminal.type(rest.next())
            }
        )
    }

    private final class AnswerList: Sendable {
        private let rest: Mutex<[String]>

        init(_ answers: [String]) { rest = Mutex(answers.reversed()) }

        func next() -> String { rest.withLock { $0.popLast() ?? "" } }
    }

    private static let account = Account(person: PersonID(1), login: "marie", memberships: [], madeAt: now)

    @Test func whatIsTypedIsReadAndNotShown() throws {
        let terminal = try Terminal()
        let input = try #require(HiddenInput(terminal.inside))
        let console = Self.console(terminal, answers: ["correct horse é", "correct horse é"])
        let password = try AccountPasswordCommand.typed(at: input, of: Self.account, console)
        #expect(password == "correct horse é")
        #expect(terminal.showsWhatIsTyped)
        #expect(terminal.screen == "\r\n\r\n.")
    }

    @Test func twoThatDifferAreRefused() throws {
        let terminal = try Terminal()
        let input = try #require(HiddenInput(terminal.inside))
        let console = Self.console(terminal, answers: ["correct horse", "correct house"])
        let error = #expect(throws: CommandError.self) {
            try AccountPasswordCommand.typed(at: input, of: Self.account, console)
        }
        #expect(error?.message.en.hasPrefix("The two passwords differ.") == true)
        #expect(terminal.showsWhatIsTyped)
    }

    @Test func whatIsNoTerminalHidesNothing() {
        #expect(HiddenInput(-1) == nil)
    }
}
