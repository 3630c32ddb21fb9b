import Health

/// A page: its template, and the words that stand in it, by the names that the template calls them.
struct Page: Sendable {
    let template: String
    let title: Words
    let words: [String: Words]

    init(_ template: String, _ title: Words, _ words: [String: Words] = [:]) {
        self.template = template
        self.title = title
        self.words = words
    }

    /// All pages, for the tests that compare words and templates.
    static let all: [Page] = [
        .mistake, .signIn, .signInCode, .welcome, .me, .secondFactor, .people, .person, .organisations, .queue, .ticket,
        .caller, .newTicket, .suggestedPeople, .suggestedHosts,
        .fleet, .host, .tokens, .hostReport, .fleetReport,
    ]
}

/// What a template is filled with: dictionaries, for they take a fifth of the time of structures.
typealias Values = [String: Any]

extension Optional {
    /// What a template takes: false where there is nothing, for a name without value would be looked for further out.
    var orFalse: Any { map { $0 as Any } ?? false }
}
