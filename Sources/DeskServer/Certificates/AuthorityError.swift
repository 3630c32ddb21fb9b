package import Health

/// Why a certificate, a key or one of their files could not be used.
package struct AuthorityError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// A file of the authority is missing, unreadable, or does not fit the others.
        case files
        /// An address for the desk's certificate is neither a DNS name nor an IP address.
        case address
        /// A certificate request does not parse, is not signed by its own key, or has a key that is not P-256.
        case request
        /// The certificate is not signed by a trusted authority.
        case untrusted
        /// The certificate is trusted, but is not one of a host.
        case notHost
        case expired
        /// The peer did not negotiate `vigie/1`.
        case wrongProtocol
        /// The TLS library refused our own certificate or key.
        case tls
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

    /// For logs, in English.
    package var description: String { cause.map { "\(message.en) (\($0))" } ?? message.en }
}

extension AuthorityError {
    /// The result of `body`; whatever it throws becomes the cause of an error with this code and message.
    static func wrapping<Value>(
        _ code: Code,
        en: @autoclosure () -> String,
        fr: @autoclosure () -> String,
        _ body: () throws -> Value
    ) throws(AuthorityError) -> Value {
        do {
            return try body()
        } catch let error as AuthorityError {
            throw error
        } catch {
            throw AuthorityError(code, en: en(), fr: fr(), cause: error)
        }
    }

    /// The same for work that waits, such as reading a file.
    static func wrapping<Value>(
        _ code: Code,
        en: @autoclosure () -> String,
        fr: @autoclosure () -> String,
        _ body: () async throws -> Value
    ) async throws(AuthorityError) -> Value {
        do {
            return try await body()
        } catch let error as AuthorityError {
            throw error
        } catch {
            throw AuthorityError(code, en: en(), fr: fr(), cause: error)
        }
    }
}
