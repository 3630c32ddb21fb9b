package import Desk
package import Health
package import Report

/// One template with all of its words.
package struct TemplateSheet: Sendable {
    private let template: RequestTemplate
    private let names: NameBook

    package init(_ template: RequestTemplate, _ names: NameBook) {
        self.template = template
        self.names = names
    }

    private var filing: Filing { template.filing }

    package func text(in language: Language) -> String {
        let category = filing.category.map { names.words(of: $0, in: template.organisation)[language] }
        let lines: [(Words, String?)] =
            [
                (Words(en: "Template", fr: "Modèle"), template.name),
                (Words(en: "Type", fr: "Type"), filing.type.words[language]),
                (Words(en: "Category", fr: "Catégorie"), category),
                (Words(en: "Impact", fr: "Impact"), filing.impact.words[language]),
                (Words(en: "Urgency", fr: "Urgence"), filing.urgency.words[language]),
                (Words(en: "Title", fr: "Titre"), filing.title.text),
                (Words(en: "Text", fr: "Texte"), filing.description?.text),
            ]
            + filing.checklist.enumerated().map { index, item in
                (Words(en: "Item \(index + 1)", fr: "Point \(index + 1)"), item.text)
            }
        let shown = lines.compactMap { label, text in text.map { (label[language], $0.printable) } }
        let width = shown.map(\.0.count).max() ?? 0
        return shown.map { $0 + String(repeating: " ", count: width - $0.count + 2) + $1 + "\n" }.joined()
    }

    package var json: JSON {
        [
            "name": .string(template.name), "organisation": .number(Double(template.organisation.number)),
            "type": .string(filing.type.word), "category": filing.category.map { .string($0.word) } ?? .null,
            "impact": .string(filing.impact.rawValue), "urgency": .string(filing.urgency.rawValue),
            "title": .string(filing.title.text ?? ""), "text": filing.description?.text.map(JSON.string) ?? .null,
            "items": .array(filing.checklist.map { .string($0.text ?? "") }),
        ]
    }
}
