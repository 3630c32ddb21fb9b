import ArgumentParser
import Commands
import Desk
import DeskStore

/// Which organisation is meant.
struct OrganisationOption: ParsableArguments {
    @Option(help: ArgumentHelp("The organisation, by name or number.", valueName: "name"))
    var organisation: String?

    var isGiven: Bool { organisation != nil }

    /// The organisation that was named; nil where none was.
    func id(_ store: DeskDatabase, _ console: Console) async throws -> OrganisationID? {
        guard let organisation else { return nil }
        let known = try await store.organisations(in: console.scope)
        let wanted = organisation.lowercased()
        guard let found = known.first(where: { $0.name.lowercased() == wanted || $0.id.description == wanted }) else {
            throw CommandError(
                .failed,
                en: "There is no organisation \(organisation). 'vigie-desk organisation list' lists them.",
                fr: "Il n'y a pas d'organisation \(organisation). «\u{A0}vigie-desk organisation list\u{A0}» les liste."
            )
        }
        return found.id
    }
}

extension [Site] {
    /// The site of an organisation that a person means, by name or number.
    func named(_ text: String, of organisation: OrganisationID) throws(CommandError) -> Site {
        let wanted = text.lowercased()
        let found = first { site in
            site.organisation == organisation && (site.name.lowercased() == wanted || site.id.description == wanted)
        }
        guard let found else {
            throw CommandError(
                .failed,
                en: "That organisation has no site \(text). 'vigie-desk site list' lists them.",
                fr: "Cette organisation n'a pas de site \(text). «\u{A0}vigie-desk site list\u{A0}» les liste."
            )
        }
        return found
    }
}

extension [Person] {
    /// The one person that is meant: by address, by number, or by name.
    func named(_ text: String) throws(CommandError) -> Person {
        let wanted = text.lowercased()
        let exact = filter { $0.email?.lowercased() == wanted || $0.id.description == wanted }
        let candidates = exact.isEmpty ? filter { $0.name.lowercased() == wanted } : exact
        guard let found = candidates.first else {
            throw CommandError(
                .failed,
                en: "There is no person \(text). 'vigie-desk person list' lists them.",
                fr: "Il n'y a pas de personne \(text). «\u{A0}vigie-desk person list\u{A0}» les liste."
            )
        }
        guard candidates.count == 1 else {
            let all = candidates.prefix(8).map { "\($0.name) \($0.id)" }.joined(separator: ", ")
            throw CommandError(
                .failed,
                en: "\(text) may be any of \(candidates.count) persons: \(all). Name one by number.",
                fr: "\(text) peut désigner \(candidates.count) personnes\u{A0}: \(all). Nommez-en une par son numéro."
            )
        }
        return found
    }
}
