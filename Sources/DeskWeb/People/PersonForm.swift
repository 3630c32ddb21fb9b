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
        "login": Words(en: "Login", fr: "Identifiant"),
        "login_hint": Words(
            en: "Small letters, digits, dots, hyphens and underscores.",
            fr: "Lettres minuscules, chiffres, points, traits d'union et traits de soulignement."
        ),
        "language": Words(en: "Language", fr: "Langue"),
        "organisation": Words(en: "Organisation", fr: "Organisation"),
        "role": Words(en: "Role", fr: "Rôle"),
        "tier": Words(en: "Tier (technicians)", fr: "Niveau (techniciens)"),
        "experience": Words(en: "Experience in months", fr: "Expérience en mois"),
        "limit": Words(en: "Open tickets at once", fr: "Billets ouverts à la fois"),
        "skills": Words(en: "Skills, separated by spaces", fr: "Compétences, séparées par des espaces"),
    ]

    /// The fields as the template takes them, with what was typed, or else what an account has.
    func values(
        organisations: [Organisation],
        person: Person? = nil,
        account: Account? = nil,
        now: Timestamp? = nil,
        _ language: Language
    ) -> Values {
        let role = form["role"].flatMap(Role.init(rawValue:)) ?? account?.memberships.first?.role ?? .technician
        let tier = form["tier"].flatMap { Int($0) } ?? account?.tier ?? Ticket.tiers.lowerBound
        let chosen = form["language"].flatMap(Language.init(rawValue:)) ?? person?.language ?? language
        let organisation = form["organisation"].flatMap { Int64($0) } ?? account?.memberships.first?.organisation.number
        let months = account.flatMap { account in now.map { account.months(at: $0) } } ?? 0
        return [
            "name": form["name"] ?? person?.name ?? "", "email": form["email"] ?? person?.email ?? "",
            "login": form["login"] ?? account?.login ?? "",
            "languages": Language.allCases.map { Choice.values($0.rawValue, $0.nameInItself, isChosen: $0 == chosen) },
            "organisations": organisations.map {
                Choice.values($0.id.description, $0.name, isChosen: $0.id.number == organisation)
            },
            "roles": Role.allCases.map { Choice.values($0.rawValue, $0.words[language], isChosen: $0 == role) },
            "tiers": Ticket.tiers.map {
                Choice.values(String($0), Ticket.words(tier: $0)[language], isChosen: $0 == tier)
            },
            "experience": form["experience"] ?? String(months),
            "limit": form["limit"] ?? String(account?.workLimit ?? 5),
            "skills": form["skills"] ?? account?.skills.joined(separator: " ") ?? "",
        ]
    }

    /// The person and account that were entered; both have the number 0.
    func entered(at now: Timestamp) throws(DeskError) -> (person: Person, account: Account) {
        let organisation = OrganisationID(form["organisation"].flatMap { Int64($0) } ?? 0)
        let person = Person(
            id: PersonID(0),
            organisation: organisation,
            name: form.filled("name") ?? "",
            email: form.filled("email"),
            language: form["language"].flatMap(Language.init(rawValue:)) ?? .en
        )
        try person.check()
        let login = form.filled("login") ?? ""
        guard Account.isLogin(login) else { throw Self.badLogin }
        let account = Account(
            person: PersonID(0),
            login: login,
            memberships: [try membership(in: organisation)],
            skills: skills,
            experience: try number("experience", 0...1200),
            workLimit: try number("limit", 1...1000),
            madeAt: now
        )
        return (person, account)
    }

    /// What was entered for a person and account that are there.
    func changed(_ person: Person, _ account: Account, at now: Timestamp) throws(DeskError) -> (
        person: Person, account: Account
    ) {
        var person = person
        person.name = form.filled("name") ?? ""
        person.email = form.filled("email")
        person.language = form["language"].flatMap(Language.init(rawValue:)) ?? person.language
        try person.check()
        var account = account
        let organisation = OrganisationID(form["organisation"].flatMap { Int64($0) } ?? 0)
        account.memberships.removeAll { $0.organisation == organisation }
        account.memberships.append(try membership(in: organisation))
        account.skills = skills
        account.setMonths(try number("experience", 0...1200), at: now)
        account.workLimit = try number("limit", 1...1000)
        return (person, account)
    }

    private func membership(in organisation: OrganisationID) throws(DeskError) -> Membership {
        guard let role = form["role"].flatMap(Role.init(rawValue:)) else {
            throw DeskError(.badText, en: "Choose a role.", fr: "Choisissez un rôle.")
        }
        return Membership(role, in: organisation, tier: try number("tier", Ticket.tiers))
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

    private static let badLogin = DeskError(
        .badText,
        en: "A login has 1 to 64 small letters, digits, dots, hyphens and underscores.",
        fr:
            "Un identifiant compte de 1 à 64 lettres minuscules, chiffres, points, traits d'union et traits de soulignement."
    )
}
