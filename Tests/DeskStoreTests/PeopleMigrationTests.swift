import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// Stores of the release that brought people to the desk, and told nobody.
struct PeopleMigrationTests {
    private static let example = OrganisationID(2)
    private static let ines = PersonID(1)
    private static let marie = PersonID(2)

    /// Whom the desk served, and what it promised.
    private static let people = """
        INSERT INTO organisation (id, name, policy) VALUES (2, 'Example Ltd', 'gold');
        INSERT INTO site (id, organisation, name, address) VALUES (1, 2, 'Lyon', '1 rue de la Gare');
        INSERT INTO person (id, organisation, name, email, language, expertise) VALUES
            (1, 2, 'Inès', 'ines@example.org', 'fr', 'experienced'), (2, 1, 'Marie', NULL, 'en', 'general');
        INSERT INTO account (person, login, password, skills, experience, work_limit, made_at, is_locked)
            VALUES (2, 'marie', 'scrypt$x', 'hardware network', 14, 3, 4000, 0);
        INSERT INTO membership (person, organisation, role, tier)
            VALUES (2, 1, 'technician', 2), (2, 2, 'supervisor', NULL);
        INSERT INTO policy (id, version, name, valid_from, targets, pausing) VALUES
            ('gold', 1, 'gold', 0, 'p1="60 120 24x7" p2="60 120 24x7" p3="60 120 24x7" p4="60 120 24x7"', 'requester');
        INSERT INTO calendar (id, version, name, valid_from, zone, hours, holidays)
            VALUES ('shift', 1, 'shift', 0, 'UTC', '1="08:00-12:00 13:00-17:00"', '2026-12-25=feast');
        INSERT INTO host (id, name, class, enrolled_at, last_seen, is_silence_planned, organisation, site, impact)
            VALUES ('a', 'ws-a', 'always-on', 1000, 2000, 0, 2, 1, 'high');
        INSERT INTO administration (at, author, action, details) VALUES (4000, 'local:root', 'person-added', 'person=1');
        """

    /// A machine's ticket that Marie has, a request that she answered, and what she closed.
    private static let tickets = """
        INSERT INTO ticket (
            number, type, organisation, state, tier, impact, urgency, is_rated, assignee, opened_at, updated_at,
            is_touched, minutes, host, priority, resolution_by, breach_at, warn_at, warn_clock, warn_share, host_name,
            key, rule, component, severity, value, threshold, unit, since, occurrences, is_recovered, seen_boot,
            seen_uptime
        ) VALUES (
            1, 'incident', 2, 'open', 1, 'high', 'medium', 0, 2, 1000000, 1010000, 1, 0, 'a', 'p2', 1120000, 1120000,
            1090000, 'resolution', 75, 'ws-a', 'disk/S1/disk.wear', 'disk.wear', 'Example SSD', 'warning', 97, 95, '%',
            5000, 1, 0, 'b', 60
        );
        INSERT INTO ticket (
            number, type, organisation, state, tier, category, impact, urgency, is_rated, requester, opened_at,
            updated_at, is_touched, minutes, priority, resolution_by, breach_at, warn_at, warn_clock, warn_share, title,
            items, done
        ) VALUES (
            2, 'request', 2, 'open', 1, 'hardware', 'low', 'low', 1, 1, 1000000, 1030000, 1, 0, 'p4', 1120000, 1120000,
            1090000, 'resolution', 75, 1, 1, ''
        );
        INSERT INTO ticket (
            number, type, organisation, state, tier, impact, urgency, is_rated, opened_at, updated_at, closed_at,
            closed_by, is_touched, minutes, priority, title, items, done
        ) VALUES (
            3, 'incident', 1, 'closed', 1, 'low', 'low', 1, 1000000, 1060000, 1060000, 'person:2', 1, 0, 'p4', 5, 0, ''
        );
        """

    /// The words, each with its hash over this salt.
    private static let salt = String(repeating: "a0", count: 16)
    private static let texts: [(ticket: Int64, text: String, hash: String)] = [
        (2, "New screen", "c0d0757257b04fdc8e42aa8abf8714ef0e8b591f38a987f34526a309a33d9a7b"),
        (2, "The old one flickers.", "3ff1163269b55c4e2963c9d4b9350b1a9093c28d99c98ffe73044da22de31fc0"),
        (2, "order it", "263cbdfb03030762ef09796486830ea79177fbdf4a26181c598515d6906745ec"),
        (2, "It is ordered.", "d212a82833a899db15aea2da963134e839505de6b14d0af7ce45740d932a8f56"),
        (3, "No sound", "f35a40535b6d580c72f224b4422e1c582acc70d556ff08e5f380bf88652544c5"),
        (3, "done by phone", "8c052e1b9b7b3a1e12fc4bc98e1b8f5c36f3e14936e7a7dd863937437d9e87e9"),
    ]

    private static func prose(_ id: Int) -> String { "\(id):\(texts[id - 1].hash)" }

    private static let bound = "policy=gold@1 calendars=24x7@1"

