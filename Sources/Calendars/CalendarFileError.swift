package import Health

/// What is wrong with an iCalendar file or a recurrence rule: `12: the date 20261399 is none`.
package struct CalendarFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// More bytes, events, rules or days than are read.
        case tooMuch = "too-much"
        /// Not UTF-8, or with a NUL.
        case notText = "not-text"
        /// Not a whole VCALENDAR.
        case notCalendar = "not-calendar"
        /// A line that libical does not understand, or that is not where it may be.
        case syntax
        case badDate = "bad-date"
        /// A recurrence rule that is none, that never happens, or that is finer than days.
        case badRule = "bad-rule"
        /// libical has no memory left.
        case noMemory = "no-memory"
    }

    package let code: Code
    /// Counted from 1; nil when it is the file as a whole, or no file.
    package let line: Int?
    package let message: Words

    package init(_ code: Code, line: Int? = nil, en: String, fr: String) {
        self.init(code, line: line, Words(en: en, fr: fr))
    }

    private init(_ code: Code, line: Int?, _ message: Words) {
        self.code = code
        self.line = line
        self.message = message
    }

    /// The same, of a line.
    func at(line: Int) -> CalendarFileError { CalendarFileError(code, line: line, message) }

    package var description: String { words.en }

    /// The line and the message.
    package var words: Words {
        line.map { Words(en: "\($0): \(message.en)", fr: "\($0)\u{A0}: \(message.fr)") } ?? message
    }
}
