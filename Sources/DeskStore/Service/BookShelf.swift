import Desk
import Synchronization

/// The policies and calendars as they were read last: read again only when a version was added.
final class BookShelf: Sendable {
    private let known = Mutex<(count: Int, book: ServiceBook)?>(nil)

    func book(_ connection: any SQLConnection) throws -> ServiceBook {
        try book(of: ServiceRows.count(connection), connection)
    }

    /// The book of so many versions.
    func book(of count: Int, _ connection: any SQLConnection) throws -> ServiceBook {
        if let known = known.withLock({ $0 }), known.count == count { return known.book }
        let book = try ServiceRows.book(connection)
        known.withLock { $0 = (count, book) }
        return book
    }
}
