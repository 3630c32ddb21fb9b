import Health
import Probes
import Report
import Smart

extension HealthReport.Entry {
    /// Everything about one disk: identity, what is wrong and why that is believed, what was read, attributes.
    func diskText(_ report: HealthReport, in language: Language, style: Style) throws(TableError) -> String {
        let figures = style.figures(language)
        func line(_ name: String, _ value: String) -> String { "  " + name + figures.colon + value.printable }
        let age = readAt.map { figures.age(of: $0, at: report.time) }
        var lines = [
            style.paint(name.printable, .bold) + figures.colon + style.paint(words[language], verdict.colour)
                + (age.map { ", \($0)" } ?? "")
        ]
        lines += identity.map { line(Self.words(identity: $0.key, in: language), $0.value) }
        if let reason, words == verdict.words { lines.append("  " + Reason.text(reason, in: language).printable) }
        for condition in report.conditions where condition.key.component == component {
            lines += ["", style.paint(condition.summary(in: language), condition.severity.colour)]
            if let rule = Catalogue.rule(condition.key.rule) { lines.append("  " + rule.evidence[language]) }
        }
        lines.append("")
        for reading in readings where reading.scale == nil && !reading.quantity.isHistory {
            let name = reading.quantity.words(in: language)
            switch reading.value {
            case .number(let number): lines.append(line(name, figures.quantity(number, reading.quantity.unit)))
            // Of a log the newest entries are enough for a person.
            case .text(let text) where [.selfTests, .errors].contains(reading.quantity):
                lines.append("  " + name + figures.colon.filter { $0 != " " })
                lines += text.split(separator: "; ").prefix(5).map { "    " + String($0).printable }
            case .text(let text): lines.append(line(name, text))
            }
        }
        let moved = self.moved(figures)
        if !moved.isEmpty { lines += [""] + moved.map { "  " + $0 } }
        guard !attributes.isEmpty else { return lines.joined(separator: "\n") + "\n" }
        let table = try DiskAttribute.listing.table(attributes, in: language, style: style)
        return lines.joined(separator: "\n") + "\n\n" + table
    }
}
