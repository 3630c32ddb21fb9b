package import Desk
package import Health

extension DeskDatabase: HostStore {
    package func enrol(_ host: EnrolledHost) async throws(DeskError) {
        try await write { try HostRows.insert(host, $0) }
    }

    package func rename(_ host: String, to name: String, hostClass: HostClass) async throws(DeskError) {
        try await write { connection in
            let sql = "UPDATE host SET name = ?, class = ? WHERE id = ?"
            guard try connection.run(sql, [.text(name), SQLValue(hostClass), .text(host)]) == 1 else {
                throw HostRows.unknown(host)
            }
        }
    }

    package func retire(_ host: String, at now: Timestamp) async throws(DeskError) {
        try await write { connection in
            let sql = "UPDATE host SET retired_at = ? WHERE id = ?"
            guard try connection.run(sql, [SQLValue(now), .text(host)]) == 1 else { throw HostRows.unknown(host) }
        }
    }

    package func host(_ id: String) async throws(DeskError) -> EnrolledHost? {
        try await read { try HostRows.host(id, $0) }
    }

    package func hosts(in scope: Scope) async throws(DeskError) -> [EnrolledHost] {
        let reach = scope.condition(onOrganisation: "organisation")
        return try await read { connection in
            try connection.all("\(HostRows.select)\(reach.clause) ORDER BY name, id", reach.values).map(HostRows.host)
        }
    }

    package func touch(_ sightings: [Sighting]) async throws(DeskError) {
        try await write { connection in
            for sighting in sightings {
                try connection.run(
                    "UPDATE host SET last_seen = ?, is_silence_planned = ? WHERE id = ?",
                    [SQLValue(sighting.at), SQLValue(sighting.isSilencePlanned), .text(sighting.host)]
                )
            }
        }
    }
}
