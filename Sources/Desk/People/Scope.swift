/// Who reads or writes, and how far they see and may go.
///
/// Every read and write of people takes one; what is outside of it does not exist for them.
package struct Scope: Hashable, Sendable {
    private enum Reach: Hashable, Sendable {
        case everything
        /// A locked account's.
        case nothing
        case organisations([OrganisationID: Set<Role>])
    }

    package let author: Author
    private let reach: Reach

    private init(_ author: Author, _ reach: Reach) {
        self.author = author
        self.reach = reach
    }

    /// The shell of the desk's machine: the local administrator.
    package static func local(_ login: String) -> Scope { Scope(.local(login), .everything) }

    /// The desk itself.
    package static let desk = Scope(.desk, .everything)

    /// A person with an account.
    package init(_ account: Account) {
        var roles: [OrganisationID: Set<Role>] = [:]
        for membership in account.memberships { roles[membership.organisation, default: []].insert(membership.role) }
        self.init(.person(account.person), account.isLocked ? .nothing : .organisations(roles))
    }

    /// A person without an account, who sees what they asked for and no more.
    package init(requester: PersonID) {
        self.init(.person(requester), .organisations([:]))
    }

    /// The person; nil for the shell and the desk.
    package var person: PersonID? {
        guard reach != .nothing, case .person(let id) = author else { return nil }
        return id
    }

    /// The organisations of which everything is seen; nil for all of them.
    package var organisations: Set<OrganisationID>? {
        guard reach != .nothing else { return [] }
        guard case .organisations(let roles) = reach else { return nil }
        return Set(roles.filter { !$0.value.subtracting([.requester]).isEmpty }.keys)
    }

    /// The organisations in which it has any role, be it a requester's; nil for all of them.
    package var affiliations: Set<OrganisationID>? {
        guard reach != .nothing else { return [] }
        guard case .organisations(let roles) = reach else { return nil }
        return Set(roles.keys)
    }

    /// Whether it has one of these roles in an organisation.
    package func `is`(_ roles: Set<Role>, in organisation: OrganisationID) -> Bool {
        guard reach != .nothing else { return false }
        guard case .organisations(let held) = reach else { return true }
        return held[organisation].map { !$0.isDisjoint(with: roles) } ?? false
    }

    /// Whether everything of an organisation is seen.
    package func sees(_ organisation: OrganisationID) -> Bool { organisations?.contains(organisation) ?? true }

    /// Whether it has any role in an organisation: what everybody there may know, as its categories, is seen.
    package func belongs(to organisation: OrganisationID) -> Bool { `is`(Set(Role.allCases), in: organisation) }

    /// Whether a ticket is seen: a requester sees those that are theirs.
    package func sees(_ ticket: Ticket) -> Bool {
        sees(ticket.organisation) || ticket.requester != nil && ticket.requester == person
    }

    /// Whether people, hosts and policies of an organisation may be changed; nil: what is everybody's.
    package func requireAdministrator(of organisation: OrganisationID?) throws(DeskError) {
        let mayDoIt = organisation.map { `is`([.administrator], in: $0) } ?? (reach == .everything)
        guard mayDoIt else {
            throw DeskError(
                .notAllowed,
                en: "Only an administrator may do this. Ask one of your organisation.",
                fr: "Seul un administrateur peut faire cela. Adressez-vous à celui de votre organisation."
            )
        }
    }

    /// Whether it runs the desk itself: the shell does, and administrators of the organisation with which the desk began.
    package var runsDesk: Bool { `is`([.administrator], in: .first) }

    /// Whether an action on a ticket that is seen is allowed.
    package func require(_ action: Action, on ticket: Ticket) throws(DeskError) {
        if `is`([.administrator, .supervisor, .technician], in: ticket.organisation) { return }
        let isTheirs = ticket.requester != nil && ticket.requester == person
        switch action {
        case .reply where isTheirs, .dispute where isTheirs: return
        default:
            throw DeskError(
                .notAllowed,
                en: "Ticket \(ticket.number) is left as it is. Only a technician may do this.",
                fr: "Le billet \(ticket.number) reste tel quel. Seul un technicien peut faire cela."
            )
        }
    }

    /// Whether a matter may be filed: technicians file for others, requesters for themselves.
    package func require(filing: Filing) throws(DeskError) {
        if `is`([.administrator, .supervisor, .technician], in: filing.organisation) { return }
        let isForThemselves = filing.requester != nil && filing.requester == person
        guard isForThemselves, `is`([.requester], in: filing.organisation) else {
            throw DeskError(
                .notAllowed,
                en: "Nothing was filed. Only a technician files for others.",
                fr: "Rien n'a été déposé. Seul un technicien dépose pour autrui."
            )
        }
    }
}
