/// Why a line, or a message made of it, is refused.
///
/// The word goes over the wire in `REJ` and `ERR`.
package struct LineError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Int, Hashable, Sendable {
        /// Not a line of the grammar.
        case syntax = 501
        /// A verb that does not exist, or not in this direction.
        case verb = 502
        /// A verb before its time: anything but ENROL without a certificate, anything before HELLO.
        case sequence = 503
        case notEnrolled = 530
        /// A key that is missing, or a value that cannot be; also how a code of a newer peer is read.
        case field = 550
        /// Longer than `Line.maximumLength`.
        case tooLong = 552
    }

    package let code: Code
    /// A short word for programs: `bad-field`, `duplicate-key`.
    package let word: String
    /// The key at fault, or nothing.
    package let field: String?

    package init(_ code: Code, _ word: String, field: String? = nil) {
        self.code = code
        self.word = word
        self.field = field
    }

    package var description: String {
        "\(code.rawValue) \(word)" + (field.map { " (\($0))" } ?? "")
    }
}
