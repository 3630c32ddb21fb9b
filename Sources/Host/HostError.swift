/// Why something could not be read from a host.
package struct HostError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        case notFound
        case denied
        case timedOut
        case tooLarge
        case closed
        /// The device or server refused what it was asked.
        case refused
        /// The means itself is missing: no reader runs, no such program.
        case unavailable
        case failed
    }

    package var code: Code
    /// What happened and where, for a person.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
