package import Health

/// A category that an organisation has beside those that all have.
package struct OwnCategory: Hashable, Sendable {
    package var organisation: OrganisationID
    package var category: Category
    /// What people call it.
    package var name: Words

    package init(_ category: Category, of organisation: OrganisationID, name: Words) {
        self.organisation = organisation
        self.category = category
        self.name = name
    }

    /// Refuses names that cannot be used, and a word that has its names already.
    package func check() throws(DeskError) {
        guard !Category.known.contains(category) else {
            throw DeskError(
                .nameTaken,
                en: "\(category) is a category that every organisation has.",
                fr: "La catégorie \(category) existe déjà dans toute organisation."
            )
        }
        for name in [name.en, name.fr] {
            try Naming.check(name, as: Words(en: "A category's name", fr: "Le nom d'une catégorie"))
        }
    }
}

extension [OwnCategory] {
    /// Refuses a word that is no category of an organisation; logs may hold others all the same.
    package func require(_ category: Category, of organisation: OrganisationID) throws(DeskError) {
        let all = Category.known + filter { $0.organisation == organisation }.map(\.category)
        guard all.contains(category) else {
            let list = all.map(\.word).joined(separator: ", ")
            throw DeskError(
                .unknownCategory,
                en: "\(category) is none of the categories there are: \(list).",
                fr: "\(category) n'est pas l'une des catégories existantes\u{A0}: \(list)."
            )
        }
    }
}
