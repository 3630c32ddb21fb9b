import Desk
import Health

enum HostColumn: Int, Columns {
    case id, name, `class`, enrolledAt, lastSeen, isSilencePlanned, retiredAt, organisation, site, impact, toldName

    static let table = "host"
    static let names = makeNames()
}

/// Hosts as rows.
enum HostRows {
    static let select = HostColumn.makeSelect()
    private static let insert = HostColumn.makeInsert()

    static func insert(_ host: EnrolledHost, _ connection: any SQLConnection) throws {
        try connection.run(insert, HostColumn.allCases.map { value($0, of: host) })
    }

    private static func value(_ column: HostColumn, of host: EnrolledHost) -> SQLValue {
        switch column {
        case .id: .text(host.id)
        case .name: .text(host.name)
        case .class: SQLValue(host.hostClass)
        case .enrolledAt: SQLValue(host.enrolledAt)
        case .lastSeen: SQLValue(host.lastSeen)
        case .isSilencePlanned: SQLValue(host.isSilencePlanned)
        case .retiredAt: SQLValue(host.retiredAt)
        case .organisation: SQLValue(host.organisation)
        case .site: SQLValue(host.site)
        case .impact: SQLValue(host.label)
        case .toldName: SQLValue(host.toldName)
        }
    }

    static func host(_ id: String, _ connection: any SQLConnection) throws -> EnrolledHost? {
        try connection.first("\(select) WHERE id = ?", [.text(id)]).map(host)
    }

    /// A host that a scope may change; throws `unknownHost` or `notAllowed`.
    static func changeable(_ id: String, by scope: Scope, _ connection: any SQLConnection) throws -> EnrolledHost {
        guard let host = try host(id, connection), scope.sees(host.organisation) else { throw unknown(id) }
        try scope.requireAdministrator(of: host.organisation)
        return host
    }

    /// A host as its tickets know it, and the book by which they are served.
    typealias Reporting = (host: ReportingHost, book: ServiceBook)

    /// The host as its tickets know it; throws `unknownHost`.
    static func reporting(
        _ id: String,
        from shelf: BookShelf,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> Reporting {
        guard let row = try connection.first(selectWithPolicy + " WHERE host.id = ?", [.text(id)]) else {
            throw unknown(id)
        }
        return try reporting(row, from: shelf, at: now, connection)
    }

    /// The host of a stream, and where the stream stands; nil of a host that is not there.
    ///
    /// One question for all of it: it comes with every event that arrives alone.
    static func reporting(
        of stream: Stream,
        from shelf: BookShelf,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> (host: Reporting, position: StreamPosition?)? {
        let values: [SQLValue] = [.text(stream.journal), .text(stream.host)]
        guard let row = try connection.first(selectWithStream, values) else { return nil }
        let position = try StreamRows.position(row, at: HostColumn.allCases.count + 2)
        return (try reporting(row, from: shelf, at: now, connection), position)
    }

    private static func reporting(
        _ row: SQLRow,
        from shelf: BookShelf,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> Reporting {
        let first = HostColumn.allCases.count
        let book = try shelf.book(of: row.value(first + 1, "count"), connection)
        let agreement = try? AgreementName(book.agreement(policy: row.value(first, "policy"), at: now))
        return (ReportingHost(try host(row), agreement: agreement), book)
    }

    private static let selectWithPolicy =
        select.replacing(" FROM host", with: ", organisation.policy, \(ServiceRows.countTerm) FROM host")
        + " JOIN organisation ON organisation.id = host.organisation"
    private static let selectWithStream =
        selectWithPolicy.replacing(" FROM host", with: ", stream.committed, stream.digest FROM host")
        + " LEFT JOIN stream ON stream.host = host.id AND stream.journal = ? WHERE host.id = ?"

    static func unknown(_ id: String) -> DeskError {
        DeskError(
            .unknownHost,
            en: "There is no host \(id) at this desk.",
            fr: "Ce centre d'assistance n'a pas de poste \(id)."
        )
    }

    static func host(_ row: SQLRow) throws(DeskError) -> EnrolledHost {
        EnrolledHost(
            id: try row.value(HostColumn.id),
            name: try row.value(HostColumn.name),
            hostClass: try row.read(HostColumn.class, HostClass.init(rawValue:)),
            enrolledAt: try row.value(HostColumn.enrolledAt),
            lastSeen: try row.value(HostColumn.lastSeen),
            isSilencePlanned: try row.value(HostColumn.isSilencePlanned),
            retiredAt: try row.optional(HostColumn.retiredAt),
            organisation: try row.value(HostColumn.organisation),
            site: try row.optional(HostColumn.site),
            label: try row.readOptional(HostColumn.impact, Impact.init(rawValue:)),
            toldName: try row.optional(HostColumn.toldName)
        )
    }
}
