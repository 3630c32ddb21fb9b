import Desk
import Health

/// What a person looks at of the queue: a tab, and what was typed into the search.
///
/// Links from a row carry it, so that the page of a ticket leads back, and on in the same order.
struct QueueView {
    let tab: QueueTab
    let typed: String

    /// What a form or a query says; their own tier where it says nothing.
    init(_ form: Form) {
        tab = form["tab"].flatMap(QueueTab.init(rawValue:)) ?? .tier
        // No more of it is read, and every row of the queue carries it.
        typed = String(String.UnicodeScalarView((form["q"] ?? "").unicodeScalars.prefix(1000)))
    }

    /// What the link to a ticket carries; nil where it did not come from the queue.
    init?(carriedBy form: Form) {
        guard form["tab"] != nil else { return nil }
        self.init(form)
    }

    /// The link to a page that carries it; to the queue itself, also to another tab, or to its next page.
    func link(_ path: Path = .queue, tab: QueueTab? = nil, after place: QueuePlace? = nil) -> String {
        var link = "\(path.link)?tab=\((tab ?? self.tab).rawValue)"
        if !typed.isEmpty { link += "&q=\(PercentEncoding.encode(typed))" }
        if let place { link += "&after=\(place)" }
        return link
    }

    /// Its tickets; `own` are the categories that may have been typed.
    func filter(of account: Account, own: [OwnCategory], limit: Int = 50) throws(DeskError) -> QueueFilter {
        QueueFilter(tab, of: account, query: try TicketQuery(typed, own: own), limit: limit)
    }
}
