package import Health

/// What lets a person sign in and work.
package struct Account: Hashable, Sendable {
    package var person: PersonID
    /// The name to sign in with: small letters, digits, dots, hyphens and underscores.
    package var login: String
    package var memberships: [Membership]
    /// What they are good at: categories, or words of the organisation's own.
    package var skills: [String]
    /// Months of experience in support when the account was made, and that day: experience grows.
    package var experience: Int
    /// How many open tickets they work on at once.
    package var workLimit: Int
    package var madeAt: Timestamp
    package var isLocked: Bool

    package init(
        person: PersonID,
        login: String,
        memberships: [Membership],
        skills: [String] = [],
        experience: Int = 0,
        workLimit: Int = 5,
        madeAt: Timestamp,
        isLocked: Bool = false
    ) {
        self.person = person
        self.login = login
        self.memberships = memberships
        self.skills = skills
        self.experience = experience
        self.workLimit = workLimit
        self.madeAt = madeAt
        self.isLocked = isLocked
    }

    /// Months of experience at a time; a month is a twelfth of a year.
    package func months(at now: Timestamp) -> Int {
        experience.addingReportingOverflow(grown(at: now)).partialValue
    }

    /// Says how many months of experience there are at a time.
    package mutating func setMonths(_ months: Int, at now: Timestamp) {
        experience = months.subtractingReportingOverflow(grown(at: now)).partialValue
    }

    /// Months since the account was made, at most a hundred years.
    private func grown(at now: Timestamp) -> Int {
        Int(min(max(0, now.seconds(since: madeAt)) / (365.2425 * 86_400 / 12), 1200))
    }

    /// The highest tier at which this account works; nil for one that is no technician's.
    package var tier: Int? { memberships.compactMap(\.tier).max() }

    /// Whether a login has the right form.
    package static func isLogin(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }
}

/// What an account may do in one organisation.
package struct Membership: Hashable, Sendable {
    package var organisation: OrganisationID
    package var role: Role
    /// The tier of a technician.
    package var tier: Int?

    package init(_ role: Role, in organisation: OrganisationID, tier: Int? = nil) {
        self.role = role
        self.organisation = organisation
        self.tier = role == .technician ? tier ?? Ticket.tiers.lowerBound : nil
    }
}

package enum Role: String, Hashable, Sendable, CaseIterable {
    /// Everything, people and policies too.
    case administrator
    /// Tickets of all, and who works on what.
    case supervisor
    /// Works on tickets.
    case technician
    /// Sees everything and changes nothing.
    case observer
    /// Sees and files their own tickets.
    case requester
}

/// How much experience a tier asks for, as the course page lists it.
package enum Seniority {
    /// The least months of experience of a tier.
    package static func months(ofTier tier: Int) -> Int {
        switch tier {
        case ..<2: 0
        case 2: 6
        case 3: 12
        default: 48
        }
    }
}
