package import Desk
import GRDB
package import Health

extension TicketDatabase {
    package func enrol(_ host: EnrolledHost) async throws {
        try await write { try HostRows.insert(host, $0) }
    }

    package func rename(_ host: String, to name: String, hostClass: HostClass) async throws {
        try await write { database in
            try database.run("UPDATE host SET name = ?, class = ? WHERE id = ?", [name, hostClass.rawValue, host])
            guard database.changesCount == 1 else { throw HostRows.unknown(host) }
        }
    }

    package func retire(_ host: String, at now: Timestamp) async throws {
        try await write { database in
            try database.run("UPDATE host SET retired_at = ? WHERE id = ?", [now.milliseconds, host])
            guard database.changesCount == 1 else { throw HostRows.unknown(host) }
        }
    }

    package func host(_ id: String) async throws -> EnrolledHost? {
        try await read { try HostRows.host(id, $0) }
    }

    package func hosts() async throws -> [EnrolledHost] {
        try await read { try $0.all("\(HostRows.select) ORDER BY name, id").map(HostRows.host) }
    }

    package func touch(_ sightings: [Sighting]) async throws {
        try await write { database in
            for sighting in sightings {
                try database.run(
                    "UPDATE host SET last_seen = ?, is_silence_planned = ? WHERE id = ?",
                    [sighting.at.milliseconds, sighting.isSilencePlanned, sighting.host]
                )
            }
        }
    }
}

/// Hosts as rows.
enum HostRows {
    static let select =
        "SELECT id, name, class, enrolled_at, last_seen, is_silence_planned, retired_at FROM host"

    static func insert(_ host: EnrolledHost, _ database: Database) throws {
        try database.run(
            """
            INSERT INTO host (id, name, class, enrolled_at, last_seen, is_silence_planned, retired_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                host.id, host.name, host.hostClass.rawValue, host.enrolledAt.milliseconds, host.lastSeen.milliseconds,
                host.isSilencePlanned, host.retiredAt?.milliseconds,
            ]
        )
    }

    static func host(_ id: String, _ database: Database) throws -> EnrolledHost? {
        try database.first("\(select) WHERE id = ?", [id]).map(host)
    }

    /// The name of a host; throws `unknownHost`.
    static func name(of id: String, _ database: Database) throws -> String {
        guard let row = try database.first("SELECT name FROM host WHERE id = ?", [id]) else { throw unknown(id) }
        return try row.value("name")
    }

    static func unknown(_ id: String) -> DeskError {
        DeskError(.unknownHost, "There is no host \(id) at this desk.")
    }

    static func host(_ row: Row) throws -> EnrolledHost {
        EnrolledHost(
            id: try row.value("id"),
            name: try row.value("name"),
            hostClass: try row.read("class", HostClass.init(rawValue:)),
            enrolledAt: try row.time("enrolled_at"),
            lastSeen: try row.time("last_seen"),
            isSilencePlanned: try row.value("is_silence_planned"),
            retiredAt: try row.optionalTime("retired_at")
        )
    }
}
