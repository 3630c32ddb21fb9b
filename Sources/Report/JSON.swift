/// A JSON value (RFC 8259) whose objects keep the order in which their members were added.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number; one that is not finite has no JSON form and is written as null.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A name and its value in an object.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The value on one line, without spaces.
    package var compact: String {
        var text = ""
        write(to: &text)
        return text
    }

    /// The value with a member or element a line, indented by two spaces.
    package var pretty: String {
        var text = ""
        write(to: &text, indent: "\n")
        return text
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
}

extension JSON {
    /// Appends the value; `indent` is the line break and indentation in front of this value's end, nil for one line.
    private func write(to text: inout String, indent: String? = nil) {
        switch self {
        case .null: text += "null"
        case .bool(let isSo): text += isSo ? "true" : "false"
        case .number(let number): text += Self.digits(number)
        case .string(let string): Self.quote(string, to: &text)
        case .array(let elements):
            Self.enclose(elements, in: ("[", "]"), to: &text, indent: indent) { element, text, deeper in
                element.write(to: &text, indent: deeper)
            }
        case .object(let members):
            Self.enclose(members, in: ("{", "}"), to: &text, indent: indent) { member, text, deeper in
                Self.quote(member.name, to: &text)
                text += deeper == nil ? ":" : ": "
                member.value.write(to: &text, indent: deeper)
            }
        }
    }

    private static func enclose<Element>(
        _ elements: [Element],
        in brackets: (String, String),
        to text: inout String,
        indent: String?,
        write: (Element, inout String, String?) -> Void
    ) {
        let deeper = indent.map { $0 + "  " }
        text += brackets.0
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            text += deeper ?? ""
            write(element, &text, deeper)
        }
        if !elements.isEmpty { text += indent ?? "" }
        text += brackets.1
    }

    /// Whole numbers up to 2^53 without a fraction, others in the shortest form that reads back the same.
    private static func digits(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        let isExact = number == number.rounded() && number.magnitude <= 9_007_199_254_740_992
        return isExact ? String(Int64(number)) : String(number)
    }

    /// Escapes what RFC 8259 section 7 demands, and what a terminal would act on, so that JSON may be looked at too.
    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.isInvisible: UTF16.encode(scalar)?.forEach { text += escape($0) }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func escape(_ unit: UTF16.CodeUnit) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
