/// Why smartmontools' drive database cannot be used; the person is told, and the built-in meanings are used instead.
package struct DriveDatabaseError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// Neither an entry nor a comment: an update that was cut off leaves such a file.
        case empty
        case syntax
        /// More bytes or entries than are read.
        case tooLarge
    }

    package let code: Code
    /// Where it stands, from 1.
    package let line: Int
    /// What should have stood there, for a person.
    package let expected: String

    package var description: String { "line \(line): expected \(expected)" }
}
