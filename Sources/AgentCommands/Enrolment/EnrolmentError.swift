package import Health

/// Why this workstation could not be enrolled.
package struct EnrolmentError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The key's file cannot be read, written or understood.
        case key
        /// The desk is not the one that the token is from.
        case wrongDesk
        /// The TLS library refused the configuration.
        case tls
        /// Nobody answers at the token's address, or not in time.
        case unreachable
        /// The desk does not enrol this workstation.
        case refused
        /// The desk's answer is not understood, or its certificate is not what was asked for.
        case answer
        /// The identity folder cannot be used.
        case files
    }

    package var code: Code
    /// What happened, where, and what to do, for a person.
    package var message: Words
    package var cause: (any Error)?

    package init(_ code: Code, en: String, fr: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = Words(en: en, fr: fr)
        self.cause = cause
    }

    package var description: String { cause.map { "\(message.en) (\($0))" } ?? message.en }
}
