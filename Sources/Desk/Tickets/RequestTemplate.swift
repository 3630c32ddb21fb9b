import Health

/// A filing as an organisation keeps it for the next ones: its words are copied, so a change of it changes no ticket.
package struct RequestTemplate: Hashable, Sendable {
    /// By which it is found, whatever the case of its letters.
    package let name: String
    package let filing: Filing

    /// Leaves out what is of one filing alone: who asks, for which workstation, and what is promised for it.
    package init(_ name: String, _ filing: Filing) {
        self.name = name
        var filing = filing
        (filing.requester, filing.host, filing.agreement) = (nil, nil, nil)
        self.filing = filing
    }

    package var organisation: OrganisationID { filing.organisation }

    /// Refuses a name or words that cannot be kept.
    package func check() throws(DeskError) {
        try Naming.check(name, as: Words(en: "A template's name", fr: "Le nom d'un modèle"))
        try filing.check()
    }
}

extension [RequestTemplate] {
    /// The template of an organisation that goes by a name.
    /// - Throws: `unknownTemplate` where there is none.
    package func required(_ name: String, of organisation: OrganisationID) throws(DeskError) -> RequestTemplate {
        guard let found = named(name, of: organisation) else {
            throw DeskError(
                .unknownTemplate,
                en: "The organisation has no template \(name).",
                fr: "L'organisation n'a pas de modèle \(name)."
            )
        }
        return found
    }

    package func named(_ name: String, of organisation: OrganisationID) -> RequestTemplate? {
        let wanted = name.lowercased()
        return first { $0.organisation == organisation && $0.name.lowercased() == wanted }
    }
}
