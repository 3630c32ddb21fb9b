/// A table of comma-separated values (RFC 4180): rows of fields, quoted where they hold commas, quotes or line ends.
package struct CSV: Hashable, Sendable {
    /// Bytes of a file at most.
    package static let limit = 16 << 20

    /// The fields of each row, with the number of the line on which it begins.
    package let rows: [(line: Int, fields: [String])]

    package static func == (one: CSV, other: CSV) -> Bool {
        one.rows.map(\.line) == other.rows.map(\.line) && one.rows.map(\.fields) == other.rows.map(\.fields)
    }

    package func hash(into hasher: inout Hasher) {
        for row in rows { hasher.combine(row.fields) }
    }

    /// Reads a text; semicolons separate where the first line has them and no comma, as spreadsheets in French write it.
    /// - Throws: `badText` with the line, for a quote that does not end or stands where none may.
    package init(_ text: String) throws(DeskError) {
        guard text.utf8.count <= Self.limit else {
            throw DeskError(
                .badText,
                en: "The file is longer than 16 MB. Split it.",
                fr: "Le fichier dépasse 16\u{A0}Mo. Scindez-le."
            )
        }
        let bytes = Array(text.utf8.first == 0xEF ? Substring(text.dropFirst()).utf8 : Substring(text).utf8)
        let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let isFrench = first.contains(UInt8(ascii: ";")) && !first.contains(UInt8(ascii: ","))
        var parser = Parser(bytes: bytes, separator: isFrench ? UInt8(ascii: ";") : UInt8(ascii: ","))
        rows = try parser.rows()
    }

    private struct Parser {
        let bytes: [UInt8]
        let separator: UInt8
        private var place = 0
        private var line = 1

        init(bytes: [UInt8], separator: UInt8) {
            self.bytes = bytes
            self.separator = separator
        }

        private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

        mutating func rows() throws(DeskError) -> [(line: Int, fields: [String])] {
            var rows: [(line: Int, fields: [String])] = []
            while next != nil {
                let begin = line
                let fields = try row()
                if fields != [""] { rows.append((begin, fields)) }
            }
            return rows
        }

        private mutating func row() throws(DeskError) -> [String] {
            var fields: [String] = []
            while true {
                fields.append(next == UInt8(ascii: "\"") ? try quoted() : plain())
                switch next {
                case separator: place += 1
                case nil: return fields
                case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                    endLine()
                    return fields
                default:
                    throw DeskError(
                        .badText,
                        en:
                            "Line \(line): after a quote comes a \(Character(UnicodeScalar(separator))) or the line's end.",
                        fr:
                            "Ligne \(line)\u{A0}: un guillemet est suivi de \(Character(UnicodeScalar(separator))) ou de la fin de la ligne."
                    )
                }
            }
        }

        private mutating func plain() -> String {
            let begin = place
            while let byte = next, byte != separator, byte != UInt8(ascii: "\r"), byte != UInt8(ascii: "\n") {
                place += 1
            }
            return String(decoding: bytes[begin..<place], as: UTF8.self)
        }

        private mutating func quoted() throws(DeskError) -> String {
            let begin = line
            place += 1
            var field: [UInt8] = []
            while let byte = next {
                place += 1
                if byte == UInt8(ascii: "\n") { line += 1 }
                guard byte == UInt8(ascii: "\"") else {
                    field.append(byte)
                    continue
                }
                guard next == UInt8(ascii: "\"") else { return String(decoding: field, as: UTF8.self) }
                field.append(byte)
                place += 1
            }
            throw DeskError(
                .badText,
                en: "Line \(begin): a quote begins here and does not end.",
                fr: "Ligne \(begin)\u{A0}: un guillemet s'ouvre ici et ne se ferme pas."
            )
        }

        private mutating func endLine() {
            if next == UInt8(ascii: "\r") { place += 1 }
            if next == UInt8(ascii: "\n") { place += 1 }
            line += 1
        }
    }
}
