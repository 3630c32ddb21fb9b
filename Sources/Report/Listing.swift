package import Health

/// What a program lists: the columns, from which both the table and the JSON are made.
package struct Listing<Row>: Sendable {
    package let columns: [Column<Row>]

    package init(_ columns: [Column<Row>]) {
        self.columns = columns
    }

    /// The rows as a table with headings, a line end after each line; empty without rows.
    /// - Throws: when memory runs out.
    package func table(_ rows: [Row], in language: Language, style: Style = Style()) throws(TableError) -> String {
        guard !rows.isEmpty else { return "" }
        let figures = style.figures(language)
        let table = Table(
            columns: columns.map { column in
                Table.Column(
                    heading: column.heading[language],
                    isRightAligned: column.alignment == .right,
                    isTruncated: column.fit == .truncate,
                    isWrapped: column.fit == .wrap
                )
            },
            rows: rows.map { row in
                columns.map { column in
                    let text = column.value(row).text(unit: column.unit, figures)
                    return Table.Cell(text: text, colour: column.colour(row))
                }
            }
        )
        return try table.draw(style)
    }

    /// The rows as an array of objects.
    package func json(_ rows: [Row]) -> JSON {
        .array(rows.map { row in .object(columns.map { JSON.Member($0.name, $0.value(row).json) }) })
    }
}
