import Commands
import Desk
import DeskStore
import Health

/// What a desk has already of what `setup` makes.
struct DeskPresent {
    private(set) var organisation = Organisation(id: .first, name: Organisation.unnamed)
    private var persons: [Person] = []
    private var accounts: [Account] = []

    /// A desk that was never started.
    init() {}

    init(_ store: DeskDatabase, _ console: Console) async throws {
        let first = try await store.organisations(in: console.scope).first { $0.id == .first }
        organisation = first ?? organisation
        persons = try await store.persons(in: console.scope)
        accounts = try await store.accounts(in: console.scope)
    }

    var isUnnamed: Bool { organisation.name == Organisation.unnamed }

    /// Who may change everything of the first organisation, and can sign in.
    var administrators: [Account] {
        accounts.filter { !$0.isLocked && Scope($0).is([.administrator], in: .first) }
    }

    /// The administrator who gets a link: the one of a login, the only one, or the one that a person names.
    func administrator(_ login: String?, _ questions: inout Questions) throws -> Account {
        if login == nil, administrators.count == 1 { return administrators[0] }
        let all = administrators.map(\.login).joined(separator: ", ")
        let which = Words(en: "Which administrator (\(all))", fr: "Quel administrateur (\(all))")
        let wanted = try questions.answer(.login.asked(which), login)
        try questions.requireAll()
        guard let found = administrators.first(where: { $0.login == wanted }) else {
            throw CommandError(
                .failed,
                en:
                    "\(wanted) is no administrator; there is \(all). 'vigie-desk account invite' makes a link for any account.",
                fr:
                    "\(wanted) n'est pas administrateur\u{A0}; il y a \(all). «\u{A0}vigie-desk account invite\u{A0}» fait un lien pour tout compte."
            )
        }
        return found
    }

    /// The person of the first organisation who has an address.
    func person(_ email: String) -> Person? {
        persons.first { $0.organisation == .first && $0.email?.lowercased() == email.lowercased() }
    }

    /// Refuses to make an administrator of who has an account with another role.
    func requireFree(_ login: String, _ person: PersonID) throws(CommandError) {
        guard let taken = accounts.first(where: { $0.login == login || $0.person == person }) else { return }
        let login = taken.login
        throw CommandError(
            .failed,
            en:
                "Account \(login) is there already, and is no administrator's that can sign in. 'vigie-desk account role' gives "
                + "it that role, 'vigie-desk account lock \(login) --undo' unlocks it. Nothing was changed.",
            fr:
                "Le compte \(login) existe déjà, et n'est pas celui d'un administrateur qui peut se connecter. "
                + "«\u{A0}vigie-desk account role\u{A0}» lui donne ce rôle, «\u{A0}vigie-desk account lock \(login) --undo\u{A0}» le "
                + "déverrouille. Rien n'a été modifié."
        )
    }
}
