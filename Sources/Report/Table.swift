import CSmartcols
import Glibc
package import Health

/// A table that cannot be drawn.
package struct TableError: Error, Hashable, CustomStringConvertible {
    /// The error number of the C library, in practice ENOMEM.
    package let code: Int32

    package var description: String { words.en }

    /// For the person.
    package var words: Words {
        Words(
            en: "The table could not be drawn (error \(code)): free some memory and try again.",
            fr: "Le tableau n'a pas pu être tracé (erreur \(code))\u{A0}: libérez de la mémoire et réessayez."
        )
    }
}

/// A table of printable texts, drawn by libsmartcols, which knows how wide characters are and where to cut.
///
/// The only file of Report that uses `unsafe`.
struct Table {
    struct Column {
        let heading: String
        let isRightAligned: Bool
        let isTruncated: Bool
        let isWrapped: Bool
    }

    struct Cell {
        let text: String
        let colour: Colour?
    }

    let columns: [Column]
    let rows: [[Cell]]

    /// The part of the terminal that truncated columns divide among them.
    ///
    /// Without it libsmartcols 2.38 narrows the first of them to almost nothing before it touches the next.
    private static let flexibleShare = 0.6

    /// The columns of the terminal at standard output, 80 when it does not say.
    static func terminalWidth() -> Int {
        guard let table = unsafe scols_new_table() else { return 80 }
        defer { unsafe scols_unref_table(table) }
        return unsafe Int(clamping: scols_table_get_termwidth(table))
    }

    /// Draws headings and rows, a line end after each line.
    func draw(_ style: Style) throws(TableError) -> String {
        guard let table = unsafe scols_new_table() else { throw TableError(code: ENOMEM) }
        defer { unsafe scols_unref_table(table) }
        try check(unsafe scols_table_enable_colors(table, style.hasColours ? 1 : 0))
        let force = style.width == nil ? SCOLS_TERMFORCE_NEVER : SCOLS_TERMFORCE_ALWAYS
        try check(unsafe scols_table_set_termforce(table, Int32(clamping: force)))
        if let width = style.width { try check(unsafe scols_table_set_termwidth(table, max(1, width))) }
        let flexible = columns.count { $0.isTruncated }
        for column in columns {
            try unsafe add(column, share: column.isTruncated ? Self.flexibleShare / Double(flexible) : 0, to: table)
        }
        for row in rows { try unsafe add(row, to: table) }
        return try unsafe print(table) + "\n"
    }

    private func add(_ column: Column, share: Double, to table: OpaquePointer) throws(TableError) {
        var flags: UInt32 = 0
        if column.isRightAligned { flags |= UInt32(SCOLS_FL_RIGHT) }
        if column.isTruncated { flags |= UInt32(SCOLS_FL_TRUNC) }
        if column.isWrapped { flags |= UInt32(SCOLS_FL_WRAP) }
        let added = unsafe scols_table_new_column(table, column.heading, share, Int32(bitPattern: flags))
        guard unsafe added != nil else { throw TableError(code: ENOMEM) }
    }

    private func add(_ row: [Cell], to table: OpaquePointer) throws(TableError) {
        // The table owns its lines: one that was added is freed with it.
        guard let line = unsafe scols_table_new_line(table, nil) else { throw TableError(code: ENOMEM) }
        for (index, cell) in row.enumerated() {
            try check(unsafe scols_line_set_data(line, index, cell.text))
            if let colour = cell.colour {
                try check(unsafe scols_cell_set_color(scols_line_get_cell(line, index), colour.rawValue))
            }
        }
    }

    /// Prints to memory.
    ///
    /// What Vigie prints is UTF-8, so meanwhile this thread's characters are UTF-8, whatever the environment says: in the
    /// C locale libsmartcols would escape every accent.
    private func print(_ table: OpaquePointer) throws(TableError) -> String {
        let utf8 = unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let before = unsafe utf8.map { unsafe uselocale($0) }
        defer {
            if let before = unsafe before { _ = unsafe uselocale(before) }
            if let utf8 = unsafe utf8 { unsafe freelocale(utf8) }
        }
        var text: UnsafeMutablePointer<CChar>?
        defer { unsafe free(text) }
        try check(unsafe scols_print_table_to_string(table, &text))
        guard let text = unsafe text else { throw TableError(code: ENOMEM) }
        return unsafe String(cString: text)
    }

    private func check(_ result: Int32) throws(TableError) {
        guard result == 0 else { throw TableError(code: -result) }
    }
}
