import Desk
import DeskView
import Health

/// The fields of an account and its person.
struct PersonForm {
    private let form: Form

    init(_ form: Form) {
        self.form = form
    }

    static let words: [String: Words] = [
        "name": Words(en: "Name", fr: "Nom"),
        "email": Words(en: "E-mail address", fr: "Adresse de courriel"),
        "language": Words(en: "Language", fr: "Langue"),
        "roles": Words(en: "Roles", fr: "Rôles"),
        "tier": Words(en: "Tier of a technician", fr: "Niveau d'un technicien"),
        "experience": Words(en: "Experience in months", fr: "Expérience en mois"),
        "limit": Words(en: "Open tickets at once", fr: "Billets ouverts à la fois"),
        "skills": Words(en: "Skills, separated by spaces", fr: "Compétences, séparées par des espaces"),
    ]

    /// The fields as the template takes them, with what was typed, or else what an account has.
    ///
    /// `organisations`: those whose roles the reader may give.
    func values(
        organisations: [Organisation],
        person: Person? = nil,
        account: Account? = nil,
        now: Timestamp,
        _ language: Language
    ) -> Values {
        let chosen = form["language"].flatMap(Language.init(rawValue:)) ?? person?.language ?? language
        return [
            "foreign_name": form["name"] ?? person?.name ?? "", "foreign_email": form["email"] ?? person?.email ?? "",
            "foreign_login": form["login"] ?? account?.login ?? "",
            "languages": Language.allCases.map { Choice.values($0.rawValue, $0.nameInItself, isChosen: $0 == chosen) },
            "memberships": organisations.map { membership(in: $0, of: account, language) },
            "experience": form["experience"] ?? String(account?.months(at: now) ?? 0),
            "limit": form["limit"] ?? String(account?.workLimit ?? 5),
            "foreign_skills": form["skills"] ?? account?.skills.joined(separator: " ") ?? "",
        ]
    }

    private func membership(in organisation: Organisation, of account: Account?, _ language: Language) -> Values {
        let held = account?.memberships.filter { $0.organisation == organisation.id } ?? []
        let typed = form.isEmpty ? nil : Set(form.all("role-\(organisation.id)"))
        let roles = typed ?? Set(held.map(\.role.rawValue))
        let tier = form["tier-\(organisation.id)"].flatMap { Int($0) } ?? held.compactMap(\.tier).first
        return [
            "number": organisation.id.description, "foreign_organisation": organisation.name,
            "roles": Role.allCases.map {
                Choice.values($0.rawValue, $0.words[language], isChosen: roles.contains($0.rawValue))
            },
            "tiers": Ticket.tiers.map {
                Choice.values(String($0), Ticket.words(tier: $0)[language], isChosen: $0 == tier)
            },
        ]
    }

    /// The person and account that were entered; both have the number 0.
    func entered(in organisations: [Organisation], at now: Timestamp) throws(DeskError) -> (Person, Account) {
        let memberships = try memberships(in: organisations)
        guard let first = memberships.first else { throw Self.noRole }
        let person = Person(id: PersonID(0), organisation: first.organisation, name: "")
        let login = form.filled("login") ?? ""
        guard Account.isLogin(login) else { throw Self.badLogin }
        return try changed(
            person,
            Account(person: person.id, login: login, memberships: [], madeAt: now),
            in: organisations,
            at: now
        )
    }

    /// What was entered for a person and account that are there; roles in other organisations stay as they are.
    func changed(
        _ person: Person,
        _ account: Account,
        in organisations: [Organisation],
        at now: Timestamp
    ) throws(DeskError) -> (Person, Account) {
        var person = person
        person.name = form.filled("name") ?? ""
        person.email = form.filled("email")
        person.language = form["language"].flatMap(Language.init(rawValue:)) ?? person.language
        try person.check()
        var account = account
        account.memberships.removeAll { membership in organisations.contains { $0.id == membership.organisation } }
        account.memberships += try memberships(in: organisations)
        account.skills = skills
        account.setMonths(try number("experience", 0...1200), at: now)
        account.workLimit = try number("limit", 1...1000)
        return (person, account)
    }

    private func memberships(in organisations: [Organisation]) throws(DeskError) -> [Membership] {
        var memberships: [Membership] = []
        for organisation in organisations {
            let roles = form.all("role-\(organisation.id)").compactMap(Role.init(rawValue:))
            let tier = form["tier-\(organisation.id)"].flatMap { Int($0) }.flatMap {
                Ticket.tiers.contains($0) ? $0 : nil
            }
            memberships += Set(roles).map { Membership($0, in: organisation.id, tier: tier) }
        }
        return memberships
    }

    private var skills: [String] { form["skills"]?.split(whereSeparator: \.isWhitespace).map { String($0) } ?? [] }

    private func number(_ field: String, _ range: ClosedRange<Int>) throws(DeskError) -> Int {
        guard let number = form.filled(field).flatMap({ Int($0) }), range.contains(number) else {
            let name = Self.words[field] ?? Words(en: field, fr: field)
            throw DeskError(
                .badText,
                en: "\(name.en): a number from \(range.lowerBound) to \(range.upperBound).",
                fr: "\(name.fr)\u{A0}: un nombre de \(range.lowerBound) à \(range.upperBound)."
            )
        }
        return number
    }

    private static let noRole = DeskError(
        .badText,
        en: "Choose at least one role: without one nobody can sign in.",
        fr: "Choisissez au moins un rôle\u{A0}: sans rôle, personne ne peut se connecter."
    )

    private static let badLogin = DeskError(
        .badText,
        en: "A login has 1 to 64 small letters, digits, dots, hyphens and underscores.",
        fr:
            "Un identifiant compte de 1 à 64 lettres minuscules, chiffres, points, traits d'union et traits de soulignement."
    )
}
