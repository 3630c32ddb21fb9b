/// A page of the manual under way, in mdoc(7).
///
/// mandoc's rules for its text are kept here: a sentence a line, none longer than 78 bytes, and no character of a text is a command.
struct Page {
    private(set) var text: String

    /// The head of a page and its name; `purpose` is a phrase without its end.
    init(_ name: String, section: Int, _ purpose: String) {
        text = """
            .\\" Written by Sources/Manual from what the programs declare; `make manual` writes it anew.
            .Dd November 30, 2026
            .Dt \(name.uppercased()) \(section)
            .Os Vigie

            """
        self.section("Name")
        macro("Nm", name)
        macro("Nd", purpose)
    }

    mutating func section(_ title: String) { macro("Sh", title.uppercased()) }
    mutating func subsection(_ title: String) { macro("Ss", title) }

    /// A line of macros and their words, which are taken as they are.
    mutating func macro(_ words: String...) { text += "." + words.joined(separator: " ") + "\n" }

    /// A paragraph of running text; the first of a section needs no blank line.
    mutating func paragraph(_ words: String) {
        if !isAtTitle { macro("Pp") }
        running(words)
    }

    private var isAtTitle: Bool {
        let last = text.dropLast().split(separator: "\n").last ?? ""
        return last.hasPrefix(".Sh ") || last.hasPrefix(".Ss ")
    }

    /// Running text that follows what is there.
    mutating func running(_ words: String) {
        for sentence in Self.sentences(words) {
            var line = ""
            for word in sentence.split(separator: " ") {
                let word = Self.escaped(String(word))
                if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > 78 {
                    text += Self.started(line) + "\n"
                    line = ""
                }
                line += line.isEmpty ? word : " \(word)"
            }
            text += Self.started(line) + "\n"
        }
    }

    /// A list of terms, each with its text; a term is a line of macros.
    mutating func list<Item>(_ items: [Item], _ each: (inout Page, Item) -> Void) {
        macro("Bl", "-tag", "-width", "Ds")
        for item in items { each(&self, item) }
        macro("El")
    }

    /// A section of command lines.
    mutating func examples(_ examples: [Example]) {
        guard !examples.isEmpty else { return }
        section("Examples")
        listing(examples)
    }

    /// Command lines as they are typed, with comments of the shell above those that have a meaning of their own.
    mutating func listing(_ examples: [Example]) {
        macro("Bd", "-literal", "-offset", "indent")
        for example in examples {
            if let meaning = example.meaning { text += "# \(Self.escaped(meaning))\n" }
            text += Self.started(Self.escaped(example.command)) + "\n"
        }
        macro("Ed")
    }

    mutating func exitStatus(_ statuses: [(status: Int, meaning: String)]) {
        section("Exit status")
        list(statuses) { page, item in
            page.macro("It", String(item.status))
            page.running("\(Self.capitalised(item.meaning)).")
        }
    }

    mutating func files(_ files: [(path: String, meaning: String)]) {
        guard !files.isEmpty else { return }
        section("Files")
        list(files) { page, item in
            page.macro("It", "Pa", Self.words(item.path))
            page.running("\(Self.capitalised(item.meaning)).")
        }
    }

    /// Other pages, `vigie(1)`, in the order of their sections, as mandoc wants them.
    mutating func seeAlso(_ pages: [String]) {
        section("See also")
        let references = pages.map { $0.split(whereSeparator: "()".contains) }
            .filter { $0.count == 2 }
            .sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }
        for (index, reference) in references.enumerated() {
            macro("Xr", String(reference[0]), String(reference[1]) + (index + 1 < references.count ? " ," : ""))
        }
    }
}

/// A command line that shows how something is used.
struct Example {
    let command: String
    let meaning: String?
}
