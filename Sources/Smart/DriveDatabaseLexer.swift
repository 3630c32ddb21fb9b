/// Takes the entries of a drive database from its text, one after the other.
struct DriveDatabaseLexer {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next entry; nil at the end.
    mutating func nextEntry() throws(DriveDatabaseError) -> DriveDatabase.Entry? {
        try skipBlanks()
        guard position < bytes.count else { return nil }
        try expect("{", "an entry")
        var texts: [String] = []
        for index in 0..<5 {
            texts.append(try text())
            if index < 4 { try expect(",", "a comma between the texts of an entry") }
        }
        try skipBlanks()
        if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
        try expect("}", "the end of the entry after five texts")
        try skipBlanks()
        if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
        return DriveDatabase.Entry(
            family: texts[0],
            model: texts[1],
            firmware: texts[2],
            warning: texts[3],
            presets: texts[4]
        )
    }

    /// One text, of one literal or several that follow each other.
    private mutating func text() throws(DriveDatabaseError) -> String {
        try skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw error("a text in quotes is missing")
        }
        var text: [UInt8] = []
        repeat {
            try literal(into: &text)
            try skipBlanks()
        } while position < bytes.count && bytes[position] == UInt8(ascii: "\"")
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func literal(into text: inout [UInt8]) throws(DriveDatabaseError) {
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\n"): throw error("a text is not closed")
            case UInt8(ascii: "\\"):
                guard position < bytes.count else { break }
                let escaped = bytes[position]
                position += 1
                switch escaped {
                case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
                default: text.append(escaped)
                }
            default: text.append(byte)
            }
        }
        throw error("a text is not closed")
    }

    private mutating func expect(_ character: Unicode.Scalar, _ what: String) throws(DriveDatabaseError) {
        try skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            throw error("\(what) is missing")
        }
        position += 1
    }

    /// Skips white space and both kinds of comments.
    private mutating func skipBlanks() throws(DriveDatabaseError) {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\n"):
                line += 1
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
                while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"): try skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() throws(DriveDatabaseError) {
        let begun = line
        position += 2
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                position += 2
                return
            }
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
        throw DriveDatabaseError(line: begun, message: "a comment is not closed")
    }

    private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    private func error(_ message: String) -> DriveDatabaseError { DriveDatabaseError(line: line, message: message) }
}
