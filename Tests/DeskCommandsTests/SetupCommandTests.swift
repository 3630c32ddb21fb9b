import Commands
import Desk
import DeskServer
import DeskStore
import Foundation
import Health
import Testing

@testable import DeskCommands

/// From nothing to somebody who can sign in.
struct SetupCommandTests {
    /// A state directory with an empty file of settings in it.
    private static func desk(_ settings: String = "", from desk: DeskFixture = DeskFixture()) throws -> DeskFixture {
        try FileManager.default.createDirectory(at: desk.folder, withIntermediateDirectories: true)
        try settings.write(to: config(desk), atomically: true, encoding: .utf8)
        return desk
    }

    private static func config(_ desk: DeskFixture) -> URL { desk.folder.appendingPathComponent("desk.conf") }
    private static func webFile(_ desk: DeskFixture) -> URL {
        desk.folder.appendingPathComponent("desk.conf.d/web.conf")
    }
    private static func isThere(_ desk: DeskFixture, _ name: String) -> Bool {
        FileManager.default.fileExists(atPath: desk.folder.appendingPathComponent(name).path)
    }

    private static let flags = [
        "--address", "https://desk.example.org:7118", "--organisation", "Example Ltd", "--administrator",
        "Anne Example", "--email", "anne@example.org", "--login", "anne",
    ]

    private static func run(
        _ desk: DeskFixture,
        _ arguments: [String] = flags,
        _ command: [String] = ["setup"],
        language: String = "en_GB.UTF-8",
        answers: [String]? = nil
    ) async -> Outcome {
        await desk.run(command + arguments + ["--config", config(desk).path], language: language, answers: answers)
    }

    /// The code of a link that is all of standard output.
    private static func code(
        _ outcome: Outcome,
        _ address: String = "https://desk.example.org:7118"
    ) throws -> String {
        try #require(outcome.status == 0, "\(outcome.err)")
        let start = "\(address)/welcome/"
        try #require(outcome.out.hasPrefix(start) && outcome.out.hasSuffix("\n"), "\(outcome.out)")
        return String(outcome.out.dropFirst(start.count).dropLast())
    }

    private static func invited(_ code: String, _ desk: DeskFixture, after seconds: Double = 0) async throws -> String?
    {
        try await desk.withStore {
            try await $0.invitation(code: Secret.hash(code), at: now.advanced(by: seconds))?.login
        }
    }

