import Desk
import DeskTestSupport
import Health
import Testing

struct LogEntryTests {
    /// Words as the log names them.
    private static func prose(_ id: Int64) -> Prose { Prose(id: id, hash: "0a\(id)") }

    private static let filing = Filing(
        .request,
        organisation: OrganisationID(7),
        title: prose(1),
        description: prose(2),
        requester: PersonID(12),
        host: "7b0f",
        category: .training,
        impact: .high,
        urgency: .low,
        checklist: [prose(3), prose(4)]
    )

    private static var foreign: Opening {
        var opening = opening()
        (opening.organisation, opening.impact) = (OrganisationID(3), .high)
        return opening
    }

    static let kinds: [LogEntry.Kind] = [
        .opened(opening()), .opened(foreign),
        .opened(opening("disk.from-the-future", measure(.critical, 1e300, limit: nil, .celsius))),
        .occurred(measure()), .updated(measure(.critical, 0.1)), .refreshed(measure(.info, -3, limit: nil, .flag)),
        .recovered(64), .reopened(measure()), .accepted(until: Bound(.above, 12)), .accepted(until: nil),
        .remarked(.missing(first: 1, last: .max)), .remarked(.replaced(journal: "a b", by: "\"")),
        .filed(filing), .filed(Filing(.incident, organisation: .first, title: prose(1))),
        .noted(Note(prose(1))), .noted(Note(prose(1), service: .listened)), .replied(prose(9)), .disputed(prose(9)),
        .moved(Move(to: .pending, waitsFor: .supplier, text: prose(5), until: noon)), .moved(Move(to: .open)),
        .passed(Pass(toTier: 2, reason: prose(1), tried: prose(2), found: prose(3))),
        .passed(Pass(toTier: 1, reason: nil)), .assigned(PersonID(4)), .assigned(nil), .categorised(.email),
        .rated(.medium, .high), .linked(ticket: 9, .duplicate), .unlinked(ticket: 9), .timed(minutes: 45),
        .reached(Support(by: "ssh", isAgreed: true, consent: prose(6))),
        .reached(Support(by: "a b", isAgreed: false, consent: prose(6))),
        .left(SupportEnd(of: 41, by: "ssh", minutes: 12)),
        .checked(item: 2, isDone: true), .checked(item: 2, isDone: false),
        .solved(Solution(cause: prose(1), solution: prose(2))), .closed(Closing(.recovered)),
        .closed(Closing(.overridden, text: prose(8))), .closed(Closing(nil)),
    ]

    @Test(arguments: kinds)
    func everyKindComesBackFromItsText(_ kind: LogEntry.Kind) throws {
        let payload = try #require(Fields(kind.payload.description))
        #expect(LogEntry.Kind(name: kind.name, payload: payload) == kind)
    }

    @Test(arguments: kinds)
    func allWordsOfAKindAreReached(_ kind: LogEntry.Kind) {
        let other = kind.mapProse { Prose(id: $0.id + 100, hash: $0.hash) }
        #expect(other.prose.map(\.id) == kind.prose.map { $0.id + 100 })
        let named = kind.payload.all.count { $0.value.contains(":0a") }
        #expect(kind.prose.count == named)
    }

    /// No words of people, no names: only ids and hashes.
    @Test func theLogHoldsNoProse() {
        let secret = Prose(id: 3, hash: "0a3", text: "a secret")
        let kinds = Self.kinds.map { $0.mapProse { Prose(id: $0.id, hash: $0.hash, text: secret.text) } }
        #expect(kinds.allSatisfy { !$0.payload.description.contains("secret") })
    }

    @Test(arguments: [nil, HostInstant(boot: "b0a7", uptime: 93_211.123)])
    func whenTheHostSawItComesBack(_ seenAt: HostInstant?) throws {
        let entry = LogEntry(ticket: 1, at: noon, author: .agent, seenAt: seenAt, kind: .updated(measure()))
        let payload = try #require(Fields(entry.payload.description))
        #expect(HostInstant(payload: payload) == seenAt)
        #expect(LogEntry.Kind(name: "updated", payload: payload) == entry.kind)
    }

    /// What a newer desk wrote is kept and shown, and harms nothing.
    @Test(arguments: [
        ("merged", "into=7 why=\"the same\""), ("opened", ""), ("moved", "state=paused"), ("noted", "text=12"),
        ("rated", "impact=galactic urgency=low"), ("remarked", "what=teleported"), ("assigned", "to=everybody"),
        ("solved", "cause=1:aa"), ("filed", "type=incident"),
    ])
    func whatIsNotKnownIsKept(name: String, text: String) throws {
        let fields = try #require(Fields(text))
        let kind = LogEntry.Kind(name: name, payload: fields)
        #expect(kind == .unknown(name: name, fields))
        #expect(kind.name == name && kind.payload == fields)
        let opened = LogEntry(ticket: 1, at: noon, author: .agent, kind: .opened(opening()))
        let later = LogEntry(ticket: 1, at: noon.advanced(by: 9), author: .other("robot:7"), kind: kind)
        let ticket = try #require(Ticket(log: [opened, later]))
        #expect(ticket.updatedAt == later.at)
        #expect(ticket.measure == measure())
    }

    @Test(arguments: [
        Author.agent, .desk, .person(PersonID(7)), .local("operator"), .local(""), .local("root@ws-17"), .other("x:y"),
        .other("person:marie"), .other(""),
    ])
    func authorsComeBack(_ author: Author) {
        #expect(Author(author.description) == author)
    }

    @Test func aLimitIsANumberOrNone() {
        #expect(measure(limit: .nan).limit == nil)
        #expect(measure(limit: .infinity).limit == nil)
    }
}
