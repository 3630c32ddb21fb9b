import Desk

enum TemplateColumn: Int, Columns {
    case organisation, name, type, category, impact, urgency, title, description, checklist

    static let table = "template"
    static let names = makeNames()
}

/// Templates as rows; a checklist is fields that are named by the place of the item.
enum TemplateRows {
    private static let select = TemplateColumn.makeSelect()
    private static let insert = TemplateColumn.makeInsert()

    static func all(_ connection: any SQLConnection) throws -> [RequestTemplate] {
        try connection.all("\(select) ORDER BY name, organisation", []).map(template)
    }

    static func put(_ template: RequestTemplate, _ connection: any SQLConnection) throws {
        try connection.run(insert, TemplateColumn.allCases.map { value($0, of: template) })
    }

    static func remove(_ template: RequestTemplate, _ connection: any SQLConnection) throws {
        let sql = "DELETE FROM template WHERE organisation = ? AND name = ?"
        try connection.run(sql, [SQLValue(template.organisation), .text(template.name)])
    }

    private static func value(_ column: TemplateColumn, of template: RequestTemplate) -> SQLValue {
        let filing = template.filing
        return switch column {
        case .organisation: SQLValue(filing.organisation)
        case .name: .text(template.name)
        case .type: SQLValue(filing.type)
        case .category: SQLValue(filing.category)
        case .impact: SQLValue(filing.impact)
        case .urgency: SQLValue(filing.urgency)
        case .title: .text(filing.title.text ?? "")
        case .description: SQLValue(filing.description?.text)
        case .checklist:
            .text(
                filing.checklist.enumerated().reduce(into: Fields()) { fields, item in
                    fields[String(item.offset + 1)] = item.element.text
                }.description
            )
        }
    }

    private static func template(_ row: SQLRow) throws(DeskError) -> RequestTemplate {
        let description: String? = try row.optional(TemplateColumn.description)
        return RequestTemplate(
            try row.value(TemplateColumn.name),
            Filing(
                try row.value(TemplateColumn.type),
                organisation: try row.value(TemplateColumn.organisation),
                title: Prose(try row.value(TemplateColumn.title)),
                description: description.map { Prose($0) },
                category: try row.optional(TemplateColumn.category),
                impact: try row.read(TemplateColumn.impact, Impact.init(rawValue:)),
                urgency: try row.read(TemplateColumn.urgency, Urgency.init(rawValue:)),
                checklist: try row.read(TemplateColumn.checklist) { Fields($0) }.all.map { Prose($0.value) }
            )
        )
    }
}
