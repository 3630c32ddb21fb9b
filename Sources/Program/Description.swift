/// What a program without ArgumentParser says of itself.
///
/// Its help is made of this, and so are its page in the manual and its completions, by the module Manual.
package struct Description: Sendable {
    /// An option as it is written out, `--state DIR`.
    package struct Option: Sendable {
        /// What a value is, by which a shell completes it, with the name under which the help shows it.
        package enum Value: Sendable {
            case file(String)
            case folder(String)
            case text(String)

            package var name: String {
                switch self {
                case .file(let name), .folder(let name), .text(let name): name
                }
            }
        }

        package let name: String
        package let value: Value?
        /// What it does, as a sentence without its end.
        package let sentence: String

        package init(_ name: String, takes value: Value? = nil, _ sentence: String) {
            self.name = name
            self.value = value
            self.sentence = sentence
        }

        /// `--state DIR`.
        package var title: String { value.map { "\(name) \($0.name)" } ?? name }
    }

    package let name: String
    /// What the program does, as a verb and what follows it: `watches this workstation`.
    package let purpose: String
    /// What may follow the name, a line each.
    package let synopses: [String]
    package let options: [Option]
    /// What else there is to say, a paragraph each.
    package let notes: [String]
    /// What its exit status says.
    package let statuses: [(status: Int, meaning: String)]
    /// Files that it reads or makes.
    package let files: [(path: String, meaning: String)]
    package let examples: [String]
    /// Pages of the manual beside this one, `vigie(1)`.
    package let related: [String]

    package init(
        name: String,
        purpose: String,
        synopses: [String],
        options: [Option],
        notes: [String],
        statuses: [(status: Int, meaning: String)],
        files: [(path: String, meaning: String)],
        examples: [String],
        related: [String]
    ) {
        self.name = name
        self.purpose = purpose
        self.synopses = synopses
        self.options = options
        self.notes = notes
        self.statuses = statuses
        self.files = files
        self.examples = examples
        self.related = related
    }
}

extension Description {
    private static let column = 20

    /// What `--help` prints.
    package var help: String {
        let usage = synopses.enumerated()
            .map { ($0.offset == 0 ? "Usage: " : "       ") + "\(name) \($0.element)\n" }
            .joined()
        let options = options.map { option in
            let title = "  " + option.title
            let blanks = Self.column - title.utf8.count
            let gap =
                blanks > 1
                ? String(repeating: " ", count: blanks) : "\n" + String(repeating: " ", count: Self.column)
            return "\(title)\(gap)\(option.sentence)\n"
        }
        let exits = statuses.map { "\($0.status) \($0.meaning)" }.joined(separator: ", ")
        let parts =
            ["\(name) \(purpose).\n", usage, options.joined()] + notes.map { "\($0)\n" }
            + ["Exit status: \(exits).\n", "Examples:\n" + examples.map { "  \($0)\n" }.joined()]
        return parts.joined(separator: "\n")
    }
}
