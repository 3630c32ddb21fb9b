import Health
import Report

/// What a command knows of the outside: where it prints to, for whom, and what time it is.
struct Console: Sendable {
    let environment: [String: String]
    /// How standard output shows tables.
    let style: Style
    /// The login name of who runs the command.
    let user: String
    /// The name of this machine.
    let hostName: String
    /// Seconds east of UTC, here and now.
    let utcOffset: Double
    let now: @Sendable () -> Timestamp
    /// Writes to standard output at once.
    let print: @Sendable (String) throws(CommandError) -> Void
    /// Writes one line to standard error.
    let say: @Sendable (String) -> Void

    var language: Language { Language(environment: environment) }
    var figures: Figures { Figures(language) }
}

extension Console {
    /// Prints rows as a table, or as JSON; no rows are told in words beside the empty table.
    func print<Row>(
        _ rows: [Row],
        table: Listing<Row>,
        json: Listing<Row>,
        asJSON: Bool,
        empty: Words
    ) throws {
        guard !asJSON else { return try print(json.json(rows)) }
        guard !rows.isEmpty else { return say(empty[language]) }
        try print(table.table(rows, in: language, style: style))
    }

    /// Prints a JSON value.
    func print(_ json: JSON) throws(CommandError) {
        try print(json.pretty + "\n")
    }
}
