import Desk
import DeskServer
import DeskStore
import DeskWeb
import HTTPTypes
import Health
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

/// What the desk's pages cost the server on a store of 100,000 tickets, beside the store's own time for the same rows.
///
/// A request is answered within the process, from its head to the last byte of the page: TLS and network are not in it.
enum WebPages {
    private static let rounds = 200
    private static let warming = 20
    private static let now = DeskQueries.now
    private static let entries = 200
    /// A ticket of the first organisation.
    private static let long: Int64 = 20

    /// A page, and what the store is asked for the rows that it shows.
    private struct Page {
        let name: String
        let link: String
        let rows: () async throws -> Void
    }

    static func run(in folder: String) async throws {
        let path = "\(folder)/desk.sqlite"
        let store = try DeskDatabase.open(path: path)
        try await DeskQueries.fill(store, path)
        let browser = try await Browser(store, account: account(in: store))
        try await lengthen(store)
        for page in try pages(store, browser.account) {
            let (page95, pageMiddle, storeMiddle) = try await measure(page, browser)
            print(
                "{\"name\": \"\(page.name)\", \"p95_ms\": \(page95), \"page_ms\": \(pageMiddle), \"store_ms\": \(storeMiddle)}"
            )
        }
        let (bytes, requests) = try await browser.weigh("/queue?tab=tier")
        print("{\"name\": \"first-page\", \"kb\": \(Double(bytes) / 1000), \"requests\": \(requests)}")
        try store.close()
    }

    /// One line a page; what comes later is one more.
    private static func pages(_ store: DeskDatabase, _ account: Account) throws -> [Page] {
        let scope = Scope(account)
        let tier = QueueFilter(.tier, of: account, query: TicketQuery(), limit: 50)
        let found = QueueFilter(.all, of: account, query: try TicketQuery("endurance example ssd"), limit: 50)
        return [
            Page(name: "queue", link: "/queue?tab=tier") { _ = try await store.queue(tier, in: scope) },
            Page(name: "search", link: "/queue?tab=all&q=endurance+example+ssd") {
                _ = try await store.queue(found, in: scope)
            },
            Page(name: "ticket-of-200-entries", link: "/tickets/\(long)") {
                guard let record = try await store.ticket(long, in: scope), record.log.count >= entries else {
                    throw Failure("ticket \(long) has not \(entries) entries")
                }
            },
            Page(name: "person", link: "/people/\(account.login)") {
                guard try await store.account(account.login, in: scope) != nil else { throw Failure("no account") }
            },
        ]
    }

    /// The p95 of a page in milliseconds, and the medians of it and of the store alone; the sides take turns.
    private static func measure(_ page: Page, _ browser: Browser) async throws -> (Double, Double, Double) {
        var times: (page: [Double], store: [Double]) = ([], [])
        for round in -warming..<rounds {
            for isPage in round.isMultiple(of: 2) ? [true, false] : [false, true] {
                let begun = ContinuousClock.now
                if isPage { _ = try await browser.get(page.link) } else { try await page.rows() }
                let time = (ContinuousClock.now - begun) / .milliseconds(1)
                guard round >= 0 else { continue }
                if isPage { times.page.append(time) } else { times.store.append(time) }
            }
        }
        let sorted = times.page.sorted()
        return (sorted[rounds * 95 / 100 - 1], sorted[rounds / 2], times.store.sorted()[rounds / 2])
    }

    /// A technician of a few organisations, as in ``DeskQueries``.
    private static func account(in store: DeskDatabase) async throws -> Account {
        let account = Account(
            person: PersonID(1),
            login: "bench",
            memberships: (1...6).map { Membership(.technician, in: OrganisationID(Int64($0))) },
            madeAt: now
        )
        try await store.save(account, by: .local("bench"), at: now)
        return account
    }

    private static func lengthen(_ store: DeskDatabase) async throws {
        let text = "The drive was looked at once more; its endurance is used up, and the new one is on its way."
        for number in 1..<entries {
            let note = Action.note(Note(Prose("\(number). \(text)")))
            try await store.perform(note, on: long, version: nil, by: .local("bench"), at: now.advanced(by: 200_000))
        }
    }
}

/// Who has signed in, and asks for pages.
private struct Browser {
    private static let address = WebAddress(host: "desk.example.org")
    private static let secret = String(repeating: "0123456789abcdef", count: 4)

    let account: Account
    private let responder: RouterResponder<PageContext>
    private let log: Logger

    init(_ store: DeskDatabase, account: Account) async throws {
        let log = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let configuration = WebConfiguration(
            address: Self.address,
            listen: "127.0.0.1",
            port: 0,
            security: .ownAuthority
        )
        let site = try DeskWeb.Site(
            configuration,
            names: [],
            store: store,
            tokens: TokenMaker(stateDirectory: "/nonexistent"),
            wirePort: 7117,
            zone: .utc,
            now: { DeskQueries.now.advanced(by: 200_000) },
            log: log
        )
        let session = NewSession(
            digest: Secret.hash(Self.secret),
            person: account.person,
            isComplete: true,
            address: "127.0.0.1",
            browser: "bench"
        )
        try await store.begin(session, at: DeskQueries.now.advanced(by: 200_000))
        self.account = account
        self.log = log
        responder = site.router().buildResponder()
    }

    /// The bytes of an answer, which must be a page.
    func get(_ link: String) async throws -> [UInt8] {
        let head = HTTPRequest(
            method: .get,
            scheme: "https",
            authority: Self.address.authority,
            path: link,
            headerFields: [.cookie: "__Host-vigie=\(Self.secret)"]
        )
        let source = ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: log)
        let response = try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: PageContext(source: source)
        )
        guard response.status == .ok else { throw Failure("\(link) answers \(response.status)") }
        let body = Body()
        try await response.body.write(Writer(body: body))
        return body.bytes.withLock { $0 }
    }

    /// The bytes of a page with all files that it names, each of them a request, and how many requests that are.
    func weigh(_ link: String) async throws -> (bytes: Int, requests: Int) {
        var (seen, rest, bytes) = (Set<String>(), [link], 0)
        while let link = rest.popLast() {
            guard seen.insert(link).inserted else { continue }
            let file = try await get(link)
            bytes += file.count
            rest += String(decoding: file, as: UTF8.self).matches(of: /\/assets\/[A-Za-z0-9._-]+/).map {
                String($0.output)
            }
        }
        return (bytes, seen.count)
    }

    private final class Body: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    private struct Writer: ResponseBodyWriter {
        let body: Body

        func write(_ buffer: ByteBuffer) async throws {
            body.bytes.withLock { $0 += buffer.readableBytesView }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
