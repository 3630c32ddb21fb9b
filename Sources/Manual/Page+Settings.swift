import Settings

extension Page {
    /// The page of a settings file.
    init(_ file: String, at path: String, _ purpose: String, _ schema: Schema, related: [String]) {
        self.init(file, section: 5, purpose)
        section("Description")
        running(
            """
            The file is made of sections in brackets, and of settings under them, a line each: a key, an equals sign and a \
            value. A line that begins with # is a comment. What is not written has its default, which is shown here. \
            After the file come those of \(path).d whose names end in .conf, in the order of their names; a later value \
            replaces an earlier one. What no section lists is a mistake, and with one mistake nothing of the files is taken.
            """
        )
        for part in schema.sections {
            subsection("\(Self.words(part.title))\\&")
            running(part.sentence)
            list(part.settings) { page, setting in
                let value = setting.defaultText.isEmpty ? "" : " \(setting.defaultText)"
                page.macro("It", "Ic", Self.words("\(setting.key) =\(value)"))
                page.running(setting.sentence)
                page.running("Allowed: \(setting.allowed).")
            }
        }
        files([(path, "the settings"), ("\(path).d", "more of them")])
        seeAlso(related)
    }
}
