import Desk
import Health
import Testing

struct LogEntryTests {
    @Test(arguments: [
        LogEntry.Kind.opened(opening()),
        .opened(opening("disk.from-the-future", measure(.critical, 1e300, limit: nil, .celsius))),
        .occurred(measure()), .updated(measure(.critical, 0.1)), .refreshed(measure(.info, -3, limit: nil, .flag)),
        .recovered(64), .reopened(measure()), .noted("line\nand \"quotes\""), .moved(to: .pending, reason: "ordered"),
        .passed(toTier: 2, reason: ""), .closed(reason: "replaced"), .accepted(until: Bound(.above, 12)),
        .accepted(until: nil),
    ])
    func everyKindComesBackFromItsText(_ kind: LogEntry.Kind) throws {
        let payload = try #require(Fields(kind.payload.description))
        #expect(LogEntry.Kind(name: kind.name, payload: payload) == kind)
    }

    @Test(arguments: [nil, HostInstant(boot: "b0a7", uptime: 93_211.123)])
    func whenTheHostSawItComesBack(_ seenAt: HostInstant?) throws {
        let entry = LogEntry(ticket: 1, at: noon, author: .agent, seenAt: seenAt, kind: .updated(measure()))
        let payload = try #require(Fields(entry.payload.description))
        #expect(HostInstant(payload: payload) == seenAt)
        #expect(LogEntry.Kind(name: "updated", payload: payload) == entry.kind)
    }

    @Test func anUnknownKindIsNotGuessed() {
        #expect(LogEntry.Kind(name: "merged", payload: Fields()) == nil)
        #expect(LogEntry.Kind(name: "opened", payload: Fields()) == nil)
    }

    @Test(arguments: [Author.agent, .desk, .person("operator"), .person("")])
    func authorsComeBack(_ author: Author) {
        #expect(Author(author.description) == author)
    }

    @Test func aLimitIsANumberOrNone() {
        #expect(measure(limit: .nan).limit == nil)
        #expect(measure(limit: .infinity).limit == nil)
    }
}
