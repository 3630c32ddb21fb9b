/// A JSON text (RFC 8259) as smartctl prints it, read without Foundation, which the agent has no room for.
///
/// Foreign bytes: of bounded depth, and of a text that is not JSON nothing is kept.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A whole number, of which every bit counts.
    case whole(UInt64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Values within values at most.
    private static let depth = 32

    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let value = reader.value(depth: Self.depth), reader.isAtEnd else { return nil }
        self = value
    }

    subscript(_ names: String...) -> JSONValue? {
        names.reduce(self as JSONValue?) { value, name in
            if case .object(let members) = value { members[name] } else { nil }
        }
    }

    var number: Double? {
        switch self {
        case .whole(let whole): Double(whole)
        case .number(let number): number
        default: nil
        }
    }
    var string: String? { if case .string(let string) = self { string } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var array: [JSONValue] { if case .array(let values) = self { values } else { [] } }

    /// The number as a whole one of so many bits; nil where it is none.
    func integer<Whole: FixedWidthInteger>(_ type: Whole.Type = Whole.self) -> Whole? {
        if case .whole(let whole) = self { Whole(exactly: whole) } else { number.flatMap { Whole(exactly: $0) } }
    }
}

/// Reads from the bytes onwards; nil is a text that is not JSON.
private struct Reader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return position == bytes.count
        }
    }

    mutating func value(depth: Int) -> JSONValue? {
        skipBlanks()
        guard depth > 0, position < bytes.count else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "{"): return object(depth: depth - 1)
        case UInt8(ascii: "["): return array(depth: depth - 1)
        case UInt8(ascii: "\""): return string().map(JSONValue.string)
        case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func object(depth: Int) -> JSONValue? {
        var members: [String: JSONValue] = [:]
        let isWhole = list(until: "}") { reader in
            reader.skipBlanks()
            guard let name = reader.string() else { return false }
            reader.skipBlanks()
            guard reader.take(":"), let value = reader.value(depth: depth) else { return false }
            members[name] = value
            return true
        }
        return isWhole ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> JSONValue? {
        var values: [JSONValue] = []
        let isWhole = list(until: "]") { reader in
            guard let value = reader.value(depth: depth) else { return false }
            values.append(value)
            return true
        }
        return isWhole ? .array(values) : nil
    }

    /// Elements separated by commas, after the opening bracket up to the closing one.
    private mutating func list(until end: String, _ element: (inout Reader) -> Bool) -> Bool {
        position += 1
        skipBlanks()
        if take(end) { return true }
        repeat {
            guard element(&self) else { return false }
            skipBlanks()
        } while take(",")
        return take(end)
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                text += Array(String(scalar).utf8)
            case 0x20...: text.append(byte)
            default: return nil
            }
        }
        return nil
    }

    /// The character of an escape; half a surrogate pair becomes U+FFFD.
    private mutating func escape() -> Unicode.Scalar? {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let digits = bytes[position...].prefix(4)
            guard digits.count == 4, let code = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
                return nil
            }
            position += 4
            return Unicode.Scalar(code) ?? "\u{FFFD}"
        default: return nil
        }
    }

    private mutating func number() -> JSONValue? {
        let digits = bytes[position...].prefix { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        let text = String(decoding: digits, as: UTF8.self)
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "."),
            let number = Double(text), number.isFinite
        else { return nil }
        position += digits.count
        return UInt64(text).map(JSONValue.whole) ?? .number(number)
    }
}
