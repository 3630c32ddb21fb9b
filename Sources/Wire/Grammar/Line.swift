/// One line of VIGIE/1: `VERB word … key=value …`, without its line feed.
///
/// See Protocol, "Lines".
package struct Line: Hashable, Sendable {
    /// Bytes of a line at most, its line feed included.
    package static let maximumLength = 16_384
    /// Keys of a line at most.
    package static let maximumFields = 64
    /// The largest number of an event.
    ///
    /// One below what a signed 64-bit column holds, so that the next number always exists.
    package static let maximumNumber = UInt64(Int64.max) - 1
    /// Bare words between verb and keys at most.
    static let maximumWords = 4

    package struct Field: Hashable, Sendable {
        package let key: String
        package let value: String
    }

    package let verb: String
    /// The bare words after the verb: the number, a code, a short word.
    package let words: [String]
    package private(set) var fields: [Field]

    package init(_ verb: String, _ words: String...) {
        self.verb = verb
        self.words = words
        self.fields = []
    }

    init(verb: String, words: [String], fields: [Field]) {
        self.verb = verb
        self.words = words
        self.fields = fields
    }

    /// The value of a key; nil when the line does not hold it.
    package subscript(key: String) -> String? {
        fields.first { $0.key == key }?.value
    }

    /// This line with one more key.
    ///
    /// Control characters of the value, which come from devices, become U+FFFD; nil adds nothing.
    package func with(_ key: String, _ value: String?) -> Line {
        guard let value else { return self }
        var line = self
        line.fields.append(Field(key: key, value: Self.printable(value)))
        return line
    }

    /// This line with one more number.
    package func with(_ key: String, _ value: (some BinaryInteger)?) -> Line {
        with(key, value.map { String($0) })
    }

    /// This line with one more number, whole numbers without a fraction.
    package func with(_ key: String, _ value: Double?) -> Line {
        with(key, value.map { Number.text($0) })
    }

    /// The text that goes over the wire, without the line feed.
    package var text: String {
        var text = verb
        for word in words {
            text += " " + word
        }
        for field in fields {
            text += " " + field.key + "="
            if !field.value.isEmpty, field.value.utf8.allSatisfy(CharacterClass.isBare) {
                text += field.value
            } else {
                text += Self.quoted(field.value)
            }
        }
        return text
    }

    private static func printable(_ value: String) -> String {
        guard value.unicodeScalars.contains(where: CharacterClass.isControl) else { return value }
        var clean = String.UnicodeScalarView()
        clean.append(contentsOf: value.unicodeScalars.map { CharacterClass.isControl($0) ? "\u{FFFD}" : $0 })
        return String(clean)
    }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}

/// Numbers as values: decimal, no more digits than needed, never `nan` or `inf`.
enum Number {
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        return value == value.rounded() && value.magnitude < 9e18 ? String(Int64(value)) : String(value)
    }

    /// A whole number without a sign, at most `UInt64.max`; nil for anything else.
    static func natural(_ text: some StringProtocol) -> UInt64? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? UInt64(text) : nil
    }

    /// A decimal number without sign and exponent; nil for anything else.
    static func unsigned(_ text: String) -> Double? {
        let isPlain = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
        }
        return isPlain ? parse(text) : nil
    }

    static func parse(_ text: String) -> Double? {
        let allowed = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || ".+-e".utf8.contains(byte)
        }
        guard allowed, let value = Double(text), value.isFinite else { return nil }
        return value
    }
}

/// The character classes of the grammar.
enum CharacterClass {
    /// A byte of a bare token: `[A-Za-z0-9._:/%@+-]`.
    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"),
            UInt8(ascii: "/"),
            UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// A byte of a key: `[a-z0-9._-]`.
    static func isKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    static func isVerb(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    /// C0, DEL and C1: never part of a line, neither raw nor escaped.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
