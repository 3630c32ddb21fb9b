import Desk
import Health
import Testing

/// Who is told of what.
struct TellingTests {
    private static let ines = PersonID(1)
    private static let marie = account(2, "marie", .technician, tier: 1)
    private static let paul = account(3, "paul", .technician, tier: 2)
    private static let sophie = account(4, "sophie", .supervisor)
    private static let foreign = account(5, "eve", .technician, tier: 1, in: OrganisationID(2))
    private static let staff = [marie, paul, sophie, foreign]

    private static func account(
        _ id: Int64,
        _ login: String,
        _ role: Role,
        tier: Int? = nil,
        in organisation: OrganisationID = .first,
        isLocked: Bool = false
    ) -> Account {
        Account(
            person: PersonID(id),
            login: login,
            memberships: [Membership(role, in: organisation, tier: tier)],
            madeAt: noon,
            isLocked: isLocked
        )
    }

    /// A log that begins with an entry, numbered.
    private static func record(_ kinds: [(Author, LogEntry.Kind)]) throws -> TicketRecord {
        let log = kinds.enumerated().map { index, entry in
            LogEntry(sequence: Int64(index + 1), ticket: 7, at: noon, author: entry.0, kind: entry.1)
        }
        return TicketRecord(try #require(Ticket(log: log)), log: log)
    }

    private static func filed(_ impact: Impact = .low, _ urgency: Urgency = .low) -> (Author, LogEntry.Kind) {
        let filing = Filing(
            .incident,
            organisation: .first,
            title: Prose("No mail"),
            requester: ines,
            impact: impact,
            urgency: urgency
        )
        return (.local("root"), .filed(filing))
    }

    private static func told(
        _ kinds: [(Author, LogEntry.Kind)],
        _ place: Int? = nil,
        staff: [Account] = staff
    ) throws -> [Telling] {
        let record = try record(kinds)
        return Telling.of(record.log[place ?? record.log.count - 1], in: record, staff: staff)
    }

    private static func to(_ account: Account, _ kind: NoticeKind) -> Telling { Telling(.person(account.person), kind) }

    private static let toInes = Recipient.person(ines)

    @Test func aCriticalConditionIsToldToThoseOfItsTierAndTheDesk() throws {
        let critical = LogEntry.Kind.opened(opening("disk.failing", measure(.critical)))
        #expect(
            try Self.told([(.agent, critical)]) == [Self.to(Self.marie, .newCritical), Telling(.desk, .newCritical)]
        )
        #expect(try Self.told([(.agent, .opened(opening()))]) == [])
        // Without technicians of the tier, those who say who works on what; without anyone, the desk's address.
        let others = try Self.told([(.agent, critical)], staff: [Self.paul, Self.sophie])
        #expect(others == [Self.to(Self.sophie, .newCritical), Telling(.desk, .newCritical)])
        #expect(try Self.told([(.agent, critical)], staff: []) == [Telling(.desk, .newCritical)])
    }

    @Test func whatBecomesCriticalIsToldOnce() throws {
        let opened: (Author, LogEntry.Kind) = (.agent, .opened(opening()))
        let worse: (Author, LogEntry.Kind) = (.agent, .updated(measure(.critical)))
        #expect(try Self.told([opened, worse]).map(\.kind) == [.newCritical, .newCritical])
        #expect(try Self.told([opened, worse, (.agent, .updated(measure(.critical, 9)))]) == [])
        // Who has it is told, and nobody else.
        let taken: (Author, LogEntry.Kind) = (.local("root"), .assigned(Self.paul.person))
        #expect(try Self.told([opened, taken, worse]) == [Self.to(Self.paul, .newCritical)])
        #expect(try Self.told([opened, worse, (.desk, .closed(Closing(.recovered)))], 1) == [])
    }

    /// What was over, or taken for that, and is critical again is news; so is what a snapshot tells first.
    @Test func whatComesBackIsToldAgain() throws {
        let opened: (Author, LogEntry.Kind) = (.agent, .opened(opening("disk.failing", measure(.critical))))
        let again: (Author, LogEntry.Kind) = (.agent, .occurred(measure(.critical)))
        let solution = Solution(cause: Prose("cable"), solution: Prose("replaced"))
        #expect(try Self.told([opened, again]) == [])
        for over: (Author, LogEntry.Kind) in [(.local("root"), .solved(solution)), (.agent, .recovered(0))] {
            #expect(try Self.told([opened, over, again]).map(\.kind) == [.newCritical, .newCritical])
        }
        let warning: (Author, LogEntry.Kind) = (.agent, .opened(opening()))
        let snapshot: (Author, LogEntry.Kind) = (.agent, .refreshed(measure(.critical)))
        #expect(try Self.told([warning, snapshot]).map(\.kind) == [.newCritical, .newCritical])
        #expect(try Self.told([warning, snapshot, snapshot]) == [])
    }

