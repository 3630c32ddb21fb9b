import Desk
import DeskStore
import DeskTestSupport
import Foundation
import Health
import Logging
import Mail
import NIOPosix
import Settings
import Synchronization
import TestMail
import Testing
import Wire

@testable import DeskServer

/// What a desk's log says comes to people by a real relay.
@Suite(.enabled(if: Python.hasRelay, Comment(rawValue: Python.relayAbsence)))
struct PostmanTests {
    /// A desk with a requester and a technician, and a postman who looks when he is told to.
    private final class Office {
        let desk: TestDesk
        let ines: PersonID
        let log = Lines()
        private let threads = NIOThreadPool(numberOfThreads: 1)
        private var trouble: Trouble?

        init(_ addresses: [String] = ["ines@example.org", "marie@example.org"]) async throws {
            desk = try await TestDesk()
            let persons = addresses.map {
                Person(id: PersonID(0), organisation: .first, name: "Zoé \($0.prefix(1))", email: $0, language: .fr)
            }
            let ids = try await desk.store.add(persons, by: .local("root"), at: desk.clock.value).map(\.id)
            ines = ids[0]
            let marie = Account(
                person: ids[1],
                login: "marie",
                memberships: [Membership(.technician, in: .first, tier: 1)],
                madeAt: desk.clock.value
            )
            try await desk.store.save(marie, by: .local("root"), at: desk.clock.value)
            _ = try await desk.store.gather(desk: [], at: desk.clock.value)
            threads.start()
        }

        deinit {
            threads.shutdownGracefully { _ in }
        }

        /// Looks once, with a relay at a port.
        func look(_ port: UInt16, _ lines: String = "", web: WebAddress? = nil) async throws {
            let mail = try #require(
                try MailSettingsTests.mail("to = help@example.org\nrelay = 127.0.0.1\nport = \(port)\n\(lines)")
            )
            let lines = log
            let postman = Postman(
                store: desk.store,
                maker: MailMaker(
                    mail: mail,
                    store: desk.store,
                    mailNames: try #require(MailNames(store: "lab", domain: "d.example")),
                    zone: .utc,
                    web: web
                ),
                bundling: Bundling(gathering: 0),
                interval: 1,
                clock: desk.steadyClock,
                log: Logger(label: "test") { _ in lines }
            )
            await postman.gather()
            await postman.deliver(&trouble, threads, StopFlag())
        }

        @discardableResult
        func file(_ title: String = "No mail") async throws -> Int64 {
            let filing = Filing(.incident, organisation: .first, title: Prose(title), requester: ines)
            return try await desk.store.file(filing, by: .local("root"), at: desk.clock.value).ticket.number
        }

