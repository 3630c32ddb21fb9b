import Health

/// What the rows of one list are called: by their names, with a mark behind those that several things have.
package struct Names<Key: Hashable> {
    /// Something that has a name, and what tells it from others of the name: marks, the most telling first and one of its own last.
    package struct Bearer {
        let key: Key
        let name: String
        let owner: String
        let marks: [String]

        /// - Parameters:
        ///   - key: what it is known by.
        ///   - name: what it is called.
        ///   - owner: within what its name should be its own; nothing else shows whose it is.
        ///   - marks: as many for each.
        package init(_ key: Key, name: String, of owner: String = "", marks: [String]) {
            self.key = key
            self.name = name
            self.owner = owner
            self.marks = marks
        }
    }

    private var names: [Key: String] = [:]
    /// The marks of those that share their name.
    package private(set) var marks: [Key: String] = [:]

    package init(_ bearers: some Sequence<Bearer>) {
        let distinct = Dictionary(bearers.map { ($0.key, $0) }) { first, _ in first }.values
        names = Dictionary(uniqueKeysWithValues: distinct.map { ($0.key, $0.name) })
        for group in Dictionary(grouping: distinct, by: { [$0.owner, $0.name] }).values where group.count > 1 {
            guard let place = Self.firstThatDiffers(in: group) else { continue }
            for bearer in group { marks[bearer.key] = bearer.marks[place] }
        }
    }

    /// What a thing is called, be it like others; nil when the list does not hold it.
    package subscript(key: Key) -> String? { names[key] }

    /// What a thing is called where no column has its mark.
    package func whole(_ key: Key) -> String? {
        names[key].map { name in marks[key].map { "\(name) (\($0))" } ?? name }
    }

    /// The column of the marks, for a table of rows of which any has one.
    package func column<Row>(
        among rows: [Row],
        of key: @escaping @Sendable (Row) -> Key
    ) -> [Column<Row>] where Key: Sendable {
        guard rows.contains(where: { marks[key($0)] != nil }) else { return [] }
        return [Column("which", Words(en: "WHICH", fr: "LEQUEL")) { [marks] in .text(marks[key($0)] ?? "") }]
    }

    /// The place of the first mark that no two of a group share.
    private static func firstThatDiffers(in group: [Bearer]) -> Int? {
        let count = group.map(\.marks.count).min() ?? 0
        return (0..<count).first { place in Set(group.map { $0.marks[place] }).count == group.count }
    }
}

extension Names: Sendable where Key: Sendable {}
