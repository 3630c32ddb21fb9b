package import Health
package import Report

/// What a command knows of the outside: where it prints to, for whom, and what time it is.
package struct Console: Sendable {
    package let environment: [String: String]
    /// How standard output shows tables.
    package let style: Style
    /// The login name of who runs the command.
    package let user: String
    /// The name of this machine.
    package let hostName: String
    package let now: @Sendable () -> Timestamp
    /// Writes to standard output at once.
    package let print: @Sendable (String) throws(CommandError) -> Void
    /// Writes one line to standard error.
    package let say: @Sendable (String) -> Void
    /// Shows a question and returns the line that is typed; nil where nobody sits at a terminal.
    package let ask: (@Sendable (String) throws(CommandError) -> String)?

    package init(
        environment: [String: String],
        style: Style,
        user: String,
        hostName: String,
        now: @escaping @Sendable () -> Timestamp,
        print: @escaping @Sendable (String) throws(CommandError) -> Void,
        say: @escaping @Sendable (String) -> Void,
        ask: (@Sendable (String) throws(CommandError) -> String)? = nil
    ) {
        self.environment = environment
        self.style = style
        self.user = user
        self.hostName = hostName
        self.now = now
        self.print = print
        self.say = say
        self.ask = ask
    }

    package var language: Language { Language(environment: environment) }
    package var figures: Figures { style.figures(language) }
}

extension Console {
    /// Prints rows as a table, or as JSON; no rows are told in words beside the empty table.
    package func print<Row>(
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
    package func print(_ json: JSON) throws(CommandError) {
        try print(json.pretty + "\n")
    }

    /// Prints a line in the reader's language.
    package func print(_ words: Words) throws(CommandError) {
        try print(words[language] + "\n")
    }
}