        func notices(_ states: Set<Notice.State> = Set(Notice.State.allCases)) async throws -> [Notice] {
            try await desk.store.notices(states, limit: 1000, in: .local("root"))
        }
    }

    /// The lines of a log.
    private final class Lines: LogHandler, Sendable {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
        var metadata: Logger.Metadata {
            get { [:] }
            set {}
        }
        var logLevel: Logger.Level {
            get { .trace }
            set {}
        }
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { nil }
            set {}
        }

        func log(event: LogEvent) {
            kept.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }

    private static func texts(_ mails: [TestRelay.Mail]) -> [String] {
        mails.compactMap(\.mail).map { String(decoding: Data(base64Encoded: $0) ?? Data(), as: UTF8.self) }
    }

    @Test func aTicketsLifeIsToldInTheReadersLanguage() async throws {
        let office = try await Office()
        let relay = try TestRelay("normal")
        let number = try await office.file()
        try await office.look(relay.port)
        try await office.desk.store.perform(.reply(Prose("On s'en occupe.")), on: number, at: office.desk.clock.value)
        try await office.desk.store.perform(
            .solve(cause: "disque plein", solution: "place faite"),
            on: number,
            at: office.desk.clock.value
        )
        for _ in 0..<2 { try await office.look(relay.port) }
        let mails = try relay.seen().filter { $0.mail != nil }
        #expect(mails.compactMap(\.to) == [["ines@example.org"], ["help@example.org"], ["ines@example.org"]])
        let texts = Self.texts(mails)
        #expect(texts[0].contains("Content-Language: fr") && texts[1].contains("Content-Language: en"))
        #expect(texts.allSatisfy { $0.contains("X-Vigie-Ticket: 1") && $0.contains("References: <t1.") })
        #expect(texts[2].contains("On s'en occupe.") && texts[2].contains("place faite"))
        #expect(!texts[2].contains("disque plein"))
        #expect(try await office.notices().allSatisfy { $0.state == .sent })
    }

    /// Who works on tickets is led to them, by the address of the settings.
    @Test func aMailLeadsToItsTicket() async throws {
        let office = try await Office()
        let relay = try TestRelay("normal")
        try await office.file()
        for _ in 0..<2 { try await office.look(relay.port, web: WebAddress(host: "pages.example.org", port: 443)) }
        let mails = try relay.seen().filter { $0.mail != nil }
        #expect(mails.compactMap(\.to) == [["ines@example.org"], ["help@example.org"]])
        let texts = Self.texts(mails)
        #expect(!texts[0].contains("https://") && texts[1].contains("\r\nhttps://pages.example.org/tickets/1\r\n"))
    }

    /// A power cut at a site: two hundred critical tickets, and one mail.
    @Test func aStormIsOneMail() async throws {
        let office = try await Office()
        let relay = try TestRelay("normal")
        _ = try await office.desk.host()
        let stream = Desk.Stream(host: hostID, journal: "j")
        for number in 1...200 as ClosedRange<UInt64> {
            let event = Event(
                .open,
                ConditionKey(Component(.ups, "ups\(number)"), "ups.low-battery"),
                severity: .critical,
                value: 1,
                limit: 1,
                unit: .flag,
                name: "UPS \(number)",
                at: Moment(time: office.desk.clock.value, uptime: Double(number), boot: "b")
            )
            let arrival = Arrival(stream, number: number, digest: number, content: .event(event))
            _ = try await office.desk.store.commit([arrival], at: office.desk.clock.value)
        }
        for _ in 0..<3 { try await office.look(relay.port) }
        let mails = try relay.seen().filter { $0.mail != nil }
        #expect(mails.compactMap(\.to).flatMap(\.self).sorted() == ["help@example.org", "marie@example.org"])
        #expect(Self.texts(mails).allSatisfy { $0.contains("200") })
    }

    @Test func aRelayThatIsAwayLosesAndDoublesNothing() async throws {
        let office = try await Office()
        try await office.file()
        // Nobody listens there any more.
        let away = try TestRelay("normal")
        _ = try away.seen()
        for _ in 0..<3 { try await office.look(away.port) }
        #expect(try await office.notices([.waiting]).map(\.attempts) == [1, 1])
        #expect(office.log.all.count { $0.hasPrefix("no mail can be sent") } == 1)
        let relay = try TestRelay("normal")
        office.desk.clock.advance(by: 60)
        for _ in 0..<3 { try await office.look(relay.port) }
        #expect(try relay.seen().count { $0.mail != nil } == 2)
        #expect(try await office.notices([.sent]).count == 2)
        #expect(office.log.all.last == "mail is sent again [:]")
    }

    /// All of it was sent and no answer came: it is sent again under the same name, so that a reader sees one.
    @Test func anUnknownEndIsRepeatedUnderTheSameName() async throws {
        let office = try await Office()
        try await office.file()
        let broken = try TestRelay("close-after-data")
        try await office.look(broken.port)
        let first = try await office.notices([.waiting])
        #expect(first.count == 2)
        office.desk.clock.advance(by: 60)
        let relay = try TestRelay("normal")
        try await office.look(relay.port)
        let ids = Self.texts(try relay.seen()).compactMap { text in
            text.split(separator: "\r\n").first { $0.hasPrefix("Message-ID:") }
        }
        let mails = Set(first.compactMap(\.mail)).map { "Message-ID: <m\($0)." }
        #expect(ids.count == 2 && mails.allSatisfy { mail in ids.contains { $0.hasPrefix(mail) } }, "\(ids)")
    }

    @Test func oneThatIsRefusedKeepsNobodyElseFromTheirs() async throws {
        let office = try await Office(["nobody@example.org", "marie@example.org"])
        let relay = try TestRelay("refuse-recipient")
        try await office.file()
        for _ in 0..<2 { try await office.look(relay.port) }
        let failed = try await office.notices([.failed])
        #expect(failed.map(\.recipient) == [.person(office.ines)])
        #expect(failed.first?.trouble?.hasPrefix("refused: 550") == true)
        #expect(try await office.notices([.sent]).map(\.recipient) == [.desk])
        // An address is personal, and a log is not the place for it.
        #expect(!office.log.all.joined().contains("nobody"))
    }

    @Test func noPasswordIsInALogOrInTheOutbox() async throws {
        let office = try await Office()
        let relay = try TestRelay("echo-password")
        try await office.file()
        try await office.look(relay.port, "user = desk\npassword = s3cretword")
        let notices = try await office.notices([.waiting])
        #expect(notices.count == 2 && notices.allSatisfy { $0.trouble?.hasPrefix("login") == true })
        #expect(!(office.log.all.joined() + notices.compactMap(\.trouble).joined()).contains("s3cretword"))
    }

    /// Who was forgotten, has no address any more, or waits for a closed ticket is not written to.
    @Test func whatCannotBeToldIsDropped() async throws {
        let office = try await Office()
        let number = try await office.file()
        _ = try await office.desk.store.gather(desk: [], at: office.desk.clock.value)
        var person = try #require(
            try await office.desk.store.persons(in: .local("root")).first { $0.id == office.ines }
        )
        person.email = nil
        try await office.desk.store.change(person, by: .local("root"), at: office.desk.clock.value)
        try await office.desk.store.perform(.pass(toTier: 2, reason: "rights"), on: number, at: office.desk.clock.value)
        _ = try await office.desk.store.gather(desk: [.passed], at: office.desk.clock.value)
        try await office.desk.store.perform(.close(reason: "mistake"), on: number, at: office.desk.clock.value)
        let relay = try TestRelay("normal")
        try await office.look(relay.port)
        #expect(try await office.notices().map(\.state) == [.dropped, .dropped])
        #expect(try relay.seen().allSatisfy { $0.mail == nil })
    }

    @Test func digestsComeAtTheirTime() async throws {
        let office = try await Office()
        let relay = try TestRelay("normal")
        try await office.look(relay.port)
        office.desk.clock.advance(by: 86_400)
        for _ in 0..<2 { try await office.look(relay.port) }
        let mails = try relay.seen().filter { $0.mail != nil }
        #expect(mails.compactMap(\.to) == [["help@example.org"]])
        #expect(Self.texts(mails).first?.contains("Daily digest") == true)
    }
}
