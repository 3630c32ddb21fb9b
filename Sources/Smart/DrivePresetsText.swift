extension DrivePresets {
    /// The presets in one line of printable ASCII, so that what was found for a disk can be remembered.
    ///
    /// Words with a blank between them: attributes in the form of `-v` by rising id (`?` for a packing that is unknown),
    /// then `F=BUG`, then `d=TYPE`.
    package var text: String {
        var words = attributes.sorted { $0.key < $1.key }.map { id, attribute in
            let format = (attribute.format?.name ?? "?") + (attribute.isTotal ? "+" : "")
            let scope =
                switch attribute.scope {
                case .any: ""
                case .rotating: ",HDD"
                case .solidState: ",SSD"
                }
            return "\(id),\(format)" + (attribute.name.map { ",\($0)\(scope)" } ?? "")
        }
        words += bugs.map { "F=\($0)" }
        if let type { words.append("d=\(type)") }
        return words.joined(separator: " ")
    }

    /// Reads what `text` has written; nil for anything else.
    package init?(text: String) {
        guard text.utf8.count <= 32_768 else { return nil }
        self.init()
        for word in text.split(separator: " ") {
            let isTaken =
                switch word.prefix(2) {
                case "F=": addBug(word.dropFirst(2))
                case "d=": setType(word.dropFirst(2))
                default: addAttribute(word)
                }
            guard isTaken else { return nil }
        }
        guard self.text == text else { return nil }
    }
}
