import Desk
import DeskStore
import DeskTestSupport
import Foundation
import Health
import Logging
import Mail
import NIOPosix
import Settings
import TestMail
import Testing

@testable import DeskCommands
@testable import DeskServer

/// By commands alone, an agent's ticket and a person's go from filed to closed through three tiers, with a mail at each step that asks
/// for one, in the language of its reader.
@Suite(.enabled(if: Python.hasRelay, Comment(rawValue: Python.relayAbsence)))
struct MailedWorkTests {
    private static let names = ["ines": 1, "marie": 2, "paul": 3, "nora": 4]

    /// A desk whose mail goes out after each command.
    private final class Office {
        let desk: DeskFixture
        let relay: TestRelay
        private let language: String
        private let threads = NIOThreadPool(numberOfThreads: 1)
        private var trouble: Trouble?
        private var told: Set<Int64> = []
        private(set) var mails = 0

        init(_ language: String) async throws {
            self.language = language
            desk = try await DeskFixture.sample()
            relay = try TestRelay("normal")
            threads.start()
            let people: [[String]] = [
                ["person", "add", "Inès Example", "--email", "ines@example.org", "--language", "fr"],
                ["person", "add", "Marie Example", "--email", "marie@example.org", "--language", "fr"],
                ["person", "add", "Paul Example", "--email", "paul@example.org"],
                ["person", "add", "Nora Example", "--email", "nora@example.org", "--language", "fr"],
                ["account", "add", "marie", "--person", "2", "--role", "technician", "--tier", "1"],
                [
                    "account", "add", "paul", "--person", "3", "--role", "technician", "--tier", "2", "--experience",
                    "9",
                ],
                [
                    "account", "add", "nora", "--person", "4", "--role", "technician", "--tier", "3", "--experience",
                    "30",
                ],
            ]
            for command in people { try await run(command) }
            #expect(try await send() == [], "what happened before is not told")
        }

        deinit {
            threads.shutdownGracefully { _ in }
        }

        func run(_ command: [String]) async throws {
            let outcome = await desk.run(command, language: language)
            try #require(outcome.status == 0, "\(command): \(outcome.err)")
        }

        /// Sends what is due; returns who has a mail, by name.
        func send() async throws -> [String] {
            let settings = "[mail]\nto = help@example.org\nrelay = 127.0.0.1\nport = \(relay.port)\n"
            let configuration = try DeskSettings.schema.load([ConfFile(name: "desk.conf", text: settings)])
            let mail = try #require(try DeskMail(configuration, machine: "desk1.example.org"))
            return try await desk.withStore { store in
                let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                let postman = Postman(
                    store: store,
                    maker: MailMaker(
                        mail: mail,
                        store: store,
                        mailNames: try #require(MailNames(store: "lab", domain: "d.example")),
                        zone: .utc
                    ),
                    bundling: Bundling(gathering: 0, manyMails: 100),
                    interval: 1,
                    clock: WallClock(now: { now }, log: log),
                    log: log
                )
                await postman.gather()
                await postman.deliver(&trouble, threads, StopFlag())
                let sent = try await store.notices([.sent], limit: 1000, in: .local("root"))
                let new = Dictionary(grouping: sent.filter { !told.contains($0.id) }) { $0.mail }
                told.formUnion(sent.map(\.id))
                mails += new.count
                return new.values.compactMap { $0.first?.recipient }.map(Self.name).sorted()
            }
        }

        private static func name(_ recipient: Recipient) -> String {
            guard case .person(let id) = recipient else { return "help" }
            return names.first { $0.value == Int(id.number) }?.key ?? id.description
        }
    }

    /// What is done, and who has a mail after it.
    private static func life(of ticket: String, hasRequester: Bool) -> [(command: [String], told: [String])] {
        let requester = hasRequester ? ["ines"] : []
        let steps: [(command: [String], told: [String])] = [
            (["take", ticket, "--for", "marie"], ["marie"]), (["note", ticket, "seen"], []),
            (["pass", ticket, "2", "no rights", "--tried", "restarted", "--found", "full"], ["help", "paul"]),
            (["take", ticket, "--for", "paul"], ["paul"]), (["pass", ticket, "3", "a bug"], ["help", "nora"]),
            (["take", ticket, "--for", "nora"], ["nora"]), (["pass", ticket, "2", "mended"], ["paul"]),
            (["pass", ticket, "1", "mended"], ["marie"]),
            (["solve", ticket, "--cause", "full", "--solution", "made room"], requester), (["close", ticket], []),
        ]
        return steps.map { (["ticket"] + $0.command, $0.told) }
    }

    @Test(arguments: ["en_GB.UTF-8", "fr_CA.UTF-8"])
    func eachStepTellsWhomItConcerns(_ language: String) async throws {
        let office = try await Office(language)
        let file = ["ticket", "file", "No mail", "--requester", "ines@example.org", "--category", "e-mail"]
        let matter: [(command: [String], told: [String])] =
            [(file, ["help", "ines"]), (["ticket", "reply", "4", "We are looking."], ["ines"])]
            + Self.life(of: "4", hasRequester: true) + [(["ticket", "reopen", "4", "still none"], ["marie"])]
        for (command, told) in matter {
            try await office.run(command)
            #expect(try await office.send() == told, "\(command)")
        }
        let ssd = Component(.disk, "S9")
        try await office.desk.commit(
            .open,
            "disk.failing",
            on: ssd,
            .critical,
            1,
            limit: 1,
            .flag,
            name: "Example SSD",
            host: ID.laptop,
            ago: 1
        )
        #expect(try await office.send() == ["help", "marie"])
        for (command, told) in Self.life(of: "5", hasRequester: false) {
            try await office.run(command)
            #expect(try await office.send() == told, "\(command)")
        }
        let seen = try office.relay.seen().compactMap(\.mail)
        #expect(seen.count == office.mails)
        let texts = seen.map { String(decoding: Data(base64Encoded: $0) ?? Data(), as: UTF8.self) }
        for text in texts {
            let isFrench = ["ines@", "marie@", "nora@"].contains { text.contains("<\($0)example.org>") }
            #expect(text.contains("Content-Language: \(isFrench ? "fr" : "en")"), "\(text)")
        }
    }
}
