import Desk
import DeskStore
import Health

/// What `setup` makes.
struct SetupPlan {
    enum Administrator {
        case present(Account)
        /// Somebody whom the desk knows already, or does not yet.
        case new(Person, login: String)
    }

    var address: WebAddress
    var isNewAddress: Bool
    var organisation: String
    var isNewName: Bool
    var administrator: Administrator

    /// Makes it, and returns the administrator's account.
    func perform(on store: DeskDatabase, by scope: Scope, at now: Timestamp) async throws -> Account {
        if isNewName { try await store.rename(.first, to: organisation, by: scope, at: now) }
        switch administrator {
        case .present(let account): return account
        case .new(var person, let login):
            if person.id == .unknown { person = try await store.add([person], by: scope, at: now).first ?? person }
            let account = Account(
                person: person.id,
                login: login,
                // An administrator may do everything; only who works at a tier is given its next ticket.
                memberships: [Membership(.administrator, in: .first), Membership(.technician, in: .first, tier: 1)],
                madeAt: now
            )
            try await store.save(account, by: scope, at: now)
            return account
        }
    }

    /// What was made, and what was there.
    func done(writtenTo file: String) -> [Words] {
        let there = Words(en: "there already", fr: "déjà en place")
        let written = Words(en: "written to \(file)", fr: "écrite dans \(file)")
        let named = Words(en: "named", fr: "nommée")
        let made = Words(en: "made", fr: "créé")
        let (login, isNew) =
            switch administrator {
            case .present(let account): (account.login, false)
            case .new(_, let login): (login, true)
            }
        func line(_ en: String, _ fr: String, _ what: String, _ done: Words) -> Words {
            Words(en: "\(en) \(what): \(done.en).", fr: "\(fr) \(what)\u{A0}: \(done.fr).")
        }
        return [
            line("Address", "Adresse", address.description, isNewAddress ? written : there),
            line("Organisation", "Organisation", organisation, isNewName ? named : there),
            line("Administrator", "Administrateur", login, isNew ? made : there),
        ]
    }
}

extension PersonID {
    /// Of somebody whom the store has yet to number.
    static var unknown: Self { Self(0) }
}
