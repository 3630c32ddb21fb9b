/// Who sits at a browser.
package struct SignedIn: Hashable, Sendable {
    /// The number of the session.
    package var session: Int64
    package var isComplete: Bool
    package var account: Account
    package var person: Person
    package var preferences: PagePreferences
    package var hasSecondFactor: Bool
    /// Words that the next page shows once.
    package var note: PageNote?
    /// The secret of a second factor that is offered and not confirmed yet.
    package var offeredSecret: [UInt8]?

    package init(
        session: Int64,
        isComplete: Bool,
        account: Account,
        person: Person,
        preferences: PagePreferences = PagePreferences(),
        hasSecondFactor: Bool = false,
        note: PageNote? = nil,
        offeredSecret: [UInt8]? = nil
    ) {
        self.session = session
        self.isComplete = isComplete
        self.account = account
        self.person = person
        self.preferences = preferences
        self.hasSecondFactor = hasSecondFactor
        self.note = note
        self.offeredSecret = offeredSecret
    }
}

/// How a person wishes the pages to be.
package struct PagePreferences: Hashable, Sendable {
    package enum Theme: String, Hashable, Sendable, CaseIterable {
        /// As the browser is set.
        case automatic
        case light
        case dark
    }

    package var theme: Theme
    /// Whether single letters are shortcuts (WCAG 2.1.4).
    package var hasShortcuts: Bool

    package init(theme: Theme = .automatic, hasShortcuts: Bool = true) {
        self.theme = theme
        self.hasShortcuts = hasShortcuts
    }
}

/// What a page says once of what was just done: a stable word with values, worded when it is shown.
package struct PageNote: Hashable, Sendable {
    package var word: String
    package var details: Fields

    package init(_ word: String, _ details: Fields) {
        self.word = word
        self.details = details
    }

    package init(_ word: String, _ details: KeyValuePairs<String, String> = [:]) {
        self.word = word
        self.details = details.reduce(into: Fields()) { $0[$1.key] = $1.value }
    }
}
