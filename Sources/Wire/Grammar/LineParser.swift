extension Line {
    /// Reads the bytes of one line, without its line feed.
    /// - Throws: `syntax` with the word that says what is wrong, or `tooLong`.
    package init(parsing bytes: some Collection<UInt8>) throws(LineError) {
        guard bytes.count < Line.maximumLength else { throw LineError(.tooLong, "too-long") }
        var parser = LineParser(bytes: Array(bytes))
        self = try parser.line()
    }
}

/// A reader of one line that never looks beyond its bytes.
struct LineParser {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func line() throws(LineError) -> Line {
        let verb = take(while: CharacterClass.isVerb)
        guard !verb.isEmpty, verb.utf8.count <= 16 else { throw LineError(.syntax, "bad-verb") }
        var words: [String] = []
        var fields: [Line.Field] = []
        while position < bytes.count {
            guard next == UInt8(ascii: " ") else { throw LineError(.syntax, "bad-separator") }
            position += 1
            let token = take(while: CharacterClass.isBare)
            guard next == UInt8(ascii: "=") else {
                guard !token.isEmpty else { throw LineError(.syntax, "bad-separator") }
                guard fields.isEmpty else { throw LineError(.syntax, "missing-value", field: token) }
                guard words.count < Line.maximumWords else { throw LineError(.syntax, "too-many-words") }
                words.append(token)
                continue
            }
            position += 1
            try append(key: token, to: &fields)
        }
        return Line(verb: verb, words: words, fields: fields)
    }

    private mutating func append(key: String, to fields: inout [Line.Field]) throws(LineError) {
        guard !key.isEmpty, key.utf8.count <= 64, key.utf8.allSatisfy(CharacterClass.isKey) else {
            throw LineError(.syntax, "bad-key")
        }
        guard fields.count < Line.maximumFields else { throw LineError(.syntax, "too-many-keys") }
        guard !fields.contains(where: { $0.key == key }) else { throw LineError(.syntax, "duplicate-key", field: key) }
        fields.append(Line.Field(key: key, value: try value(of: key)))
    }

    private mutating func value(of key: String) throws(LineError) -> String {
        guard next == UInt8(ascii: "\"") else {
            let token = take(while: CharacterClass.isBare)
            guard !token.isEmpty else { throw LineError(.syntax, "missing-value", field: key) }
            return token
        }
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try validated(text, key: key)
            case UInt8(ascii: "\\"): text += try escape(in: key).utf8
            default: text.append(byte)
            }
        }
        throw LineError(.syntax, "open-string", field: key)
    }

    private func validated(_ text: [UInt8], key: String) throws(LineError) -> String {
        guard let value = String(validating: text, as: UTF8.self) else {
            throw LineError(.syntax, "bad-utf8", field: key)
        }
        guard !value.unicodeScalars.contains(where: CharacterClass.isControl) else {
            throw LineError(.syntax, "control-character", field: key)
        }
        return value
    }

    /// One escape of a JSON string, the backslash already taken.
    ///
    /// Escapes for control characters are refused by `validated`.
    private mutating func escape(in key: String) throws(LineError) -> String {
        guard let byte = next else { throw LineError(.syntax, "open-string", field: key) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            throw LineError(.syntax, "control-character", field: key)
        case UInt8(ascii: "u"): return try unicodeEscape(in: key)
        default: throw LineError(.syntax, "bad-escape", field: key)
        }
    }

    private mutating func unicodeEscape(in key: String) throws(LineError) -> String {
        let first = try codeUnit(in: key)
        if let scalar = Unicode.Scalar(UInt32(first)) { return String(scalar) }
        guard (0xD800...0xDBFF).contains(first), next == UInt8(ascii: "\\") else {
            throw LineError(.syntax, "lone-surrogate", field: key)
        }
        position += 1
        guard next == UInt8(ascii: "u") else { throw LineError(.syntax, "lone-surrogate", field: key) }
        position += 1
        let second = try codeUnit(in: key)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) * 0x400 + (UInt32(second) - 0xDC00))
        else { throw LineError(.syntax, "lone-surrogate", field: key) }
        return String(scalar)
    }

    private mutating func codeUnit(in key: String) throws(LineError) -> UInt16 {
        let end = position + 4
        guard end <= bytes.count,
            bytes[position..<end].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { throw LineError(.syntax, "bad-escape", field: key) }
        position = end
        return unit
    }

    private mutating func take(while isWanted: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = next, isWanted(byte) {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
