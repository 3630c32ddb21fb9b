import ArgumentParser
import Commands
import Desk
import DeskStore

/// What is asked, as a filing and a template are told it.
struct FilingOptions: ParsableArguments {
    @Flag
    var type: FiledType?

    @Option(help: ArgumentHelp("What it is about: 'vigie-desk category list' lists the words.", valueName: "word"))
    var category: Desk.Category?

    @Option(help: ArgumentHelp("All that there is to say.", valueName: "text"))
    var text: String?

    @Option(help: ArgumentHelp("How many it hinders (default: low).", valueName: "impact"))
    var impact: Impact?

    @Option(help: ArgumentHelp("How pressing it is (default: medium).", valueName: "urgency"))
    var urgency: Urgency?

    @Option(help: ArgumentHelp("An item of the checklist; may be given several times.", valueName: "text"))
    var item: [String] = []

    /// Puts what is given in the place of what a filing says.
    func apply(to filing: inout Filing, title: [String], _ store: DeskDatabase, _ console: Console) async throws {
        if let category {
            try await store.categories(in: console.scope).require(category, of: filing.organisation)
            filing.category = category
        }
        if !title.isEmpty { filing.title = title.prose }
        if let type { filing.type = type.term }
        if let text { filing.description = Prose(text) }
        if let impact { filing.impact = impact }
        if let urgency { filing.urgency = urgency }
        if !item.isEmpty { filing.checklist = item.map { Prose($0) } }
    }
}

/// What sort of ticket is filed, as a flag.
enum FiledType: String, EnumerableFlag {
    case incident
    case request

    var term: TicketType {
        switch self {
        case .incident: .incident
        case .request: .request
        }
    }

    static func help(for type: FiledType) -> ArgumentHelp? {
        switch type {
        case .incident: "Something does not work (default)."
        case .request: "Something is wanted."
        }
    }
}
