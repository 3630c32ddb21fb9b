import Program

extension Page {
    /// The page of a program whose commands ArgumentParser declares, all of them on this one.
    init(_ program: Declaration, section: Int, files: [(path: String, meaning: String)], related: [String]) {
        let about = Discussion(program.discussion ?? "")
        let commands = program.commands()
        self.init(program.commandName, section: section, Self.phrase(program.abstract ?? ""))
        self.section("Synopsis")
        for (names, command) in commands { synopsis(names, command) }
        self.section("Description")
        about.paragraphs.forEach { paragraph($0) }
        paragraph("Every command has these options:")
        options((program.arguments ?? []).filter(\.isCommon))
        self.section("Commands")
        for (names, command) in commands { chapter(names, command) }
        self.files(files)
        if let status = about.exitStatus {
            self.section("Exit status")
            running(status.hasSuffix(".") ? Self.capitalised(status) : Self.capitalised(status) + ".")
        }
        examples(about.examples)
        seeAlso(related)
    }

    /// `The desk.` as a name's line has it: `the desk`.
    private static func phrase(_ abstract: String) -> String {
        let phrase = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
        return words(phrase.prefix(1).lowercased() + phrase.dropFirst())
    }

    private mutating func synopsis(_ names: [String], _ command: Declaration) {
        macro("Nm")
        macro("Cm", names.joined(separator: " "))
        for argument in Self.shown(command) { macro(argument.synopsis) }
    }

    private mutating func chapter(_ names: [String], _ command: Declaration) {
        let about = Discussion(command.discussion ?? "")
        subsection(names.joined(separator: " "))
        running(command.abstract ?? "")
        about.paragraphs.forEach { paragraph($0) }
        options(Self.shown(command))
        if let status = about.exitStatus { paragraph("Exit status: \(status)") }
        guard !about.examples.isEmpty else { return }
        paragraph("For example:")
        listing(about.examples)
    }

    private mutating func options(_ arguments: [Declaration.Argument]) {
        guard !arguments.isEmpty else { return }
        list(arguments) { page, argument in
            page.macro("It", argument.term)
            page.running(argument.sentence)
            let values = (argument.allValues ?? []).joined(separator: ", ")
            if !values.isEmpty, !argument.sentence.contains(values) { page.running("One of \(values).") }
        }
    }

    /// What a command takes beside what every one does.
    private static func shown(_ command: Declaration) -> [Declaration.Argument] {
        (command.arguments ?? []).filter { $0.shouldDisplay && !$0.isCommon }
    }
}
