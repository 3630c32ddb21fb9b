/// How long a delivery waits, in seconds.
package struct Patience: Hashable, Sendable {
    /// For name, connection, TLS and sign-in together.
    package var connection: Double
    /// For one message, the connection included: ten minutes, as RFC 5321, section 4.5.3.2.6, has it for the answer to its text.
    ///
    /// Who waits for less gets `unknown` from a slow relay, and sends twice.
    package var message: Double

    package init(connection: Double = 10, message: Double = 600) {
        self.connection = connection
        self.message = message
    }

    /// Milliseconds as libcurl takes them, where 0 would be no end at all: from 1 to a day.
    static func milliseconds(_ seconds: Double) -> Int {
        guard seconds > 0.001 else { return 1 }
        return seconds < 86_400 ? Int(seconds * 1000) : 86_400_000
    }
}
