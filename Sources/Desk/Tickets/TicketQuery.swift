package import Health

/// What is looked for among tickets: words that they hold, and fields of which each says what a ticket must be.
///
/// Values of one field are alternatives, and a field without a value wants nothing. A query names hosts, persons and places as
/// people do: whether there are such is the store's to find out, within the scope of who asks.
package struct TicketQuery: Hashable, Sendable {
    /// Someone as a query names them.
    package enum Somebody: Hashable, Sendable {
        case me
        case nobody
        /// By login; a requester also by name or mail address.
        case named(String)
    }

    /// What a ticket must hold; of what stood in quotes, all words one after the other.
    package var words: [String] = []
    package var numbers: Set<Int64> = []
    /// By the name of today, or the id.
    package var hosts: Set<String> = []
    package var rules: Set<String> = []
    package var states: Set<Ticket.State> = []
    package var tiers: Set<Int> = []
    package var priorities: Set<Priority> = []
    package var categories: Set<Category> = []
    package var assignees: Set<Somebody> = []
    package var requesters: Set<Somebody> = []
    /// By name.
    package var sites: Set<String> = []
    package var components: Set<Component.Kind> = []
    package var severities: Set<Severity> = []

    package init() {}

    /// Whether it wants nothing.
    package var isEmpty: Bool { self == TicketQuery() }

    /// Whether it wants anything beside words.
    package var hasFields: Bool {
        var fields = self
        fields.words = []
        return !fields.isEmpty
    }

    /// The ticket that is meant where a number is all that was typed; it may be a word as well, as of a serial number.
    package var loneNumber: Int64? {
        guard words.count == 1, !hasFields else { return nil }
        return Int64(words[0])
    }
}
