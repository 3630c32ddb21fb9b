/// How the values of a setting are written: read from the file's text, and written for the example file.
package struct SettingType<Value: Sendable>: Sendable {
    /// What may be written, `a whole number from 1 to 10`.
    package let allowed: String
    /// The value that a text without blanks at its ends means.
    package let parse: @Sendable (String) throws(Misfit) -> Value
    /// The text that `parse` reads as the value.
    package let format: @Sendable (Value) -> String

    package init(
        allowed: String,
        parse: @escaping @Sendable (String) throws(Misfit) -> Value,
        format: @escaping @Sendable (Value) -> String
    ) {
        self.allowed = allowed
        self.parse = parse
        self.format = format
    }
}

extension SettingType<String> {
    /// Any words up to the end of the line, also none.
    package static let text = SettingType(allowed: "any text", parse: { text in text }, format: { $0 })
}

extension SettingType<Bool> {
    /// `yes` or `no`.
    package static let boolean = SettingType(
        allowed: "yes or no",
        parse: { text throws(Misfit) in
            switch text {
            case "yes": true
            case "no": false
            default: throw Misfit("not yes or no; write yes or no")
            }
        },
        format: { $0 ? "yes" : "no" }
    )
}

extension SettingType<Int> {
    /// A whole number in a range.
    package static func integer(_ range: ClosedRange<Int>) -> SettingType {
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return SettingType(
            allowed: allowed,
            parse: { text throws(Misfit) in
                guard let value = Int(text) else { throw Misfit("not a whole number; write \(allowed)") }
                guard range.contains(value) else { throw Misfit("out of range; write \(allowed)") }
                return value
            },
            format: { String($0) }
        )
    }
}

extension SettingType where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the raw values of an enumeration.
    package static func oneOf(_ type: Value.Type) -> SettingType {
        let words = type.allCases.map(\.rawValue)
        let allowed = words.joined(separator: ", ")
        return SettingType(
            allowed: "one of \(allowed)",
            parse: { text throws(Misfit) in
                guard let value = Value(rawValue: text) else {
                    throw Misfit("not one of the words\(suggestion(for: text, among: words)); write one of \(allowed)")
                }
                return value
            },
            format: \.rawValue
        )
    }
}

extension SettingType {
    /// Values separated by commas; an empty text is an empty list.
    package static func list<Element: Sendable>(of element: SettingType<Element>) -> SettingType
    where Value == [Element] {
        SettingType(
            allowed: "\(element.allowed), several separated by commas",
            parse: { text throws(Misfit) in
                var values: [Element] = []
                for part in text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false) {
                    let item = trimmed(part)
                    do throws(Misfit) {
                        values.append(try element.parse(String(item)))
                    } catch {
                        throw Misfit("'\(item)' is \(error.reason)")
                    }
                }
                return values
            },
            format: { $0.map(element.format).joined(separator: ", ") }
        )
    }
}

/// A server's address as settings write it, `127.0.0.1:3493`, `desk.example.org:7117` or `[::1]:3493`.
package struct HostPort: Hashable, Sendable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

extension SettingType<HostPort> {
    /// A name or an address, with a port from 1 to 65535; an IPv6 address stands in brackets.
    package static let hostPort = SettingType(
        allowed: "host:port",
        parse: { text throws(Misfit) in
            let misfit = Misfit("not an address; write host:port, such as 127.0.0.1:3493 or [::1]:3493")
            guard let colon = text.lastIndex(of: ":") else { throw misfit }
            let port = text[text.index(after: colon)...]
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = host.dropFirst().dropLast()
            } else if host.contains(":") {
                throw misfit
            }
            guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5B && $0 != 0x5D }),
                port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
                (1...65_535).contains(number)
            else { throw misfit }
            return HostPort(host: String(host), port: number)
        },
        format: { $0.host.contains(":") ? "[\($0.host)]:\($0.port)" : "\($0.host):\($0.port)" }
    )
}
