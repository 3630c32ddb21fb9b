/// A session of a browser that begins.
package struct NewSession: Hashable, Sendable {
    /// SHA-256 of the token that the browser keeps, in hexadecimal digits.
    package var digest: String
    package var person: PersonID
    /// False until the second factor has been given.
    package var isComplete: Bool
    /// From where it was begun.
    package var address: String
    /// What the browser says of itself; at most 200 bytes are kept.
    package private(set) var browser: String

    package init(digest: String, person: PersonID, isComplete: Bool, address: String, browser: String) {
        self.digest = digest
        self.person = person
        self.isComplete = isComplete
        self.address = address
        // No letter is cut in two: the index is rounded down.
        let end = browser.utf8.index(browser.startIndex, offsetBy: 200, limitedBy: browser.endIndex)
        self.browser = String(browser[..<(end ?? browser.endIndex)])
    }
}

/// How long a session of a browser lasts, in seconds.
package enum SessionLife {
    /// Without a request.
    package static let idle: Double = 12 * 3600
    /// In all.
    package static let whole: Double = 14 * 86_400
    /// Until the second factor is given.
    package static let incomplete: Double = 600
    /// From one note that it was seen to the next.
    package static let noting: Double = 60
    /// By how much it may have been seen later than now, as after a small correction of the clock; what a wrong clock wrote ends.
    package static let ahead: Double = 60
}
