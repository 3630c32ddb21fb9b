package import Health

/// Why the desk could not do what it was asked.
package struct DeskError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// No room, or the medium refuses to write: try again when that is mended.
        case storageFull = "storage-full"
        /// Another process holds the store, or memory is short: try again soon.
        case busy
        /// The store cannot be opened, is not one, or is of another version of this program.
        case unusableStore = "unusable-store"
        /// A row does not hold what this program wrote.
        case damagedRow = "damaged-row"
        /// The store refuses a row for good.
        case refusedRow = "refused-row"
        case unknownTicket = "unknown-ticket"
        case unknownHost = "unknown-host"
        case unknownToken = "unknown-token"
        case expiredToken = "expired-token"
        case usedToken = "used-token"
        case notAllowed = "not-allowed"
        /// Words that cannot be kept.
        case badText = "bad-text"
        /// Someone else has changed it meanwhile.
        case changed
        /// The task was ended before the store had answered; a change may or may not be made.
        case cancelled
        case unknownPerson = "unknown-person"
        case unknownOrganisation = "unknown-organisation"
        case unknownCategory = "unknown-category"
        case unknownTemplate = "unknown-template"
        /// Another one has that name.
        case nameTaken = "name-taken"
        case unknownNotice = "unknown-notice"
    }

    package var code: Code
    /// For the person: what happened, where, and what to do.
    package var message: Words
    /// What the part below said, where one did.
    package var cause: String?

    package init(_ code: Code, _ message: Words, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package init(_ code: Code, en: String, fr: String, cause: String? = nil) {
        self.init(code, Words(en: en, fr: fr), cause: cause)
    }

    /// Whether the same request may succeed later.
    package var isTemporary: Bool { code == .storageFull || code == .busy }

    /// For logs, in English.
    package var description: String {
        cause.map { "\(message.en) (\(code.rawValue): \($0))" } ?? "\(message.en) (\(code.rawValue))"
    }
}
