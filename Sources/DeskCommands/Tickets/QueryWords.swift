import Desk
import DeskStore

/// Words and fields as arguments of a command.
enum QueryWords {
    /// What a command's help says of the fields.
    static let fields = """
        Fields say what a ticket is; several values of one are alternatives: host:NAME rule:ID state:new, open, pending, resolved or \
        closed, tier:1 to 4, p:p1 to p4 (priority), category:WORD, severity:critical, warning or info, component:disk (sensor, ups, \
        updates, host), site:NAME, who:LOGIN, me or nobody (whose it is), from:NAME or address (who asks). In French: poste, règle, \
        état, niveau, priorité, catégorie, gravité, composant, site, à, de. Values with blanks stand in quotes.
        """

    /// What the arguments ask for.
    static func query(_ words: [String], _ store: DeskDatabase, in scope: Scope) async throws -> TicketQuery {
        try TicketQuery(words.joined(separator: " "), own: try await store.categories(in: scope))
    }
}
