import Desk
import Health

enum OrganisationColumn: Int, Columns {
    case id, name, policy

    static let table = "organisation"
    static let names = makeNames()
}

enum SiteColumn: Int, Columns {
    case id, organisation, name, address

    static let table = "site"
    static let names = makeNames()
}

/// Organisations and their sites as rows.
enum OrganisationRows {
    static let selectSite = SiteColumn.makeSelect()
    static let insertSite = SiteColumn.makeInsert([.organisation, .name, .address])

    static func organisation(_ row: SQLRow) throws(DeskError) -> Organisation {
        Organisation(
            id: try row.value(OrganisationColumn.id),
            name: try row.value(OrganisationColumn.name),
            policy: try row.value(OrganisationColumn.policy)
        )
    }

    static func site(_ row: SQLRow) throws(DeskError) -> Site {
        Site(
            id: try row.value(SiteColumn.id),
            organisation: try row.value(SiteColumn.organisation),
            name: try row.value(SiteColumn.name),
            address: try row.optional(SiteColumn.address)
        )
    }

    static func requireFree(_ name: String, _ connection: any SQLConnection) throws {
        guard try connection.first("SELECT id FROM organisation WHERE name = ?", [.text(name)]) == nil else {
            throw DeskError(
                .nameTaken,
                en: "There is an organisation \(name) already.",
                fr: "Il y a déjà une organisation \(name)."
            )
        }
    }

    static func require(_ organisation: OrganisationID, _ connection: any SQLConnection) throws {
        let sql = "SELECT 1 FROM organisation WHERE id = ?"
        guard try connection.first(sql, [SQLValue(organisation)]) != nil else { throw unknown(organisation) }
    }

    static func require(
        _ site: SiteID,
        of organisation: OrganisationID,
        _ connection: any SQLConnection
    ) throws -> SiteID {
        let sql = "SELECT 1 FROM site WHERE id = ? AND organisation = ?"
        guard try connection.first(sql, [SQLValue(site), SQLValue(organisation)]) != nil else {
            throw DeskError(
                .notAllowed,
                en: "Site \(site) is none of organisation \(organisation).",
                fr: "Le site \(site) n'appartient pas à l'organisation \(organisation)."
            )
        }
        return site
    }

    /// Its tickets stay where they are, so it moves only when none is open.
    static func requireIdle(_ host: String, _ connection: any SQLConnection) throws {
        let sql = "SELECT count(*) FROM ticket WHERE host = ? AND state <> 'closed'"
        let count: Int = try connection.first(sql, [.text(host)])?.value(0, "count") ?? 0
        guard count == 0 else {
            throw DeskError(
                .notAllowed,
                en: "The host has \(count) open tickets, which belong to its organisation. Close them first.",
                fr: "Le poste a \(count) billets ouverts, qui appartiennent à son organisation. Clôturez-les d'abord."
            )
        }
    }

    static func unknown(_ organisation: OrganisationID) -> DeskError {
        DeskError(
            .unknownOrganisation,
            en: "There is no organisation \(organisation) at this desk.",
            fr: "Ce centre d'assistance n'a pas d'organisation \(organisation)."
        )
    }
}
