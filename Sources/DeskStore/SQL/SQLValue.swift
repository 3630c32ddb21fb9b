import Desk
import Health

/// A value of a column, as every database that the desk may use has it.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)

    init(_ text: String?) { self = text.map(Self.text) ?? .null }

    init(_ number: Int64?) { self = number.map(Self.integer) ?? .null }

    init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

    init(_ number: Double?) { self = number.map(Self.real) ?? .null }

    init(_ isSo: Bool) { self = .integer(isSo ? 1 : 0) }

    /// Milliseconds since the epoch.
    init(_ time: Timestamp?) { self = time.map { .integer($0.milliseconds) } ?? .null }

    init<Subject>(_ id: Identifier<Subject>?) { self = id.map { .integer($0.number) } ?? .null }

    init<List>(_ term: Term<List>?) { self = term.map { .text($0.word) } ?? .null }

    init(_ value: (some RawRepresentable<String>)?) { self = value.map { .text($0.rawValue) } ?? .null }

    /// The bits of a number without sign.
    init(bits number: UInt64) { self = .integer(Int64(bitPattern: number)) }
}

/// What can be read from a column.
protocol SQLReadable {
    init?(_ value: SQLValue)
}

extension Int64: SQLReadable {
    init?(_ value: SQLValue) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
}

extension Int: SQLReadable {
    init?(_ value: SQLValue) {
        guard case .integer(let number) = value else { return nil }
        self.init(exactly: number)
    }
}

extension Bool: SQLReadable {
    init?(_ value: SQLValue) {
        guard case .integer(let number) = value else { return nil }
        self = number != 0
    }
}

extension Double: SQLReadable {
    init?(_ value: SQLValue) {
        switch value {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        case .null, .text: return nil
        }
    }
}

extension String: SQLReadable {
    init?(_ value: SQLValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension Timestamp: SQLReadable {
    init?(_ value: SQLValue) {
        guard case .integer(let milliseconds) = value else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

extension Identifier: SQLReadable {
    init?(_ value: SQLValue) {
        guard case .integer(let number) = value else { return nil }
        self.init(number)
    }
}

extension Term: SQLReadable {
    init?(_ value: SQLValue) {
        guard case .text(let word) = value else { return nil }
        self.init(word)
    }
}
