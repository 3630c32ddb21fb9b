package import Desk
package import Health

extension DeskDatabase {
    package func organisations(in scope: Scope) async throws(DeskError) -> [Organisation] {
        let reach = scope.condition(onOrganisation: "id")
        return try await read { connection in
            let sql = "\(OrganisationColumn.makeSelect())\(reach.clause) ORDER BY name"
            return try connection.all(sql, reach.values).map(OrganisationRows.organisation)
        }
    }

    package func addOrganisation(
        _ name: String,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> Organisation {
        if !scope.runsDesk { try scope.requireAdministrator(of: nil) }
        try Naming.check(name, as: Words(en: "An organisation's name", fr: "Le nom d'une organisation"))
        return try await write { connection in
            try OrganisationRows.requireFree(name, connection)
            let insert = OrganisationColumn.makeInsert([.name, .policy])
            let values: [SQLValue] = [.text(name), .text(ServiceDefaults.policyName)]
            let id = OrganisationID(try connection.insert(insert, values))
            // Who made it without administering all of them would not see it.
            if let person = scope.person {
                let values = [SQLValue(person), SQLValue(id), SQLValue(Role.administrator), .null]
                try connection.run(MembershipColumn.makeInsert(), values)
            }
            try AdministrationRows.append(
                "organisation-added",
                ["organisation": id.description, "name": name],
                by: scope,
                at: now,
                connection
            )
            return Organisation(id: id, name: name)
        }
    }

    package func rename(
        _ organisation: OrganisationID,
        to name: String,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try scope.requireAdministrator(of: organisation)
        try Naming.check(name, as: Words(en: "An organisation's name", fr: "Le nom d'une organisation"))
        try await write { connection in
            try OrganisationRows.requireFree(name, connection)
            let sql = "UPDATE organisation SET name = ? WHERE id = ?"
            guard try connection.run(sql, [.text(name), SQLValue(organisation)]) == 1 else {
                throw OrganisationRows.unknown(organisation)
            }
            try AdministrationRows.append(
                "organisation-renamed",
                ["organisation": organisation.description, "name": name],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func sites(in scope: Scope) async throws(DeskError) -> [Site] {
        let reach = scope.condition(onOrganisation: "organisation")
        return try await read { connection in
            let sql = "\(OrganisationRows.selectSite)\(reach.clause) ORDER BY organisation, name"
            return try connection.all(sql, reach.values).map(OrganisationRows.site)
        }
    }

    package func addSite(
        _ name: String,
        address: String?,
        of organisation: OrganisationID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> Site {
        try scope.requireAdministrator(of: organisation)
        try Naming.check(name, as: Words(en: "A site's name", fr: "Le nom d'un site"))
        if let address { try Naming.check(address, as: Words(en: "A site's address", fr: "L'adresse d'un site")) }
        return try await write { connection in
            try OrganisationRows.require(organisation, connection)
            let same = "SELECT 1 FROM site WHERE organisation = ? AND name = ?"
            guard try connection.first(same, [SQLValue(organisation), .text(name)]) == nil else {
                throw DeskError(
                    .nameTaken,
                    en: "The organisation has a site \(name) already.",
                    fr: "L'organisation a déjà un site \(name)."
                )
            }
            let values = [SQLValue(organisation), .text(name), SQLValue(address)]
            let site = Site(
                id: SiteID(try connection.insert(OrganisationRows.insertSite, values)),
                organisation: organisation,
                name: name,
                address: address
            )
            try AdministrationRows.append(
                "site-added",
                ["site": site.id.description, "organisation": organisation.description, "name": name],
                by: scope,
                at: now,
                connection
            )
            return site
        }
    }
}
