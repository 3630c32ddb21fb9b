import Desk
import DeskView
import Health

/// The fields of a ticket that is filed: what was typed, or else what a template says.
struct FilingForm {
    private let form: Form
    private let template: RequestTemplate?

    init(_ form: Form, _ template: RequestTemplate?) {
        self.form = form
        self.template = template
    }

    /// The text of the host's field.
    var host: String? { form.filled("host") }

    /// - Throws: `badText` where a field does not hold what it should, `unknownCategory`.
    func filing(for person: Person, host: String?, _ categories: [OwnCategory]) throws(DeskError) -> Filing {
        let organisation = person.organisation
        let category = form.filled("category").flatMap { Category($0) }
        if let category { try categories.require(category, of: organisation) }
        return Filing(
            type,
            organisation: organisation,
            title: Prose(form.filled("title") ?? ""),
            description: form.filled("description").map { Prose($0) },
            requester: person.id,
            host: host,
            category: category,
            impact: impact,
            urgency: urgency,
            checklist: template?.filing.checklist ?? []
        )
    }

    /// As the template takes them; `host` stands in its field where none was typed.
    func values(host: String?, _ categories: [OwnCategory], _ language: Language) -> Values {
        let chosen = form["category"] ?? template?.filing.category?.word
        let all = Category.known.map { ($0, $0.words) } + categories.map { ($0.category, $0.name) }
        return [
            "types": TicketType.known.map { Choice.values($0.word, $0.words[language], isChosen: $0 == type) },
            "categories": all.map { Choice.values($0.0.word, $0.1[language], isChosen: $0.0.word == chosen) },
            "impacts": Impact.allCases.map {
                Choice.values($0.rawValue, $0.words[language], isChosen: $0 == impact)
            },
            "urgencies": Urgency.allCases.map {
                Choice.values($0.rawValue, $0.words[language], isChosen: $0 == urgency)
            },
            "foreign_host": form["host"] ?? host ?? "",
            "foreign_title": form["title"] ?? template?.filing.title.text ?? "",
            "foreign_description": form["description"] ?? template?.filing.description?.text ?? "",
            "foreign_template": (template?.name).orFalse,
            "checklist": (template?.filing.checklist ?? []).map { ["foreign_text": $0.text ?? ""] },
        ]
    }

    private var type: TicketType {
        let typed = form["type"].flatMap { word in TicketType.known.first { $0.word == word } }
        return typed ?? template?.filing.type ?? .incident
    }

    private var impact: Impact { form["impact"].flatMap(Impact.init(rawValue:)) ?? template?.filing.impact ?? .low }

    private var urgency: Urgency {
        form["urgency"].flatMap(Urgency.init(rawValue:)) ?? template?.filing.urgency ?? .medium
    }
}
