import Health

/// Typed access to a line's keys; every miss is a `LineError` that names the key.
struct FieldReader {
    let line: Line

    func text(_ key: String) throws(LineError) -> String {
        guard let value = line[key] else { throw LineError(.field, "missing-field", field: key) }
        return value
    }

    /// Words that a person or a device chose, cut to so many bytes.
    func words(_ key: String, atMost count: Int = Line.maximumName) throws(LineError) -> String {
        try text(key).bounded(to: count)
    }

    func optional<Value>(_ key: String, _ parse: (String) -> Value?) throws(LineError) -> Value? {
        guard let text = line[key] else { return nil }
        guard let value = parse(text) else { throw LineError(.field, "bad-field", field: key) }
        return value
    }

    func required<Value>(_ key: String, _ parse: (String) -> Value?) throws(LineError) -> Value {
        guard let value = parse(try text(key)) else { throw LineError(.field, "bad-field", field: key) }
        return value
    }

    /// The line's first word as the number of an event.
    func number() throws(LineError) -> UInt64 {
        guard let number = line.words.first.flatMap({ Self.eventNumber($0) }) else {
            throw LineError(.field, "bad-number")
        }
        return number
    }

    func count(_ key: String) throws(LineError) -> UInt64? {
        try optional(key) { Number.natural($0) }
    }

    /// A text as the number of an event.
    static func eventNumber(_ text: String) -> UInt64? {
        Number.natural(text).flatMap { (1...Line.maximumNumber).contains($0) ? $0 : nil }
    }

    func timestamp(_ key: String) throws(LineError) -> Timestamp {
        try required(key) { Timestamp($0) }
    }
}
