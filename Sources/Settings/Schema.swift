/// A section of a settings file: `[disks]`, or `[ups NAME]`, of which there may be many.
package struct Section: Sendable {
    package let name: String
    /// A sentence for the example file and the help.
    package let sentence: String
    /// What stands for the name in the documentation of a section that takes one, `rack1`; nil for a section that takes
    /// none.
    package let exampleName: String?
    package let settings: [any AnySetting]

    package init(_ name: String, named example: String? = nil, _ sentence: String, _ settings: [any AnySetting]) {
        self.name = name
        self.sentence = sentence
        self.exampleName = example
        self.settings = settings
    }

    /// `[disks]` or `[ups NAME]`.
    package var title: String { exampleName == nil ? "[\(name)]" : "[\(name) NAME]" }
}

/// Every section that a program understands.
///
/// What it does not list is an error in the file.
package struct Schema: Sendable {
    package let sections: [Section]

    package init(_ sections: [Section]) {
        self.sections = sections
    }
}

extension Schema {
    /// The example file: every section and setting with its sentence, every setting commented out at its default.
    package var example: String {
        sections.map { section in
            let header = section.exampleName.map { "#[\(section.name) \($0)]" } ?? "[\(section.name)]"
            let settings = section.settings.map { setting in
                "# \(setting.sentence) Allowed: \(setting.allowed).\n#\(setting.key) =\(blank(setting.defaultText))\n"
            }
            return "# \(section.sentence)\n\(header)\n\n" + settings.joined(separator: "\n")
        }
        .joined(separator: "\n")
    }

    /// The same for a terminal or a manual page.
    package var help: String {
        sections.map { section in
            let settings = section.settings.map { setting in
                """
                    \(setting.key) =\(blank(setting.defaultText))
                        \(setting.sentence)
                        Allowed: \(setting.allowed).

                """
            }
            return "\(section.title)  \(section.sentence)\n" + settings.joined()
        }
        .joined(separator: "\n")
    }

    private func blank(_ value: String) -> String { value.isEmpty ? "" : " \(value)" }
}
