/// Something of a host that wears out or breaks: a disk, a sensor, a UPS, the set of installed packages.
///
/// Its id is made of what the part itself says (serial number, chip and label), never of `sda`, `hwmon3` or a host name, so that
/// it stays the same when the kernel numbers anew. Text form: `kind/id[/part]`, each segment percent-encoded.
package struct Component: Hashable, Sendable {
    /// What sort of thing a component is; the first segment of its text form.
    ///
    /// One that only another release knows is a kind all the same.
    package struct Kind: Hashable, Sendable {
        package let rawValue: String

        package static let disk = Kind(named: "disk")
        package static let sensor = Kind(named: "sensor")
        package static let ups = Kind(named: "ups")
        package static let updates = Kind(named: "updates")
        package static let host = Kind(named: "host")

        /// The kinds of this release, in the order in which reports show them.
        package static let known = [disk, sensor, ups, updates, host]

        private init(named text: String) {
            rawValue = text
        }

        /// The kind of a name; nil for what is none: lower-case letters, digits and `-`, at most 32 of them.
        package init?(rawValue text: String) {
            let isName = text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
            guard isName, (1...32).contains(text.utf8.count) else { return nil }
            self.init(named: text)
        }
    }

    package let kind: Kind
    package let id: String
    package let part: String?

    package init(_ kind: Kind, _ id: String, part: String? = nil) {
        self.kind = kind
        self.id = id
        self.part = part
    }

    /// Reads the text form; nil when the kind is no kind's name, a segment is empty or an escape is broken.
    package init?(_ text: String) {
        let segments = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { PercentEncoding.decode($0) }
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
        let text = "\(kind.rawValue)/\(PercentEncoding.encode(id))"
        return if let part { "\(text)/\(PercentEncoding.encode(part))" } else { text }
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
    package init?(_ text: String) {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")),
            let component = Component(String(text[..<slash])),
            let rule = RuleID(String(text[text.utf8.index(after: slash)...]))
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
    package init?(_ text: String) {
        var dots = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                continue
            case UInt8(ascii: "."): dots += 1
            default: return nil
            }
        }
        guard dots == 1, text.utf8.count <= 64, !text.hasPrefix("."), !text.hasSuffix(".") else { return nil }
        self.description = text
    }
}
