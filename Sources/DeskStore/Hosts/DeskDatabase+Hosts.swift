package import Desk
package import Health

extension DeskDatabase: HostStore {
    package func hosts(in scope: Scope) async throws(DeskError) -> [EnrolledHost] {
        let reach = scope.condition(onOrganisation: "organisation")
        return try await read { connection in
            try connection.all("\(HostRows.select)\(reach.clause) ORDER BY name, id", reach.values).map(HostRows.host)
        }
    }

    package func hosts(
        beginningWith typed: String,
        of organisation: OrganisationID,
        limit: Int,
        in scope: Scope
    ) async throws(DeskError) -> [EnrolledHost] {
        guard let beginning = NameBeginning(typed), limit > 0 else { return [] }
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("organisation = ?", [SQLValue(organisation)])
        condition.want("retired_at IS NULL")
        let sql = "\(HostRows.select)\(condition.clause) ORDER BY name, id"
        let values = condition.values
        return try await read { connection in
            let hosts = try connection.all(sql, values).map(HostRows.host)
            return Array(hosts.lazy.filter { beginning.begins(name: $0.name) }.prefix(limit))
        }
    }

    package func place(
        _ host: String,
        _ place: HostPlace,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try await write { connection in
            var known = try HostRows.changeable(host, by: scope, connection)
            if let organisation = place.organisation, organisation != known.organisation {
                try scope.requireAdministrator(of: organisation)
                try OrganisationRows.require(organisation, connection)
                try OrganisationRows.requireIdle(host, connection)
                (known.organisation, known.site) = (organisation, nil)
            }
            if let site = place.site {
                known.site = try OrganisationRows.require(site, of: known.organisation, connection)
            }
            known.label = place.impact ?? known.label
            try connection.run(
                "UPDATE host SET organisation = ?, site = ?, impact = ? WHERE id = ?",
                [SQLValue(known.organisation), SQLValue(known.site), SQLValue(known.label), .text(host)]
            )
            try AdministrationRows.append(
                "host-placed",
                [
                    "host": host, "organisation": known.organisation.description, "site": known.site?.description,
                    "impact": known.label?.rawValue,
                ],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func rename(
        _ host: String,
        to name: String,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try Naming.check(name, as: Words(en: "A host's name", fr: "Le nom d'un poste"))
        try await write { connection in
            _ = try HostRows.changeable(host, by: scope, connection)
            let sql = "UPDATE host SET told_name = coalesce(told_name, name), name = ? WHERE id = ?"
            try connection.run(sql, [.text(name), .text(host)])
            try AdministrationRows.append(
                "host-renamed",
                ["host": host, "name": name],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func retire(_ host: String, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try await write { connection in
            let known = try HostRows.changeable(host, by: scope, connection)
            guard known.retiredAt == nil else {
                throw DeskError(
                    .notAllowed,
                    en: "Host \(known.name) is retired already.",
                    fr: "Le poste \(known.name) est déjà retiré."
                )
            }
            try Self.setRetired(host, now, connection)
            try AdministrationRows.append("host-retired", ["host": host], by: scope, at: now, connection)
        }
    }

    package func restore(_ host: String, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try await write { connection in
            let known = try HostRows.changeable(host, by: scope, connection)
            guard known.retiredAt != nil else {
                throw DeskError(
                    .notAllowed,
                    en: "Host \(known.name) is not retired.",
                    fr: "Le poste \(known.name) n'est pas retiré."
                )
            }
            try Self.setRetired(host, nil, connection)
            try AdministrationRows.append("host-restored", ["host": host], by: scope, at: now, connection)
        }
    }

    private static func setRetired(_ host: String, _ time: Timestamp?, _ connection: any SQLConnection) throws {
        try connection.run("UPDATE host SET retired_at = ? WHERE id = ?", [SQLValue(time), .text(host)])
    }
}
