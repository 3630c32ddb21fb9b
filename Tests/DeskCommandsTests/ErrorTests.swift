import Commands
import Desk
import Foundation
import Health
import Report
import Testing

@testable import DeskCommands

struct ErrorTests {
    @Test(arguments: [
        ["tickets"], ["show", "1"], ["search", "x"], ["stats"], ["hosts"], ["note", "1", "x"], ["close", "1"],
    ])
    func noStore(arguments: [String]) async {
        let desk = DeskFixture()
        let outcome = await desk.run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.out.isEmpty)
        #expect(
            outcome.err == "vigie-desk: There is no ticket store in \(desk.folder.path). "
                + "Start one with 'vigie-desk serve', or name another directory with --state.\n"
        )
        #expect(!FileManager.default.fileExists(atPath: desk.folder.path))
    }

    @Test func stateOptionGoesBeforeTheEnvironment() async throws {
        let desk = try await DeskFixture.sample()
        let other = await DeskFixture().run("tickets", "--state", desk.folder.path + "/", "--json")
        #expect(other.objects.count == 2)
    }

    @Test func damagedStore() async throws {
        let desk = DeskFixture()
        try FileManager.default.createDirectory(at: desk.folder, withIntermediateDirectories: true)
        try Data(repeating: 65, count: 8192).write(to: desk.folder.appendingPathComponent("desk.sqlite"))
        let outcome = await desk.run("tickets")
        #expect(outcome.status == 70)
        #expect(
            outcome.err.hasPrefix("vigie-desk: The ticket store at \(desk.folder.path)/desk.sqlite cannot be opened.")
        )
    }

    @Test(arguments: [
        (DeskError.Code.busy, 75), (.storageFull, 75), (.unknownTicket, 1), (.unknownHost, 1), (.notAllowed, 1),
        (.unusableStore, 70), (.damagedRow, 70), (.refusedRow, 70),
    ])
    func status(code: DeskError.Code, status: Int) {
        let error = CommandError(explaining: DeskError(code, en: "Message.", fr: "Le message.", cause: "cause"))
        #expect((error?.code.rawValue).map(Int.init) == status)
        #expect(error?.description.hasPrefix("Message. ") == true)
        #expect(error?.description.hasSuffix("(cause)") == true)
        #expect(error?.text(in: .fr).hasPrefix("Le message.") == true)
        #expect(error?.text(in: .fr).hasSuffix("(cause)") == true)
    }

    @Test(arguments: [
        ["bogus"], ["tickets", "--severity", "bad"], ["tickets", "--limit", "0"], ["show"], ["search"],
        ["serve", "--port", "65536"], ["serve", "--grace", "never"],
    ])
    func usage(arguments: [String]) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.hasPrefix("vigie-desk: "))
    }

    @Test(arguments: [
        [], ["serve"], ["token"], ["token", "create"], ["tickets"], ["show"], ["search"], ["stats"], ["hosts"],
        ["report"],
        ["note"], ["close"],
    ])
    func help(command: [String]) async {
        let outcome = await DeskFixture().run(command + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.err.isEmpty)
        #expect(outcome.out.contains("OVERVIEW: "))
        #expect(command == ["token"] || outcome.out.contains("EXAMPLES"))
    }

    @Test func fullOutput() async throws {
        let desk = try await DeskFixture.sample()
        let full = CommandError(.tryLater, en: "Full.", fr: "Plein.")
        let console = Console(
            environment: ["VIGIE_DESK_STATE": desk.folder.path],
            style: Style(),
            user: "anne",
            hostName: "desk1",
            now: { now },
            print: { _ throws(CommandError) in throw full },
            say: { _ in }
        )
        #expect(await VigieDesk.runner.run(["tickets"], on: console) == 75)
        #expect(await VigieDesk.runner.run(["--help"], on: console) == 75)
    }
}