    @Test func whatIsRatedP1IsTold() throws {
        let rated: (Author, LogEntry.Kind) = (.local("root"), .rated(.high, .high))
        #expect(
            try Self.told([Self.filed(), rated]) == [Self.to(Self.marie, .newCritical), Telling(.desk, .newCritical)]
        )
        #expect(try Self.told([Self.filed(), (.local("root"), .rated(.high, .low))]) == [])
    }

    @Test func whatIsGivenBackIsToldToItsTier() throws {
        let taken: (Author, LogEntry.Kind) = (.local("root"), .assigned(Self.paul.person))
        let back: (Author, LogEntry.Kind) = (.local("root"), .assigned(nil))
        #expect(try Self.told([Self.filed(), taken, back]) == [Self.to(Self.marie, .passed), Telling(.desk, .passed)])
    }

    @Test func aFilingIsToldToItsRequester() throws {
        #expect(try Self.told([Self.filed()]) == [Telling(Self.toInes, .filed), Telling(.desk, .filed)])
        let urgent = try Self.told([Self.filed(.high, .high)])
        #expect(urgent.contains(Self.to(Self.marie, .newCritical)) && urgent.contains(Telling(Self.toInes, .filed)))
        // Of whichever it wishes the desk's address is told.
        #expect(urgent.filter { $0.recipient == .desk }.map(\.kind) == [.newCritical, .filed])
    }

    @Test func nobodyIsToldOfWhatTheyDidThemselves() throws {
        let taken = LogEntry.Kind.assigned(Self.marie.person)
        #expect(try Self.told([Self.filed(), (.local("root"), taken)]) == [Self.to(Self.marie, .assigned)])
        #expect(try Self.told([Self.filed(), (.local("marie"), taken)]) == [])
        #expect(try Self.told([Self.filed(), (.person(Self.marie.person), taken)]) == [])
        // Meanwhile it is another one's.
        let moved: (Author, LogEntry.Kind) = (.local("root"), .assigned(Self.paul.person))
        #expect(try Self.told([Self.filed(), (.local("root"), taken), moved], 1) == [])
    }

    @Test func wordsGoToTheOtherSide() throws {
        let reply = LogEntry.Kind.replied(Prose("On it"))
        #expect(try Self.told([Self.filed(), (.person(Self.marie.person), reply)]) == [Telling(Self.toInes, .replied)])
        let back = try Self.told([Self.filed(), (.person(Self.ines), reply)])
        #expect(back == [Self.to(Self.marie, .replied), Telling(.desk, .replied)])
        let taken: (Author, LogEntry.Kind) = (.local("root"), .assigned(Self.paul.person))
        let dispute = LogEntry.Kind.disputed(Prose("Still broken"))
        #expect(try Self.told([Self.filed(), taken, (.local("root"), dispute)]) == [Self.to(Self.paul, .replied)])
        #expect(try Self.told([Self.filed(), (.local("root"), .noted(Note(Prose("she is new"))))]) == [])
    }

    @Test func aPassIsToldToTheNextTier() throws {
        let pass = LogEntry.Kind.passed(Pass(toTier: 2, reason: Prose("rights")))
        #expect(
            try Self.told([Self.filed(), (.local("root"), pass)]) == [
                Self.to(Self.paul, .passed), Telling(.desk, .passed),
            ]
        )
        let locked = Self.account(3, "paul", .technician, tier: 2, isLocked: true)
        let others = try Self.told([Self.filed(), (.local("root"), pass)], staff: [locked, Self.sophie])
        #expect(others == [Self.to(Self.sophie, .passed), Telling(.desk, .passed)])
        let back = LogEntry.Kind.passed(Pass(toTier: 1, reason: Prose("done")))
        #expect(try Self.told([Self.filed(), (.local("root"), pass), (.local("root"), back)], 1) == [])
    }

    /// Whoever was locked out, or works here no more, is told nothing, and others in their place.
    @Test func nobodyIsToldInVain() throws {
        let taken: (Author, LogEntry.Kind) = (.local("root"), .assigned(Self.paul.person))
        let dispute: (Author, LogEntry.Kind) = (.local("root"), .disputed(Prose("Still broken")))
        for gone in [
            Self.account(3, "paul", .technician, tier: 1, isLocked: true), Self.account(3, "paul", .observer),
        ] {
            let told = try Self.told([Self.filed(), taken, dispute], staff: [gone, Self.marie])
            #expect(told == [Self.to(Self.marie, .replied), Telling(.desk, .replied)])
        }
    }

    @Test func aBreachIsToldToWhoHasItAndAtTheEndToSupervisors() throws {
        let taken: (Author, LogEntry.Kind) = (.local("root"), .assigned(Self.marie.person))
        let near = try Self.told([Self.filed(), taken, (.desk, .warned(.response, share: 75))])
        #expect(near == [Self.to(Self.marie, .breachNear), Telling(.desk, .breachNear)])
        let over = try Self.told([Self.filed(), taken, (.desk, .warned(.response, share: 100))])
        #expect(over.contains(Self.to(Self.sophie, .breachNear)))
    }

    @Test func aSolutionIsToldOnce() throws {
        let solved = LogEntry.Kind.solved(Solution(cause: Prose("full"), solution: Prose("made room")))
        let closed = LogEntry.Kind.closed(Closing(nil))
        #expect(try Self.told([Self.filed(), (.local("root"), solved)]) == [Telling(Self.toInes, .solved)])
        #expect(try Self.told([Self.filed(), (.local("root"), solved), (.local("root"), closed)]) == [])
        #expect(try Self.told([Self.filed(), (.local("root"), closed)]) == [Telling(Self.toInes, .solved)])
    }
}
