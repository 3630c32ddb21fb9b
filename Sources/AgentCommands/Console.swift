import Health
import Report

/// What a command knows of the outside: where it prints to, for whom, and what time it is.
struct Console: Sendable {
    let environment: [String: String]
    /// How standard output shows tables.
    let style: Style
    let now: @Sendable () -> Timestamp
    /// Writes to standard output at once.
    let print: @Sendable (String) throws(CommandError) -> Void
    /// Writes one line to standard error.
    let say: @Sendable (String) -> Void

    var language: Language { Language(environment: environment) }
    var figures: Figures { Figures(language) }

    /// Prints a JSON value.
    func print(_ json: JSON) throws(CommandError) {
        try print(json.pretty + "\n")
    }

    /// Prints a line in the reader's language.
    func print(_ words: Words) throws(CommandError) {
        try print(words[language] + "\n")
    }
}