    private static let log: [(ticket: Int64, at: Int64, author: String, kind: String, payload: String)] = [
        (
            1, 1_000_000, "agent", "opened",
            "host=a hostname=ws-a key=disk/S1/disk.wear rule=disk.wear component=\"Example SSD\" severity=warning "
                + "value=97.0 limit=95.0 unit=% since=5000 organisation=2 impact=high \(bound) boot=b up=60.0"
        ),
        (1, 1_010_000, "local:root", "assigned", "to=2"),
        (
            2, 1_000_000, "person:2", "filed",
            "type=request organisation=2 requester=1 category=hardware impact=low urgency=low title=\(prose(1)) "
                + "text=\(prose(2)) \(bound) item1=\(prose(3))"
        ),
        (2, 1_030_000, "person:2", "replied", "text=\(prose(4))"),
        (3, 1_000_000, "person:2", "filed", "type=incident organisation=1 impact=low urgency=low title=\(prose(5))"),
        (3, 1_060_000, "person:2", "closed", "reason=overridden text=\(prose(6))"),
    ]

    private static func fill(_ database: Database) throws {
        try database.execute(sql: people + tickets)
        for (id, text) in texts.enumerated() {
            try database.execute(
                sql: "INSERT INTO text (id, ticket, author, hash, salt, content) VALUES (?, ?, 'person:2', ?, ?, ?)",
                arguments: [id + 1, text.ticket, text.hash, salt, text.text]
            )
        }
        for entry in log {
            try database.execute(
                sql: "INSERT INTO log (ticket, at, author, kind, payload) VALUES (?, ?, ?, ?, ?)",
                arguments: [entry.ticket, entry.at, entry.author, entry.kind, entry.payload]
            )
        }
    }

    private static func withStore(_ body: (DeskDatabase) async throws -> Void) async throws {
        let old = try OldStore(upTo: "4 people", fill)
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        try await body(store)
    }

    @Test func ticketsAreAsTheyWere() async throws {
        try await Self.withStore { store in
            #expect(try await store.check(isRepairing: false) == [])
            let tickets = try await store.tickets()
            #expect(tickets.map(\.number) == [3, 2, 1])
            #expect(tickets.map(\.state) == [.closed, .open, .open])
            #expect(tickets.map(\.requester) == [nil, Self.ines, nil])
            #expect(tickets.map(\.assignee) == [nil, nil, Self.marie])
            let end = Timestamp(milliseconds: 1_120_000)
            #expect(tickets.map(\.deadlines.resolutionBy) == [nil, end, end])
            let request = try #require(try await store.ticket(2))
            guard case .filed(let filing)? = request.log.first?.kind else {
                Issue.record("\(request.log)")
                return
            }
            #expect(filing.title.text == "New screen" && filing.description?.text == "The old one flickers.")
            #expect(filing.checklist.map(\.text) == ["order it"])
            #expect(request.log.last?.kind.words == ["It is ordered."])
            #expect(try await store.search("flickers", limit: 9).map(\.number) == [2])
        }
    }

    @Test func peopleAndHostsAreAsTheyWere() async throws {
        try await Self.withStore { store in
            let scope = DeskDatabase.scope
            let ines = Person(
                id: Self.ines,
                organisation: Self.example,
                name: "Inès",
                email: "ines@example.org",
                language: .fr,
                expertise: .experienced
            )
            let marie = Person(id: Self.marie, organisation: .first, name: "Marie")
            #expect(try await store.persons(in: scope) == [ines, marie], "nobody has said what they wish to be told")
            let account = Account(
                person: Self.marie,
                login: "marie",
                memberships: [Membership(.technician, in: .first, tier: 2), Membership(.supervisor, in: Self.example)],
                skills: ["hardware", "network"],
                experience: 14,
                workLimit: 3,
                madeAt: Timestamp(milliseconds: 4000)
            )
            #expect(try await store.accounts(in: scope) == [account])
            #expect(try await store.passwordHash(forSignIn: "marie")?.hash == "scrypt$x")
            let host = EnrolledHost(
                id: "a",
                name: "ws-a",
                hostClass: .alwaysOn,
                enrolledAt: Timestamp(milliseconds: 1000),
                lastSeen: Timestamp(milliseconds: 2000),
                organisation: Self.example,
                site: SiteID(1),
                label: .high
            )
            #expect(try await store.hosts() == [host])
            let book = try await store.book()
            #expect(book.policyNames.map(\.description) == ["gold@1", "standard@1"])
            #expect(book.calendarNames.map(\.description) == ["24x7@1", "office@1", "shift@1"])
            #expect(try await store.administration(limit: 9, in: scope).map(\.action) == ["person-added"])
        }
    }

    /// Whoever gets mail from today on is told nothing of the past.
    @Test func noticesBeginAtTheEndOfTheLog() async throws {
        try await Self.withStore { store in
            func told() async throws -> Set<Recipient> {
                while try await store.gather(desk: Set(NoticeKind.known), at: noon) {}
                let all = Set(Notice.State.allCases)
                return Set(try await store.notices(all, limit: 99, in: DeskDatabase.scope).map(\.recipient))
            }
            #expect(try await told().isEmpty)
            let filing = Filing(.incident, organisation: Self.example, title: Prose("x"), requester: Self.ines)
            _ = try await store.file(filing, by: DeskDatabase.scope, at: noon)
            #expect(try await told() == [.person(Self.ines), .desk])
        }
    }
}
