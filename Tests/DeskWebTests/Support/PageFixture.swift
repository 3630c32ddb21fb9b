import Crypto
import Desk
import DeskServer
import DeskStore
import DeskTestSupport
import Foundation
import Health
import Hummingbird
import Logging
import Synchronization
import Wire

@testable import DeskWeb

/// Who comes to the pages: an account of each role, and two of another organisation.
enum Who: String, CaseIterable {
    case requester, observer, technician, supervisor, administrator
    case foreignAdministrator = "foreign-administrator"
    case foreignTechnician = "foreign-technician"

    var login: String { rawValue }
    var isForeign: Bool { self == .foreignAdministrator || self == .foreignTechnician }

    fileprivate var role: Role {
        switch self {
        case .requester: .requester
        case .observer: .observer
        case .technician, .foreignTechnician: .technician
        case .supervisor: .supervisor
        case .administrator, .foreignAdministrator: .administrator
        }
    }
}

/// The pages of a desk with two organisations, asked without a network, by a clock that is set.
///
/// Ticket 1 is what the requester asked for, ticket 2 a machine's, ticket 3 closed, ticket 4 the other organisation's.
final class PageFixture: Sendable {
    /// 2026-11-23T12:00:00Z.
    static let noon = Timestamp(seconds: 1_795_435_200)
    static let address = WebAddress(host: "desk.example.org")
    static let password = "correct horse battery"
    /// Names that no machine should have: markup, a quote that a combining mark hides, and what turns the text around.
    static let hostName = "ws-17 <b planted>\"\u{301} planted=\"\u{301}1"
    static let diskName = "Example \u{202E}DSS <script planted>&lt;"

    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)")
    let store: DeskDatabase
    let site: DeskWeb.Site
    let said = Said()
    private let clock = Clock()
    private let responder: RouterResponder<PageContext>
    private let persons: [Who: PersonID]
    let foreign: OrganisationID

    init(language: Language = .en, security: WebConfiguration.Security = .ownAuthority) async throws {
        store = try DeskDatabase.open(path: folder.appendingPathComponent("desk.sqlite").path)
        let configuration = WebConfiguration(address: Self.address, listen: "127.0.0.1", port: 0, security: security)
        let (said, clock) = (said, clock)
        site = try DeskWeb.Site(
            configuration,
            names: ["192.0.2.7"],
            store: store,
            tokens: TokenMaker(stateDirectory: folder.path),
            wirePort: 7117,
            zone: .utc,
            now: { clock.now },
            log: Logger(label: "pages") { _ in said }
        )
        responder = site.router().buildResponder()
        foreign = try await store.addOrganisation("Globex", by: DeskDatabase.scope, at: Self.noon).id
        var persons: [Who: PersonID] = [:]
        for who in Who.allCases {
            persons[who] = try await Self.add(who, who.isForeign ? foreign : .first, language, to: store)
        }
        self.persons = persons
        try await fill()
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    var now: Timestamp { clock.now }

    func advance(by seconds: Double) { clock.advance(by: seconds) }

    func person(_ who: Who) -> PersonID { persons[who] ?? PersonID(0) }

    func account(_ who: Who) async throws -> Account {
        guard let account = try await store.passwordHash(forSignIn: who.login)?.account else { throw Missing() }
        return account
    }

    /// A browser in which nobody has signed in.
    func browser(from peer: String = PageFixture.nextPeer()) -> TestBrowser { TestBrowser(self, peer: peer) }

    /// A browser in which somebody has, without the time that a password takes.
    func browser(_ who: Who, isComplete: Bool = true) async throws -> TestBrowser {
        let browser = browser()
        let secret = SessionSecret.make()
        let session = NewSession(
            digest: SessionSecret.digest(secret),
            person: person(who),
            isComplete: isComplete,
            address: browser.peer,
            browser: "Test"
        )
        try await store.begin(session, at: now)
        browser.cookies[TestBrowser.session] = secret
        return browser
    }

    /// A browser of somebody, or of nobody.
    func browser(of who: Who?) async throws -> TestBrowser {
        guard let who else { return browser() }
        return try await browser(who)
    }

    /// Lets somebody sign in with ``password``; its hash is a cheap one unless another is given.
    func setPassword(of who: Who, hash: String = PageFixture.hash) async throws {
        try await store.setPassword(hash, of: person(who), by: DeskDatabase.scope, at: now)
    }

    /// Gives somebody a second factor, and returns its codes.
    @discardableResult
    func setSecondFactor(of who: Who) async throws -> (TOTP, RecoveryCodes) {
        let secret = Array("12345678901234567890".utf8)
        let account = try await account(who)
        let recovery = RecoveryCodes(secret: secret)
        try await store.setSecondFactor(
            secret,
            recovery: recovery.texts.map(RecoveryCodes.digest),
            of: account.person,
            by: Scope(account),
            at: now
        )
        return (TOTP(secret: secret), recovery)
    }

    func respond(to request: Request, from context: PageContext) async throws -> Response {
        try await responder.respond(to: request, context: context)
    }

    /// Of Python: `hashlib.scrypt(password, salt=bytes(range(16)), n=1024, r=8, p=1, dklen=32)`, and HMAC-SHA256 of the salt by it.
    static let hash =
        "scrypt$10$8$1$000102030405060708090a0b0c0d0e0f$b61438f0e0c345233179435651df6a38d27e359b5f1d39fa7a33e9ca1e599045"

    private static let peers = Mutex(0)

    /// An address that no other browser has, for failures are counted by it.
    static func nextPeer() -> String {
        let number = peers.withLock { number in
            number += 1
            return number
        }
        return "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    }

    struct Missing: Error {}
}

extension PageFixture {
    private static func add(
        _ who: Who,
        _ organisation: OrganisationID,
        _ language: Language,
        to store: DeskDatabase
    ) async throws -> PersonID {
        let person = Person(
            id: PersonID(0),
            organisation: organisation,
            name: "\(who.login) <b planted>Example</b>",
            email: "\(who.login)@example.org",
            language: language
        )
        guard let kept = try await store.add([person], by: DeskDatabase.scope, at: Self.noon).first else {
            throw Missing()
        }
        let account = Account(
            person: kept.id,
            login: who.login,
            memberships: [Membership(who.role, in: organisation)],
            madeAt: Self.noon
        )
        try await store.save(account, by: DeskDatabase.scope, at: Self.noon)
        return kept.id
    }

    private func fill() async throws {
        let scope = DeskDatabase.scope
        let own = Filing(
            .request,
            organisation: .first,
            title: Prose("The printer <b planted>is on fire</b>"),
            description: Prose("since this morning"),
            requester: person(.requester),
            checklist: [Prose("Fetch water")]
        )
        _ = try await store.file(own, by: scope, at: Self.noon)
        try await store.enrol(EnrolledHost(id: "h1", name: Self.hostName, hostClass: .desktop, enrolledAt: Self.noon))
        let event = Event(
            .open,
            ConditionKey(Component(.disk, "S3Z9"), "disk.wear"),
            severity: .warning,
            value: 97,
            limit: 95,
            unit: .percent,
            name: Self.diskName,
            at: Health.Moment(time: Self.noon, uptime: 60, boot: "b")
        )
        let arrival = Arrival(Desk.Stream(host: "h1", journal: "j"), number: 1, digest: 1, content: .event(event))
        _ = try await store.commit([arrival], at: Self.noon)
        let closed = Filing(.request, organisation: .first, title: Prose("A closed one"), requester: person(.requester))
        _ = try await store.file(closed, by: scope, at: Self.noon)
        try await store.perform(.close(reason: "done by telephone"), on: 3, at: Self.noon)
        let other = Filing(.request, organisation: foreign, title: Prose("Globex only"))
        _ = try await store.file(other, by: scope, at: Self.noon)
    }

    /// A clock that is set.
    private final class Clock: Sendable {
        private let time = Mutex(PageFixture.noon)

        var now: Timestamp { time.withLock { $0 } }

        func advance(by seconds: Double) { time.withLock { $0 = $0.advanced(by: seconds) } }
    }
}

/// What was logged, with its metadata.
final class Said: LogHandler, Sendable {
    private let kept = Mutex<[String]>([])
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    var lines: [String] { kept.withLock { $0 } }

    func log(event: LogEvent) {
        let line = "\(event.level) \(event.message) \(event.metadata ?? [:])"
        kept.withLock { $0.append(line) }
    }
}
