import Desk
import DeskView
import Health
import Report
import Testing

struct FleetViewTests {
    private static let now = Timestamp(seconds: 1_795_435_200)

    private static func fleet(failing: Int, notWatched: Int, good: Int) -> Fleet {
        func hosts(_ kind: String, _ count: Int) -> [EnrolledHost] {
            (0..<count).map { number in
                EnrolledHost(
                    id: "\(kind)\(number)",
                    name: "\(kind)-\(number)",
                    hostClass: .laptop,
                    enrolledAt: now.advanced(by: -86_400),
                    lastSeen: now.advanced(by: -60),
                    site: SiteID(1)
                )
            }
        }
        let ill = hosts("f", failing).map {
            UnwellPart(host: $0.id, component: "disk/1", name: "Example SSD", verdict: .failing)
        }
        let blind = hosts("n", notWatched).map {
            UnwellPart(
                host: $0.id,
                component: "disk/1",
                name: "vda",
                verdict: .notWatched,
                reason: Reason.notAnswering.text
            )
        }
        return Fleet(
            hosts("f", failing) + hosts("n", notWatched) + hosts("g", good),
            parts: ill + blind,
            tickets: [],
            at: now,
            calendar: WorkCalendar(zone: .utc)
        )
    }

    private static let places = PlaceBook(
        [Site(id: SiteID(1), organisation: .first, name: "Lyon")],
        [Organisation(id: .first, name: "Example")]
    )

    @Test(arguments: [
        (0, 0, 0, "0 hosts", "0 poste"), (0, 0, 1, "1 host: good", "1 poste\u{A0}: bon"),
        (0, 0, 1200, "1,200 hosts: all good", "1\u{202F}200 postes\u{A0}: tous bons"),
        (
            2, 1, 3, "6 hosts: 2 failing, 1 not watched wholly",
            "6 postes\u{A0}: 2 défaillants, 1 surveillé en partie"
        ),
    ])
    func theSummaryCountsWhatIsNotWell(_ failing: Int, _ blind: Int, _ good: Int, _ english: String, _ french: String) {
        let fleet = Self.fleet(failing: failing, notWatched: blind, good: good)
        #expect(fleet.summary(Figures(.en)) == english)
        #expect(fleet.summary(Figures(.fr)) == french)
    }

    @Test func everyVerdictAndGroupingHasItsWords() {
        for verdict in HostVerdict.allCases { #expect(!verdict.words.en.isEmpty && !verdict.words.fr.isEmpty) }
        for grouping in FleetGrouping.allCases { #expect(!grouping.words.fr.isEmpty) }
    }

    @Test(arguments: Language.allCases)
    func aHostThatIsNotWatchedSaysWhy(_ language: Language) throws {
        let member = try #require(Self.fleet(failing: 0, notWatched: 1, good: 0).members.first)
        let listing = FleetListing(Self.places, Figures(language), now: Self.now)
        #expect(listing.why(member)?.contains(Reason.notAnswering.words[language]) == true)
        let row = listing.json.json([member]).pretty
        #expect(
            row.contains("\"not-watched\"") && row.contains("\"site\": \"Lyon\"") && row.contains("\"silent\": false")
        )
    }

    @Test func theSheetListsThoseThatAreNotGoodOrOfOneVerdict() throws {
        let fleet = Self.fleet(failing: 1, notWatched: 1, good: 1)
        let all = try FleetSheet(fleet, by: .site, Self.places).text(in: .en, style: Style(), now: Self.now)
        #expect(all.hasPrefix("3 hosts: 1 failing") && all.contains("Lyon"))
        #expect(all.contains("f-0") && all.contains("n-0") && !all.contains("g-0"))
        let some = FleetSheet(fleet, by: .fault, verdict: .good, Self.places)
        let text = try some.text(in: .fr, style: Style(), now: Self.now)
        #expect(text.contains("g-0") && !text.contains("f-0"))
        let json = some.json(in: .en, now: Self.now).pretty
        #expect(json.contains("\"hosts\": 3") && json.contains("\"by\": \"fault\""))
    }

    @Test(arguments: Language.allCases)
    func theWeeklyMailTellsWhichAndLeadsToTheReport(_ language: Language) {
        let web = WebAddress(host: "desk.example.org")
        let fleet = Self.fleet(failing: 40, notWatched: 0, good: 1)
        func text(_ web: WebAddress?) -> NoticeText {
            NoticeWriter(Figures(language), NameBook(), web: web, now: Self.now)
                .text(ofWeek: fleet, Self.places, done: FinishedWork(count: 7))
        }
        let mail = text(web)
        #expect(mail.subject.contains(Words(en: "40 failing", fr: "40 défaillants")[language]))
        #expect(mail.body.contains("f-0, Lyon") && mail.body.contains("Example SSD"))
        #expect(mail.body.contains(Words(en: "and 10 more", fr: "et 10 de plus")[language]))
        #expect(mail.body.contains(Words(en: "last 7 days: 7", fr: "7 derniers jours\u{A0}: 7")[language]))
        #expect(mail.body.contains("https://desk.example.org:7118/reports/fleet"))
        #expect(mail.body.contains("23"))
        #expect(!text(nil).body.contains("https://"))
    }
}
