/// Something of a host that wears out or breaks: a disk, a sensor, a UPS, the set of installed packages.
///
/// Its id is made of what the part itself says (serial number, chip and label), never of `sda`, `hwmon3` or a host name, so that
/// it stays the same when the kernel numbers anew. Text form: `kind/id[/part]`, each segment percent-encoded.
package struct Component: Hashable, Sendable {
    /// What sort of thing a component is; the first segment of its text form.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case disk
        case sensor
        case ups
        case updates
        case host
    }

    package let kind: Kind
    package let id: String
    package let part: String?

    package init(_ kind: Kind, _ id: String, part: String? = nil) {
        self.kind = kind
        self.id = id
        self.part = part
    }

    /// Reads the text form; nil when the kind is unknown, a segment is empty or an escape is broken.
    package init?(_ text: some StringProtocol) {
        let segments = text.split(separator: "/", omittingEmptySubsequences: false).map { PercentEncoding.decode($0) }
        guard (2...3).contains(segments.count),
            let name = segments[0], let kind = Kind(rawValue: name),
            let id = segments[1], !id.isEmpty
        else { return nil }
        guard segments.count == 3 else {
            self.init(kind, id)
            return
        }
        guard let part = segments[2], !part.isEmpty else { return nil }
        self.init(kind, id, part: part)
    }
}

extension Component: CustomStringConvertible {
    package var description: String {
        ([kind.rawValue, id] + [part].compactMap { $0 }).enumerated()
            .map { $0.offset == 0 ? $0.element : PercentEncoding.encode($0.element) }
            .joined(separator: "/")
    }
}

/// What a condition and its ticket are about: one rule on one component.
///
/// Text form: `component/rule`.
package struct ConditionKey: Hashable, Sendable, CustomStringConvertible {
    package let component: Component
    package let rule: RuleID

    package init(_ component: Component, _ rule: RuleID) {
        self.component = component
        self.rule = rule
    }

    /// Reads the text form; the part after the last slash is the rule's id.
    package init?(_ text: some StringProtocol) {
        guard let slash = text.lastIndex(of: "/"),
            let component = Component(text[..<slash]),
            let rule = RuleID(text[text.index(after: slash)...])
        else { return nil }
        self.init(component, rule)
    }

    package var description: String { "\(component)/\(rule)" }
}

/// The stable name of a rule, `disk.reallocated-sectors`: lower-case letters, digits, `-`, and one dot after the kind.
package struct RuleID: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String

    package init(stringLiteral text: String) {
        self.description = text
    }

    /// Reads a rule's id; nil when it is not of the form above.
    ///
    /// An id that this program does not know is still an id.
    package init?(_ text: some StringProtocol) {
        let allowed = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        guard allowed, text.utf8.count <= 64, text.split(separator: ".", omittingEmptySubsequences: false).count == 2,
            !text.hasPrefix("."), !text.hasSuffix(".")
        else { return nil }
        self.description = String(text)
    }
}
