package import Desk

extension DeskDatabase: AgentStore {
    package func enrol(_ host: EnrolledHost) async throws(DeskError) {
        try await write { try HostRows.insert(host, $0) }
    }

    package func rename(_ host: String, to name: String, hostClass: HostClass) async throws(DeskError) {
        try await write { connection in
            guard let known = try HostRows.host(host, connection) else { throw HostRows.unknown(host) }
            // A name that a person gave stays until the machine itself has a new one.
            let isNews = name != known.toldName ?? known.name
            try connection.run(
                "UPDATE host SET name = ?, told_name = ?, class = ? WHERE id = ?",
                [
                    .text(isNews ? name : known.name), SQLValue(isNews ? nil : known.toldName), SQLValue(hostClass),
                    .text(host),
                ]
            )
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

    package func host(_ id: String) async throws(DeskError) -> EnrolledHost? {
        try await read { try HostRows.host(id, $0) }
    }

    package func enrolledHosts() async throws(DeskError) -> [EnrolledHost] { try await hosts(in: .desk) }
}
