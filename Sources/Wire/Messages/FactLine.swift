package import Health

extension Line {
    /// Keys for identity and readings in one fact; more than a component has, and within the limit of a line.
    private static let maximumFactEntries = 50
    /// Bytes of a verdict at most, which may be the word of another release.
    private static let maximumVerdict = 40

    /// The line of a fact.
    ///
    /// Identity goes as `i.KEY`, numbers as `r.QUANTITY="VALUE UNIT"`, words as `t.QUANTITY`; the vendor's own scales
    /// and what exceeds a line's limits stay at the host.
    package init(_ fact: Fact) {
        var line = Line("FACT")
            .with("component", fact.component.description)
            .with("name", fact.name.bounded(to: Self.maximumName))
            .with("verdict", fact.verdict.rawValue)
            .with("reason", fact.reason?.bounded(to: 400))
            .with("read", fact.readAt.description)
        let identity = fact.identity.map { ("i.\($0.key)", $0.value.bounded(to: 160)) }
        let readings = fact.readings.filter { $0.scale == nil }.map { reading in
            switch reading.value {
            case .number(let number):
                (
                    "r.\(reading.quantity.name)",
                    ([Number.text(number)] + [reading.quantity.unit.rawValue].filter { !$0.isEmpty }).joined(
                        separator: " "
                    )
                )
            case .text(let text): ("t.\(reading.quantity.name)", text.bounded(to: 160))
            }
        }
        var length = line.text.utf8.count
        for (key, value) in (identity + readings).prefix(Self.maximumFactEntries)
        where key.utf8.allSatisfy(CharacterClass.isKey) && key.utf8.count <= 64 && line[key] == nil {
            // A byte of a value may become a backslash and itself, or U+FFFD.
            length += 4 + key.utf8.count
            length += 3 * value.utf8.count
            guard length < Self.maximumLength else { break }
            line = line.with(key, value)
        }
        self = line
    }

    func fact() throws(LineError) -> Fact {
        let reader = FieldReader(line: self)
        var fact = Fact(
            component: try reader.required("component") { Component($0) },
            name: try reader.words("name"),
            verdict: try reader.required("verdict") { word in
                word.isEmpty ? nil : Verdict(rawValue: word.bounded(to: Self.maximumVerdict))
            },
            reason: self["reason"]?.bounded(to: 400),
            readAt: try reader.timestamp("read")
        )
        for field in fields {
            guard let dot = field.key.firstIndex(of: ".") else { continue }
            let name = String(field.key[field.key.index(after: dot)...])
            switch field.key[..<dot] {
            case "i": fact.identity.append((key: name, value: field.value))
            case "t": fact.readings.append(Reading(Quantity(name, .text), .text(field.value)))
            case "r":
                let parts = field.value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
                guard let number = parts.first.flatMap({ Number.parse(String($0)) }) else {
                    throw LineError(.field, "bad-field", field: field.key)
                }
                let unit = parts.count == 2 ? Unit(rawValue: String(parts[1])) ?? .count : .count
                fact.readings.append(Reading(Quantity(name, unit), number))
            default: continue
            }
        }
        return fact
    }
}