    @Test func aNewDeskIsSetUp() async throws {
        let desk = try Self.desk()
        let outcome = await Self.run(desk)
        let code = try Self.code(outcome)
        #expect(code.count == 32 && code.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }, "\(code)")
        #expect(outcome.err.contains("systemctl enable --now vigie-desk"), "\(outcome.err)")
        #expect(InputFile.mode(Self.webFile(desk).path) == 0o640)
        #expect(InputFile.mode(Self.webFile(desk).deletingLastPathComponent().path) == 0o750)
        #expect(!FileManager.default.fileExists(atPath: Self.webFile(desk).path + ".new"))
        #expect(Self.isThere(desk, "authority/ca.pem"))
        let account = try #require(await desk.run("account", "list", "--json").objects.first)
        #expect(account["login"] as? String == "anne")
        #expect(
            Set(account["roles"] as? [String] ?? []) == ["administrator", "technician"],
            "\(account)"
        )
        let person = try #require(await desk.run("person", "list", "--json").objects.first)
        #expect(person["name"] as? String == "Anne Example" && person["email"] as? String == "anne@example.org")
        #expect(person["language"] as? String == "en")
    }

    /// Nobody but who reads standard output can use the link, and they for an hour.
    @Test func theDeskKeepsNoCode() async throws {
        let desk = try Self.desk()
        let outcome = await Self.run(desk)
        let code = try Self.code(outcome)
        #expect(!outcome.err.contains(code))
        #expect(try await Self.invited(code, desk, after: 3599) == "anne")
        #expect(try await Self.invited(code, desk, after: 3601) == nil)
        let administration = await desk.run("administration", "--json")
        #expect(administration.status == 0 && !administration.out.contains(code))
        for name in try FileManager.default.subpathsOfDirectory(atPath: desk.folder.path) {
            let file = desk.folder.appendingPathComponent(name)
            guard let bytes = try? Data(contentsOf: file) else { continue }
            #expect(bytes.range(of: Data(code.utf8)) == nil, "\(name)")
        }
    }

    @Test(arguments: ["en_GB.UTF-8", "fr_FR.UTF-8"])
    func runAgainItChangesNothingAndMakesAnotherLink(_ language: String) async throws {
        let desk = try Self.desk()
        let first = try Self.code(await Self.run(desk))
        let written = try Data(contentsOf: Self.webFile(desk))
        let other = ["--address", "https://other.example.org", "--organisation", "Other Ltd"]
        for arguments in [[], Self.flags, other] {
            let outcome = await Self.run(desk, arguments, language: language)
            let code = try Self.code(outcome)
            #expect(code != first)
            #expect(try await Self.invited(first, desk) == nil)
            #expect(try await Self.invited(code, desk) == "anne")
            let said = language.hasPrefix("fr") ? "déjà en place" : "there already"
            #expect(outcome.err.components(separatedBy: said).count == 4, "\(outcome.err)")
            #expect(!outcome.err.contains("systemctl"), "\(outcome.err)")
        }
        #expect(try Data(contentsOf: Self.webFile(desk)) == written)
        #expect(await desk.run("account", "list", "--json").objects.count == 1)
        #expect(await desk.run("person", "list", "--json").objects.count == 1)
        #expect(
            await desk.run("organisation", "list", "--json").objects.map { $0["name"] as? String } == ["Example Ltd"]
        )
    }

    @Test(arguments: ["--address", "--organisation", "--administrator", "--email", "--login"])
    func whatIsMissingIsNamedAndNothingIsMade(_ option: String) async throws {
        let desk = try Self.desk()
        let index = try #require(Self.flags.firstIndex(of: option))
        var flags = Self.flags
        flags.removeSubrange(index...index + 1)
        let outcome = await Self.run(desk, flags)
        #expect(outcome.status == 64 && outcome.err.contains("Say also \(option),"), "\(outcome.err)")
        #expect(!Self.isThere(desk, "desk.sqlite") && !Self.isThere(desk, "desk.conf.d"))
    }

    @Test func allThatIsMissingIsNamedAtOnce() async throws {
        let outcome = await Self.run(try Self.desk(), [])
        #expect(outcome.status == 64 && outcome.out.isEmpty)
        #expect(
            outcome.err.contains("Say also --address, --organisation, --administrator, --email, --login,"),
            "\(outcome.err)"
        )
    }

    @Test(
        arguments: [
            ("--address", "http://desk.example.org", "Write https"), ("--address", "desk.example.org", "Write https"),
            ("--address", "https://desk.example.org/x", "Write https"), ("--organisation", "", "organisation's name"),
            ("--administrator", "Anne\nExample", "person's name"), ("--email", "anne", "no mail address"),
            ("--login", "Anne", "small letters"),
        ]
    )
    func aWrongAnswerIsRefusedBeforeAnythingIsMade(_ option: String, _ value: String, _ word: String) async throws {
        let desk = try Self.desk()
        let index = try #require(Self.flags.firstIndex(of: option))
        var flags = Self.flags
        flags[index + 1] = value
        let outcome = await Self.run(desk, flags)
        #expect(outcome.status == 1 && outcome.err.contains(word), "\(outcome.err)")
        #expect(outcome.out.isEmpty)
        #expect(!Self.isThere(desk, "desk.sqlite") && !Self.isThere(desk, "desk.conf.d"))
    }

    /// What will not do is asked for again; the address has a default.
    @Test func atATerminalItAsks() async throws {
        let desk = try Self.desk()
        let answers = ["desk1", "", "Example Ltd", "Anne Example", "anne", "anne@example.org", "Anne", "anne"]
        let outcome = await Self.run(desk, [], language: "fr_FR.UTF-8", answers: answers)
        let code = try Self.code(outcome, "https://desk1:7118")
        #expect(try await Self.invited(code, desk) == "anne")
        #expect(outcome.err.contains("Adresse des pages [https://desk1:7118]\u{A0}: \n"), "\(outcome.err)")
        #expect(await desk.run("person", "list", "--json").objects.first?["language"] as? String == "fr")
        let again = await Self.run(desk, [], answers: [])
        #expect(try Self.code(again, "https://desk1:7118") != code)
    }

    @Test func whoBreaksOffHasChangedNothing() async throws {
        let desk = try Self.desk()
        let outcome = await Self.run(desk, [], answers: ["", "Example Ltd", "Anne Example"])
        #expect(outcome.status == 1 && outcome.out.isEmpty)
        #expect(!Self.isThere(desk, "desk.sqlite") && !Self.isThere(desk, "desk.conf.d"))
    }

    /// A desk that commands alone were used on.
    @Test func aDeskInUseIsSetUp() async throws {
        let desk = try Self.desk(from: try await DeskFixture.sample())
        for command in [
            ["organisation", "rename", "main", "Former Ltd"],
            ["person", "add", "Anne Former", "--email", "Anne@example.org"],
        ] { #expect(await desk.run(command).status == 0) }
        let outcome = await Self.run(desk)
        _ = try Self.code(outcome)
        #expect(outcome.err.contains("Organisation Former Ltd: there already."), "\(outcome.err)")
        #expect(outcome.err.contains("systemctl restart vigie-desk"), "\(outcome.err)")
        #expect(await desk.run("person", "list", "--json").objects.map { $0["name"] as? String } == ["Anne Former"])
        // Whoever was set up works at once.
        let taken = await desk.run("next", "--for", "anne")
        #expect(taken.status == 0, "\(taken.err)")
    }

    /// Whoever has another role is not made an administrator unasked.
    @Test func anAccountThatIsThereKeepsItsRole() async throws {
        let desk = try Self.desk(from: try await DeskFixture.sample())
        for command in [
            ["person", "add", "Anne Example", "--email", "anne@example.org"],
            ["account", "add", "marie", "--person", "1", "--role", "technician"],
        ] { #expect(await desk.run(command).status == 0) }
        let byAddress = await Self.run(desk)
        #expect(byAddress.status == 1 && byAddress.err.contains("Account marie is there already"), "\(byAddress.err)")
        var flags = Self.flags
        flags[flags.count - 1] = "marie"
        flags[flags.count - 3] = "other@example.org"
        let byLogin = await Self.run(desk, flags)
        #expect(byLogin.status == 1 && byLogin.err.contains("Account marie is there already"), "\(byLogin.err)")
        #expect(!Self.isThere(desk, "desk.conf.d"))
        #expect(await desk.run("organisation", "list", "--json").objects.map { $0["name"] as? String } == ["main"])
    }

    @Test func ofSeveralAdministratorsOneIsNamed() async throws {
        let desk = try Self.desk()
        _ = try Self.code(await Self.run(desk))
        for command in [
            ["person", "add", "Bea Example", "--email", "bea@example.org"],
            ["account", "add", "bea", "--person", "bea@example.org", "--role", "administrator"],
        ] { #expect(await desk.run(command).status == 0) }
        let unnamed = await Self.run(desk, [])
        #expect(unnamed.status == 64 && unnamed.err.contains("Say also --login,"), "\(unnamed.err)")
        #expect(try await Self.invited(try Self.code(await Self.run(desk, ["--login", "bea"])), desk) == "bea")
        let asked = await Self.run(desk, [], answers: ["anne"])
        #expect(asked.err.contains("Which administrator (anne, bea): "), "\(asked.err)")
        #expect(try await Self.invited(try Self.code(asked), desk) == "anne")
        let nobody = await Self.run(desk, ["--login", "carl"])
        #expect(nobody.status == 1 && nobody.err.contains("carl is no administrator; there is anne, bea."))
    }

    @Test func anAddressThatIsSetIsNotAskedFor() async throws {
        let desk = try Self.desk("[web]\naddress = https://pages.example.org\nproxy = 127.0.0.1\n")
        let outcome = await Self.run(desk)
        _ = try Self.code(outcome, "https://pages.example.org")
        #expect(outcome.err.contains("Address https://pages.example.org: there already."), "\(outcome.err)")
        #expect(!outcome.err.contains("Browsers will warn") && !outcome.err.contains("Warning:"), "\(outcome.err)")
        #expect(!Self.isThere(desk, "desk.conf.d"))
    }

    @Test func howItIsServedIsRemarkedOn() async throws {
        let desk = try Self.desk("[web]\nport = 7218\n")
        let outcome = await Self.run(desk)
        #expect(outcome.err.contains("Browsers will warn"), "\(outcome.err)")
        #expect(outcome.err.contains("names port 7118, and the pages are served on port 7218"), "\(outcome.err)")
    }

    /// They would be wrong once there is an address.
    @Test func settingsThatDoNotGoTogetherAreSaidBeforeAnythingIsMade() async throws {
        let desk = try Self.desk("[web]\ncertificate = /etc/a.pem\n")
        let outcome = await Self.run(desk)
        #expect(outcome.status == 1 && outcome.err.contains("certificate is set and key is not"), "\(outcome.err)")
        #expect(!Self.isThere(desk, "desk.sqlite") && !Self.isThere(desk, "desk.conf.d"))
    }

    @Test func whatAnAdministratorWroteIsNotReplaced() async throws {
        let desk = try Self.desk()
        let file = Self.webFile(desk)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try "[web]\nport = 7218\n".write(to: file, atomically: true, encoding: .utf8)
        let outcome = await Self.run(desk)
        #expect(outcome.status == 1 && outcome.err.contains("Write 'address = "), "\(outcome.err)")
        #expect(try String(contentsOf: file, encoding: .utf8) == "[web]\nport = 7218\n")
        #expect(!Self.isThere(desk, "desk.sqlite"))
    }

    @Test func programsReadIt() async throws {
        let desk = try Self.desk()
        let object = await Self.run(desk, Self.flags + ["--json"]).object
        #expect(Set(object.keys) == ["address", "login", "link", "expires_at"])
        #expect(object["address"] as? String == "https://desk.example.org:7118")
        #expect(object["login"] as? String == "anne")
        #expect(object["expires_at"] as? String == now.advanced(by: 3600).description)
        let link = try #require(object["link"] as? String)
        #expect(try await Self.invited(String(link.suffix(32)), desk) == "anne")
    }

    @Test func whoForgotTheirPasswordGetsALink() async throws {
        let desk = try Self.desk()
        let early = await Self.run(desk, [], ["account", "invite", "anne"])
        #expect(early.status == 1 && early.err.contains("'vigie-desk setup' sets it"), "\(early.err)")
        let first = try Self.code(await Self.run(desk))
        let outcome = await Self.run(desk, [], ["account", "invite", "anne"])
        let code = try Self.code(outcome)
        #expect(!outcome.err.contains(code) && outcome.err.contains("password of anne"), "\(outcome.err)")
        #expect(try await Self.invited(code, desk) == "anne")
        #expect(try await Self.invited(first, desk) == nil)
        let nobody = await Self.run(desk, [], ["account", "invite", "nobody"])
        #expect(nobody.status == 1 && nobody.err.contains("no account nobody"), "\(nobody.err)")
        #expect(await desk.run("account", "lock", "anne").status == 0)
        let locked = await Self.run(desk, [], ["account", "invite", "anne"], language: "fr")
        #expect(locked.status == 1 && locked.err.contains("est verrouillé"), "\(locked.err)")
    }
}
