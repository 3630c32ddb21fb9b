import Desk
import DeskView
import Health
import Report
import Testing

/// Everything that a person reads has words in both languages, and no two things have the same.
struct WordsTests {
    static let lists: [[Words]] = [
        Ticket.State.allCases.map(\.words), Ticket.tiers.map(Ticket.words), Impact.allCases.map(\.words),
        Urgency.allCases.map(\.words), Priority.allCases.map(\.words), ClockName.allCases.map(\.words),
        PendingReason.known.map(\.words), TicketType.known.map(\.words), Desk.Category.known.map(\.words),
        Link.known.map(\.words), CustomerService.known.map(\.words), Expertise.allCases.map(\.words),
        Role.allCases.map(\.words), HostClass.allCases.map(\.words), Weekday.allCases.map(\.words),
        NoticeKind.known.map(\.words), Notice.State.allCases.map(\.words),
        Array(AdministrationListing.actions.values),
    ]

    @Test(arguments: lists)
    func nothingIsUntranslatedOrTwice(_ words: [Words]) {
        for language in Language.allCases {
            let texts = words.map { $0[language] }
            #expect(texts.allSatisfy { !$0.isEmpty })
            #expect(Set(texts).count == texts.count, "\(texts)")
        }
    }

    @Test func aWordThatIsNotKnownIsShownAsItIs() throws {
        let reason = try #require(PendingReason("moon-phase"))
        #expect(reason.words == Words(en: "moon-phase", fr: "moon-phase"))
        #expect(Desk.Category("plumbing")?.words.fr == "plumbing")
        let author = Author.local("root")
        let entries = ["site-added", "moon-landed"].map { action in
            AdministrationEntry(at: Timestamp(seconds: 0), author: author, action: action, details: Fields())
        }
        let shown = try AdministrationListing.table.table(entries, in: .fr)
        #expect(shown.contains("site ajouté") && shown.contains("moon-landed"), "\(shown)")
    }
}
