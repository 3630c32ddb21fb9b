/// Named values on one line, `value=12.0 reason="fan replaced"`: the stable text form of what the log and the facts hold.
///
/// A value is a bare token of `A-Z a-z 0-9 . _ : / % @ + -`, or quoted with the escapes `\"`, `\\` and `\u00XX`.
package struct Fields: Hashable, Sendable {
    private var pairs: [Pair] = []

    private struct Pair: Hashable, Sendable {
        let name: String
        var value: String
    }

    package init() {}

    /// The value of a name; setting nil takes the name out.
    package subscript(name: String) -> String? {
        get { pairs.first { $0.name == name }?.value }
        set {
            if let place = pairs.firstIndex(where: { $0.name == name }) { pairs.remove(at: place) }
            if let newValue { pairs.append(Pair(name: name, value: newValue)) }
        }
    }

    /// All names and values, in the order of the text.
    package var all: [(name: String, value: String)] { pairs.map { ($0.name, $0.value) } }
}

extension Fields: CustomStringConvertible {
    package var description: String {
        var text = ""
        text.reserveCapacity(pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 })
        for pair in pairs {
            if !text.isEmpty { text += " " }
            Self.write(pair.name, to: &text)
            text += "="
            Self.write(pair.value, to: &text)
        }
        return text
    }

    private static func write(_ value: String, to text: inout String) {
        if !value.isEmpty, value.utf8.allSatisfy(isBare) {
            text += value
            return
        }
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"),
            UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension Fields {
    /// Reads the text form; nil when it is not of that form or names a field twice.
    package init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard let name = Self.word(&rest), rest.popFirst() == UInt8(ascii: "="), let value = Self.word(&rest),
                self[name] == nil
            else { return nil }
            pairs.append(Pair(name: name, value: value))
            guard let space = rest.popFirst() else { return }
            guard space == UInt8(ascii: " "), !rest.isEmpty else { return nil }
        }
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard rest.first == UInt8(ascii: "\"") else {
            let bare = rest.prefix(while: isBare)
            rest = rest.dropFirst(bare.count)
            return bare.isEmpty ? nil : String(validating: bare, as: UTF8.self)
        }
        rest = rest.dropFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escape(&rest) else { return nil }
                bytes.append(escaped)
            default: bytes.append(byte)
            }
        }
        return nil
    }

    private static func escape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
        guard let byte = rest.popFirst() else { return nil }
        guard byte == UInt8(ascii: "u") else {
            return byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? byte : nil
        }
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        guard digits.count == 4, let text = String(validating: digits, as: UTF8.self),
            let value = UInt8(text, radix: 16)
        else { return nil }
        return value < 0x80 ? value : nil
    }
}
