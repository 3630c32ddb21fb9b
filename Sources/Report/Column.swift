package import Health

/// One column of a listing: the single place that says how a property is called and shown, as a table and as JSON.
package struct Column<Row>: Sendable {
    /// What becomes of texts that are wider than the terminal allows.
    package enum Fit: Hashable, Sendable {
        /// Shown whole.
        case whole
        /// Cut at the right.
        case truncate
        /// Continued on further lines.
        case wrap
    }

    /// On which side of the column its texts stand.
    package enum Alignment: Hashable, Sendable {
        case left
        case right
    }

    /// The member's name in JSON, stable.
    package let name: String
    package let heading: Words
    package let alignment: Alignment
    package let fit: Fit
    /// The unit of the column's numbers.
    ///
    /// Tables show it beside the number; in JSON the name must say it, as in `temperature_c`.
    package let unit: Unit
    package let colour: @Sendable (Row) -> Colour?
    package let value: @Sendable (Row) -> Cell

    package init(
        _ name: String,
        _ heading: Words,
        alignment: Alignment = .left,
        fit: Fit = .whole,
        unit: Unit = .count,
        colour: @escaping @Sendable (Row) -> Colour? = { _ in nil },
        value: @escaping @Sendable (Row) -> Cell
    ) {
        self.name = name
        self.heading = heading
        self.alignment = alignment
        self.fit = fit
        self.unit = unit
        self.colour = colour
        self.value = value
    }
}

/// The value of one property of one row.
package enum Cell: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    /// Text that may come from anywhere: tables and JSON escape it.
    case text(String)
    /// One of a closed list: its stable name, and what a person calls it.
    case term(String, Words)
    case time(Timestamp)
    case list([String])

    /// The value as JSON: times in RFC 3339, terms by their stable name.
    package var json: JSON {
        switch self {
        case .null: .null
        case .bool(let isSo): .bool(isSo)
        case .number(let number): .number(number)
        case .text(let text), .term(let text, _): .string(text)
        case .time(let time): .string(time.description)
        case .list(let texts): .array(texts.map(JSON.string))
        }
    }

    /// The value as one printable line.
    package func text(unit: Unit = .count, _ figures: Figures) -> String {
        switch self {
        case .null: "-"
        case .bool(let isSo): figures.yesOrNo(isSo)
        case .number(let number): figures.quantity(number, unit)
        case .text(let text): text.printable
        case .term(_, let words): words[figures.language]
        case .time(let time): figures.time(time)
        case .list(let texts): texts.joined(separator: ", ").printable
        }
    }
}

extension Cell {
    /// The number, or null where there is none.
    package static func number(_ number: (some BinaryInteger)?) -> Cell {
        number.map { .number(Double($0)) } ?? .null
    }

    /// The number, or null where there is none.
    package static func number(_ number: Double?) -> Cell {
        number.map { .number($0) } ?? .null
    }

    /// The text, or null where there is none.
    package static func text(_ text: String?) -> Cell {
        text.map { .text($0) } ?? .null
    }

    /// The time, or null where there is none.
    package static func time(_ time: Timestamp?) -> Cell {
        time.map { .time($0) } ?? .null
    }
}
