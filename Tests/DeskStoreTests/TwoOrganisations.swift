import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// A desk of two organisations, of which theirs has something of everything.
struct TwoOrganisations {
    let temporary: TemporaryStore
    let theirs: OrganisationID
    /// The site of theirs.
    let site: SiteID
    /// The administrator of the first organisation.
    let marie: Account
    /// A technician of theirs, who has asked for a ticket.
    let stranger: Account
    let ticket: Int64

    var store: DeskDatabase { temporary.store }
    var ours: Scope { Scope(marie) }

    init() async throws {
        let root = DeskDatabase.scope
        temporary = try await TemporaryStore(hosts: ["a", "b"])
        let store = temporary.store
        theirs = try await store.addOrganisation("theirs", by: root, at: noon).id
        site = try await store.addSite("Lyon", address: nil, of: theirs, by: root, at: noon).id
        try await store.place("b", HostPlace(organisation: theirs), by: root, at: noon)
        let persons = [
            Person(id: PersonID(0), organisation: .first, name: "Marie"),
            Person(id: PersonID(0), organisation: theirs, name: "Stranger", email: "s@example.org"),
        ]
        let ids = try await store.add(persons, by: root, at: noon).map(\.id)
        let administrator = Membership(.administrator, in: .first)
        marie = Account(person: ids[0], login: "marie", memberships: [administrator], madeAt: noon)
        let technician = Membership(.technician, in: theirs)
        stranger = Account(person: ids[1], login: "stranger", memberships: [technician], madeAt: noon)
        for account in [marie, stranger] { try await store.save(account, by: root, at: noon) }
        let category = OwnCategory(try #require(Term("payroll")), of: theirs, name: Words(en: "pay", fr: "paie"))
        try await store.add(category, by: root, at: noon)
        let filing = Filing(
            .incident,
            organisation: theirs,
            title: Prose("secret plans"),
            requester: stranger.person
        )
        try await store.add(RequestTemplate("leak", filing), by: root, at: noon)
        _ = try await store.gather(desk: [], at: noon)
        var journal = Journal("b")
        _ = try await store.commit([journal.item(event(.open))], at: noon)
        let finished = Filing(.incident, organisation: theirs, title: Prose("gone"))
        let closed = try await store.file(finished, by: root, at: noon).ticket.number
        try await store.perform(.close(override: Prose("done")), on: closed, version: nil, by: root, at: noon)
        ticket = try await store.file(filing, by: root, at: noon).ticket.number
        _ = try await store.gather(desk: [], at: noon)
        let charge = Reading(.batteryCharge, 99)
        let fact = Fact(
            component: Component(.ups, "x"),
            name: "x",
            verdict: .good,
            readAt: noon,
            readings: [charge]
        )
        let disk = Fact(
            component: Component(.disk, "d"),
            name: "d",
            verdict: .watch,
            readAt: noon,
            identity: [("model", "Example")]
        )
        try await store.record([fact, disk], of: "b")
        try await store.begin(.sample("5e55", of: stranger.person), at: noon)
    }

    /// A policy that nobody has yet.
    static func gold() throws -> ServicePolicy {
        let target = ServiceTarget(response: 60, resolution: 120, calendar: "24x7")
        return try ServicePolicy(
            id: VersionName(id: "gold", version: 1),
            name: "gold",
            validFrom: noon,
            targets: Dictionary(uniqueKeysWithValues: Priority.allCases.map { ($0, target) }),
            pausing: []
        )
    }

    /// Every row of every table.
    func rows() throws -> [String] {
        try temporary.pool.read { database in
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }
        }
    }
}
