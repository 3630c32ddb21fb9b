/// Reads entries off the tokens.
struct DriveDatabaseParser {
    private var lexer: DriveDatabaseLexer
    private var count = 0
    /// Whether the entries stand in the braces of a C array.
    private var isInArray = false
    private var isAfterEntry = false
    /// Where the last entry began.
    private(set) var start = 0

    init(_ bytes: [UInt8], from offset: Int = 0) {
        lexer = DriveDatabaseLexer(bytes, from: offset)
    }

    /// The next entry; nil at the end of the file.
    mutating func next() throws(DriveDatabaseError) -> DriveRecord? {
        while true {
            let token = try lexer.next()
            switch token {
            case .sign(UInt8(ascii: ",")) where isAfterEntry: isAfterEntry = false
            case .sign(UInt8(ascii: "{")) where !isAfterEntry:
                (isAfterEntry, start) = (true, lexer.tokenStart)
                return try record()
            case .sign(UInt8(ascii: "}")) where isInArray:
                try expect(UInt8(ascii: ";"), "a semicolon after the array")
                (isInArray, isAfterEntry) = (false, false)
            case .word where !isInArray && !isAfterEntry: try openArray()
            case .end where !isInArray:
                guard count > 0 || lexer.hasComment else {
                    throw DriveDatabaseError(code: .empty, line: lexer.tokenLine, expected: "an entry, found nothing")
                }
                return nil
            default: throw lexer.error(expected: isAfterEntry ? "a comma after the entry" : "an entry in braces")
            }
        }
    }

    /// What stands before the entries where they are a C array: `const drive_settings name[] = {`.
    private mutating func openArray() throws(DriveDatabaseError) {
        var token = try lexer.next()
        while token != .sign(UInt8(ascii: "=")) {
            guard [.word, .sign(UInt8(ascii: "[")), .sign(UInt8(ascii: "]"))].contains(token) else {
                throw lexer.error(expected: "an entry in braces")
            }
            token = try lexer.next()
        }
        try expect(UInt8(ascii: "{"), "a brace before the entries")
        isInArray = true
    }

    private mutating func record() throws(DriveDatabaseError) -> DriveRecord {
        count += 1
        guard count <= DriveDatabase.mostEntries else { throw tooLarge("at most \(DriveDatabase.mostEntries) entries") }
        return DriveRecord(
            family: try field("family", before: UInt8(ascii: ",")),
            model: try field("model", before: UInt8(ascii: ",")),
            firmware: try field("firmware", before: UInt8(ascii: ",")),
            warning: try field("warning", before: UInt8(ascii: ",")),
            presets: try field("presets", before: UInt8(ascii: "}"))
        )
    }

    /// One or more strings in a row, which are one, and the sign behind them.
    private mutating func field(_ name: String, before sign: UInt8) throws(DriveDatabaseError) -> String {
        guard try lexer.next() == .string else { throw lexer.error(expected: "the \(name) in quotation marks") }
        var bytes = lexer.text
        var token = try lexer.next()
        while token == .string {
            bytes += lexer.text
            token = try lexer.next()
        }
        guard bytes.count <= DriveDatabase.longestString else {
            throw tooLarge("at most \(DriveDatabase.longestString) bytes in the \(name)")
        }
        guard token == .sign(sign) else {
            let expected = sign == UInt8(ascii: "}") ? "a closing brace" : "a comma"
            throw lexer.error(expected: "\(expected) after the \(name)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func tooLarge(_ expected: String) -> DriveDatabaseError {
        DriveDatabaseError(code: .tooLarge, line: lexer.tokenLine, expected: expected)
    }

    private mutating func expect(_ sign: UInt8, _ expected: String) throws(DriveDatabaseError) {
        guard try lexer.next() == .sign(sign) else { throw lexer.error(expected: expected) }
    }
}
