import Desk
import DeskView
import Health
import Testing

/// What the desk's mails say.
struct NoticeTextTests {
    /// 2026-11-23T12:00:00Z.
    private static let noon = Timestamp(seconds: 1_795_435_200)
    private static let names = NameBook(persons: [PersonID(1): "Inès Example", PersonID(2): "Marie Example"])

    private static func writer(_ language: Language, web: WebAddress? = nil) -> NoticeWriter {
        NoticeWriter(Figures(language), names, web: web, now: noon)
    }

    private static func record(_ kinds: [(Author, LogEntry.Kind)]) throws -> TicketRecord {
        let log = kinds.enumerated().map { index, entry in
            LogEntry(sequence: Int64(index + 1), ticket: 7, at: noon, author: entry.0, kind: entry.1)
        }
        return TicketRecord(try #require(Ticket(log: log)), log: log)
    }

    private static func notice(_ kind: NoticeKind, _ entry: Int64) -> Notice {
        Notice(id: entry, kind, to: .person(PersonID(2)), ticket: 7, entry: entry, madeAt: noon)
    }

    private static func opened() -> LogEntry.Kind {
        .opened(
            Opening(
                host: "7b0f",
                hostName: "ws-17",
                key: "disk/S1/disk.spare",
                rule: "disk.spare",
                component: "Example SSD\u{1B}[31m",
                measure: Measure(severity: .critical, value: 4, limit: 10, unit: .percent),
                since: noon.advanced(by: -3600)
            )
        )
    }

    private static func matter() throws -> TicketRecord {
        let filing = Filing(
            .incident,
            organisation: .first,
            title: Prose("No mail"),
            description: Prose("Since this morning\nnothing comes"),
            requester: PersonID(1)
        )
        return try record([
            (.local("root"), .filed(filing)),
            (.person(PersonID(2)), .noted(Note(Prose("she forgot her password again")))),
            (.person(PersonID(2)), .replied(Prose("We look into it.\nSorry."))),
            (.person(PersonID(2)), .passed(Pass(toTier: 2, reason: Prose("I have no idea")))),
            (.person(PersonID(2)), .solved(Solution(cause: Prose("typed it wrong"), solution: Prose("typed anew")))),
        ])
    }

    /// What is wrong, where, since when, how bad, the evidence, and what to do.
    @Test func aTechnicianHasWhatTheyNeedToAct() throws {
        let record = try Self.record([(.agent, Self.opened())])
        let text = Self.writer(.en).text(toStaff: record, [Self.notice(.newCritical, 1)])
        #expect(text.subject == "[Vigie #7] new and critical: ws-17: Spare blocks nearly used up")
        for part in [
            "What is wrong: Spare blocks nearly used up: 4 % (limit 10 %)", "Severity     critical",
            "Host         ws-17",
            "Since        2026-11-23 11:00 UTC", "Evidence     ", "What to do   ", "vigie-desk ticket show 7",
        ] { #expect(text.body.contains(part), "\(part) in \(text.body)") }
        // Who reads it later is not told how long ago it was.
        #expect(!text.body.contains(" ago"))
        #expect(!text.body.contains("\u{1B}"))
    }

    @Test func inFrenchNothingIsLeftInEnglish() throws {
        let record = try Self.record([(.agent, Self.opened())])
        let text = Self.writer(.fr).text(toStaff: record, [Self.notice(.newCritical, 1)])
        #expect(
            text.subject == "[Vigie #7] nouveau et critique\u{A0}: ws-17\u{A0}: Réserve de blocs presque épuisée"
                || text.subject.hasPrefix("[Vigie #7] nouveau et critique\u{A0}: ws-17")
        )
        for part in [
            "Anomalie\u{A0}:", "Gravité      critique", "Fondement    Journal NVMe 02h\u{A0}: réserve", "Que faire    ",
            "Détails\u{A0}: vigie-desk ticket show 7",
        ] {
            #expect(text.body.contains(part), "\(part) in \(text.body)")
        }
    }

    @Test(arguments: Language.allCases)
    func aRequesterReadsWhatWasSaidToThemAlone(_ language: Language) throws {
        let record = try Self.matter().seen(by: Scope(requester: PersonID(1)))
        let notices = [Self.notice(.filed, 1), Self.notice(.replied, 3), Self.notice(.solved, 5)]
        let body = Self.writer(language).text(toRequester: record, notices).body
        for part in [
            "> No mail\n> Since this morning\n> nothing comes\n", "> We look into it.\n> Sorry.\n", "> typed anew\n",
        ] {
            #expect(body.contains(part), "\(part) in \(body)")
        }
        for secret in ["forgot", "no idea", "typed it wrong"] { #expect(!body.contains(secret), "\(body)") }
        #expect(body.contains(Words(en: "number of your ticket is 7", fr: "Votre billet porte le numéro 7")[language]))
    }

    /// Logins of the shell are no requester's business.
    @Test func theShellWritesAsTheHelpDesk() throws {
        let filing = Filing(.incident, organisation: .first, title: Prose("No mail"), requester: PersonID(1))
        let record = try Self.record([(.local("root"), .filed(filing)), (.local("root"), .replied(Prose("On it")))])
        let body = Self.writer(.en).text(toRequester: record, [Self.notice(.replied, 2)]).body
        #expect(body.contains("The help desk writes to you:") && !body.contains("root"))
    }

    @Test(arguments: Language.allCases)
    func aStormIsOneBoundedText(_ language: Language) throws {
        let ticket = try Self.record([(.agent, Self.opened())]).ticket
        let tickets = (1...212).map { number in
            var one = ticket
            one.number = Int64(number)
            return one
        }
        let text = Self.writer(language).text(ofMany: tickets, tickets.map { _ in Self.notice(.newCritical, 1) })
        #expect(text.subject.contains("212"))
        #expect(text.body.split(separator: "\n").count < 60)
        #expect(text.body.contains("162"), "so many more")
    }

    /// The lines of a text that are a link and nothing else.
    private static func links(_ text: NoticeText) -> [String] {
        text.body.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("https://") }.map(
            String.init
        )
    }

    @Test(arguments: Language.allCases)
    func whereThereArePagesMailsLeadToThem(_ language: Language) throws {
        let writer = Self.writer(language, web: WebAddress(host: "desk.example.org"))
        let record = try Self.record([(.agent, Self.opened())])
        let notices = [Self.notice(.newCritical, 1)]
        let ticket = "https://desk.example.org:7118/tickets/7"
        let queue = "https://desk.example.org:7118/queue"
        #expect(Self.links(writer.text(toStaff: record, notices)) == [ticket])
        var other = record.ticket
        other.number = 8
        let two = writer.text(ofMany: [record.ticket, other], notices)
        #expect(Self.links(two) == [ticket, "https://desk.example.org:7118/tickets/8", queue])
        let digest = DailyDigest(
            counts: [.new: 1],
            opened: 1,
            closed: 0,
            late: [record.ticket],
            lateCount: 1,
            mine: [],
            mineCount: 0,
            unassigned: 1
        )
        #expect(Self.links(writer.text(of: digest)) == [ticket, queue])
        // There are no pages for requesters yet.
        let matter = try Self.matter().seen(by: Scope(requester: PersonID(1)))
        #expect(!writer.text(toRequester: matter, [Self.notice(.filed, 1)]).body.contains("https://"))
    }

    @Test(arguments: Language.allCases)
    func withoutPagesThereAreNoLinks(_ language: Language) throws {
        let record = try Self.record([(.agent, Self.opened())])
        let text = Self.writer(language).text(toStaff: record, [Self.notice(.newCritical, 1)])
        #expect(!text.body.contains("https://"))
    }

    @Test(arguments: Language.allCases)
    func aDigestTellsWhatIsLateAndWhatIsTheirs(_ language: Language) throws {
        let ticket = try Self.record([(.agent, Self.opened())]).ticket
        let digest = DailyDigest(
            counts: [.new: 3, .open: 1200],
            opened: 5,
            closed: 4,
            late: [ticket],
            lateCount: 90,
            mine: [ticket],
            mineCount: 1,
            unassigned: 2
        )
        let text = Self.writer(language).text(of: digest)
        #expect(text.subject.contains("2026-11-23"))
        #expect(text.body.contains("(90)") && text.body.contains("89"))
        #expect(text.body.contains(Words(en: "Yours (1)", fr: "Les vôtres (1)")[language]))
        #expect(text.body.contains(Words(en: "1,200", fr: "1\u{202F}200")[language]))
    }
}
