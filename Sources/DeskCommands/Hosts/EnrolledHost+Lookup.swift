import Commands
import Desk
import Report

extension [EnrolledHost] {
    /// The one host that a person means: by name, by id, or by the beginning of an id.
    ///
    /// Of hosts of one name, one in service goes before the retired.
    func named(_ text: String) throws(CommandError) -> EnrolledHost {
        let wanted = text.lowercased()
        let named = filter { $0.name.lowercased() == wanted }
        let inService = named.filter { $0.retiredAt == nil }
        let candidates =
            if let exact = first(where: { $0.id == wanted }) {
                [exact]
            } else if !named.isEmpty {
                inService.isEmpty ? named : inService
            } else {
                filter { wanted.count >= 4 && $0.id.hasPrefix(wanted) }
            }
        guard let found = candidates.first else {
            throw CommandError(
                .failed,
                en: "There is no host \(text) at this desk. 'vigie-desk hosts' lists those it knows.",
                fr:
                    "Ce centre d'assistance n'a pas de poste \(text). «\u{A0}vigie-desk hosts\u{A0}» liste ceux qu'il connaît."
            )
        }
        guard candidates.count == 1 else {
            let ids = candidates.prefix(8).map { "\($0.name) \($0.id)" }.joined(separator: ", ")
            throw CommandError(
                .failed,
                en: "\(text) may be any of \(candidates.count) hosts: \(ids). Name one by its id.",
                fr: "\(text) peut désigner \(candidates.count) postes\u{A0}: \(ids). Nommez-en un par son identité."
            )
        }
        return found
    }
}
