import Desk
import DeskStore
import DeskTestSupport
import Foundation
import TestMail
import Testing

@testable import DeskCommands

/// What an administrator does about mail.
struct OutboxCommandTests {
    /// A desk with three notices: of them one has failed.
    private static func desk() async throws -> DeskFixture {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("person", "add", "Inès Example", "--email", "ines@example.org").status == 0)
        try await desk.withStore { _ = try await $0.gather(desk: [], at: ago(60)) }
        #expect(await desk.run("ticket", "file", "No mail", "--requester", "ines@example.org").status == 0)
        try await desk.withStore { store in
            _ = try await store.gather(desk: [.filed], at: ago(60))
            let mails = try await store.takeMails(by: Bundling(), limit: 9, at: ago(30))
            #expect(mails.count == 2)
            let end = MailResult.End.failed("refused: 550 5.1.1 \u{1B}[31mno such user")
            try await store.settle([MailResult(mail: mails[0].id, end), MailResult(mail: mails[1].id, .sent)], at: now)
        }
        return desk
    }

    private static func settings(_ desk: DeskFixture, _ lines: String) throws -> String {
        let file = desk.folder.appendingPathComponent("desk.conf").path
        try "[mail]\n\(lines)\n".write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    @Test func whatFailedIsListed() async throws {
        let desk = try await Self.desk()
        let file = try Self.settings(desk, "to = help@example.org")
        let list = await desk.run("outbox", "list", "--config", file)
        #expect(list.status == 0 && list.err.isEmpty, "\(list.err)")
        for part in ["Inès Example", "failed", "550 5.1.1", "\\u{1B}"] {
            #expect(list.out.contains(part), "\(list.out)")
        }
        #expect(!list.out.contains("\u{1B}"))
        let all = await desk.run("outbox", "list", "--all", "--json", "--config", file).objects
        #expect(all.compactMap { $0["state"] as? String }.sorted() == ["failed", "sent"])
        #expect(
            Set(all.flatMap(\.keys)).isSuperset(of: [
                "id", "kind", "person", "ticket", "made_at", "attempts", "trouble",
            ])
        )
    }

    @Test func inFrench() async throws {
        let desk = try await Self.desk()
        let file = try Self.settings(desk, "")
        let list = await desk.run("outbox", "list", "--config", file, language: "fr_FR.UTF-8")
        #expect(list.out.hasPrefix("NUMÉRO AVIS") && list.out.contains("échec"), "\(list.out)")
        #expect(list.err.contains("n'envoie pas de courrier"), "\(list.err)")
    }

    @Test func whyNoMailIsSentIsSaid() async throws {
        let desk = try await Self.desk()
        let off = await desk.run("outbox", "list", "--config", try Self.settings(desk, ""))
        #expect(off.status == 0 && off.err.contains("The desk sends no mail: set 'to' or 'relay'"), "\(off.err)")
        let wrong = await desk.run("outbox", "list", "--config", try Self.settings(desk, "tu = x"))
        #expect(wrong.err.contains("desk.conf:2") && wrong.err.contains("did you mean 'to'"), "\(wrong.err)")
    }

    /// Links are followed, to nothing too; of every file it is said that others may read it.
    @Test func settingsAreReadAsTheyLie() async throws {
        let desk = DeskFixture()
        let files = FileManager.default
        let folder = desk.folder.appendingPathComponent("desk.conf.d").path
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let main = try Self.settings(desk, "to = help@example.org")
        try "\u{FEFF}[mail]\nto = site@example.org\n".write(
            toFile: "\(folder)/1.conf",
            atomically: true,
            encoding: .utf8
        )
        var option = SettingsOption()
        option.config = main
        for (mode, open) in [(0o640, 1), (0o644, 2)] {
            try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(folder)/1.conf")
            try files.setAttributes([.posixPermissions: mode], ofItemAtPath: main)
            #expect(option.openFiles.count == open)
        }
        let sent = await desk.run("outbox", "list", "--config", main)
        #expect(!sent.err.contains("sends no mail"), "\(sent.err)")
        let link = desk.folder.appendingPathComponent("link.conf").path
        try files.createSymbolicLink(atPath: link, withDestinationPath: "/nonexistent")
        try files.removeItem(atPath: "\(folder)/1.conf")
        for path in [link, desk.folder.path, "/dev/zero"] {
            let outcome = await desk.run("outbox", "test", "a@example.org", "--config", path)
            #expect(
                outcome.status == 1 && outcome.err.contains(path) && !outcome.err.contains("Error Domain"),
                "\(outcome.err)"
            )
        }
        try "tu = x\nfram = y\n".write(toFile: main, atomically: true, encoding: .utf8)
        let wrong = await desk.run("outbox", "test", "a@example.org", "--config", main)
        #expect(wrong.status == 1 && !wrong.err.contains("\\u{A}"), "\(wrong.err)")
    }

    @Test func whatFailedIsTriedAgain() async throws {
        let desk = try await Self.desk()
        #expect(await desk.run("outbox", "retry").status == 64)
        #expect(await desk.run("outbox", "retry", "999").status == 1)
        let retried = await desk.run("outbox", "retry", "--all")
        #expect(retried.out == "Notices to be tried again: 1.\n", "\(retried.err)")
        let due = try await desk.withStore { try await $0.takeMails(by: Bundling(), limit: 9, at: now) }
        #expect(due.count == 1)
        #expect(await desk.run("administration", "--json").objects.first?["action"] as? String == "notices-retried")
    }

    @Test func wishesAreSetByCommand() async throws {
        let desk = try await Self.desk()
        func wishes() async -> [String]? {
            await desk.run("person", "list", "--json").objects.first?["notices"] as? [String]
        }
        #expect(await wishes()?.contains("assigned") == true)
        #expect(await wishes()?.contains("digest") == false)
        for (argument, expected) in [("solved,digest", ["digest", "solved"]), ("none", [])] {
            #expect(await desk.run("person", "change", "1", "--notices", argument).status == 0)
            #expect(await wishes() == expected)
        }
        #expect(await desk.run("person", "change", "1", "--notices", "usual").status == 0)
        #expect(await wishes()?.count == 7)
        for wrong in ["", "assigned,", "everything", "digest;solved"] {
            #expect(await desk.run("person", "change", "1", "--notices", wrong).status == 64, "\(wrong)")
        }
    }

    @Test(.enabled(if: Python.hasRelay, Comment(rawValue: Python.relayAbsence)))
    func aTestSaysWhatTheRelayAnswers() async throws {
        let desk = DeskFixture()
        try FileManager.default.createDirectory(at: desk.folder, withIntermediateDirectories: true)
        let relay = try TestRelay("normal")
        let file = try Self.settings(desk, "relay = 127.0.0.1\nport = \(relay.port)")
        let sent = await desk.run("outbox", "test", "help@example.org", "--config", file)
        #expect(sent.status == 0 && sent.out.contains("has taken the mail to help@example.org: 250"), "\(sent.err)")
        #expect(try relay.seen().compactMap(\.to) == [["help@example.org"]])
        let away = await desk.run("outbox", "test", "help@example.org", "--config", file)
        #expect(away.status == 75 && away.err.contains("cannot be reached"), "\(away.err)")
        let refusing = try TestRelay("refuse-recipient")
        let other = try Self.settings(desk, "relay = 127.0.0.1\nport = \(refusing.port)")
        #expect(await desk.run("outbox", "test", "nobody@example.org", "--config", other).status == 1)
        let injected = await desk.run("outbox", "test", "a@example.org\r\nBcc: b@example.org", "--config", file)
        #expect(injected.status == 1 && injected.err.contains("U+000D"), "\(injected.err)")
    }

    @Test func withoutSettingsATestSaysWhatToDo() async throws {
        let desk = DeskFixture()
        try FileManager.default.createDirectory(at: desk.folder, withIntermediateDirectories: true)
        let off = await desk.run("outbox", "test", "a@example.org", "--config", try Self.settings(desk, ""))
        #expect(off.status == 1 && off.err.contains("No mail is set up."), "\(off.err)")
        let absent = await desk.run("outbox", "test", "a@example.org", "--config", "/nonexistent/desk.conf")
        #expect(absent.status == 1 && absent.err.contains("/nonexistent/desk.conf"), "\(absent.err)")
    }
}
