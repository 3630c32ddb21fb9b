/// The values that a program runs with: what the files say, and the defaults for the rest.
package struct Configuration: Sendable {
    /// Written values by section, in the order in which the sections' names first appear.
    private var sections: [(section: String, name: String?, values: SectionValues)] = []

    /// Nothing but defaults.
    package init() {}

    /// The values of a section that takes no name.
    package subscript(section: Section) -> SectionValues {
        sections.first { $0.section == section.name && $0.name == nil }?.values ?? SectionValues()
    }

    /// The names under which a section such as `[ups NAME]` appears, with their values.
    package func named(_ section: Section) -> [(name: String, values: SectionValues)] {
        sections.compactMap { entry in
            guard entry.section == section.name, let name = entry.name else { return nil }
            return (name, entry.values)
        }
    }

    /// Adds a section that appears in a file, which means something even when nothing is written in it.
    mutating func open(_ section: String, name: String?) -> Int {
        if let index = sections.firstIndex(where: { $0.section == section && $0.name == name }) { return index }
        sections.append((section, name, SectionValues()))
        return sections.count - 1
    }

    mutating func set(_ key: String, to text: String, at index: Int) {
        sections[index].values.texts[key] = text
    }
}

extension Configuration {
    /// What is written, as one file from which it can be read again.
    package var text: String {
        sections.map { section, name, values in
            let title = name.map { "[\(section) \($0)]\n" } ?? "[\(section)]\n"
            return title + values.texts.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }.joined()
        }
        .joined(separator: "\n")
    }
}

/// The values of one section.
package struct SectionValues: Sendable {
    /// Texts that the type of their setting has accepted.
    fileprivate(set) var texts: [String: String] = [:]

    /// The value of a setting: what is written, else its default.
    package subscript<Value>(setting: Setting<Value>) -> Value {
        guard let text = texts[setting.key], let value = try? setting.type.parse(text) else {
            return setting.defaultValue
        }
        return value
    }
}
