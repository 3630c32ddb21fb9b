package import Health

/// Why a command could not do what it was asked.
package struct CommandError: Error, Hashable, CustomStringConvertible {
    /// The exit status; those from 64 on are of sysexits.h.
    package enum Code: Int32 {
        /// What was named is not there, or the request is not allowed.
        case failed = 1
        /// `report` cannot tell how a machine is.
        case cannotTell = 3
        /// Nobody answers who should.
        case unavailable = 69
        /// This program, or the data that it finds, is at fault.
        case fault = 70
        /// The same command may succeed later.
        case tryLater = 75
    }

    package let code: Code
    /// For the person: what happened, where, and what to do.
    package let message: Words
    /// What the part below said, where one did.
    package let cause: String?

    package init(_ code: Code, _ message: Words, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package init(_ code: Code, en: String, fr: String, cause: String? = nil) {
        self.init(code, Words(en: en, fr: fr), cause: cause)
    }

    package var description: String { text(in: .en) }

    /// The message, and what the part below said.
    package func text(in language: Language) -> String {
        cause.map { "\(message[language]) (\($0))" } ?? message[language]
    }
}
