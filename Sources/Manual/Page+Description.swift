import Program

extension Page {
    /// The page of a program without ArgumentParser.
    init(_ program: Description) {
        self.init(program.name, section: 8, program.purpose)
        section("Synopsis")
        for synopsis in program.synopses {
            macro("Nm")
            for part in Self.parts(of: synopsis) { macro(part) }
        }
        section("Description")
        macro("Nm")
        running("\(program.purpose).")
        program.notes.forEach { paragraph($0) }
        paragraph("The options are:")
        list(program.options) { page, option in
            let value = option.value.map { " Ar \(Self.words($0.name))" } ?? ""
            page.macro("It", "Fl \(Self.flag(option.name))\(value)")
            page.running("\(Self.capitalised(option.sentence)).")
        }
        files(program.files)
        exitStatus(program.statuses)
        examples(program.examples.map { Example(command: $0, meaning: nil) })
        seeAlso(program.related)
    }

    /// Macros for `[--idle SECONDS] --smartctl DISK`: what is in brackets is optional, a dash begins an option, the rest are values.
    private static func parts(of synopsis: String) -> [String] {
        var parts: [String] = []
        var part: [String] = []
        for word in synopsis.split(separator: " ") {
            if word.hasPrefix("[") { part.append("Op") }
            let bare = word.drop { $0 == "[" }.prefix { $0 != "]" }
            part.append(bare.hasPrefix("--") ? "Fl \(flag(String(bare)))" : "Ar \(words(String(bare)))")
            if word.hasSuffix("...") { part.append("...") }
            guard word.contains("]") || part.first != "Op" else { continue }
            parts.append(part.joined(separator: " "))
            part = []
        }
        return parts
    }
}
