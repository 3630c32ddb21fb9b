import DeskTestSupport
import Desk
import DeskStore
import Health
import Testing

@testable import DeskCommands

/// Text from hosts and people that tries to speak to the terminal.
struct HostileTextTests {
    static let text = "evil\u{1B}[2J\u{202E}\u{7}\r\nend"

    private static func sample() async throws -> DeskFixture {
        let desk = DeskFixture()
        try await desk.enrol(ID.laptop, text)
        try await desk.commit(
            .open,
            "disk.wear",
            on: Component(.disk, text),
            .warning,
            97,
            limit: 95,
            .percent,
            name: text,
            host: ID.laptop,
            ago: 60
        )
        let fact = Fact(
            component: Component(.disk, text),
            name: text,
            verdict: .notWatched,
            reason: text,
            readAt: ago(60),
            identity: [("serial", text)]
        )
        try await desk.withStore { store in
            try await store.perform(.note(text), on: 1, by: text, at: ago(10))
            try await store.record([fact], of: ID.laptop)
        }
        return desk
    }

    @Test(arguments: [
        ["tickets"], ["show", "1"], ["search", "evil"], ["stats"], ["hosts"], ["report", "0b5f7c1e"],
        ["report", text], ["show", text], [text], ["tickets", "--host", "\u{1B}]0;x\u{7}"],
    ])
    func nothingReachesTheTerminal(arguments: [String]) async throws {
        let desk = try await Self.sample()
        for width in [nil, 80] {
            let outcome = await desk.run(arguments, width: width)
            let printed = outcome.out + outcome.err
            #expect(!printed.isEmpty)
            #expect(!printed.unicodeScalars.contains { "\u{1B}\u{202E}\u{7}\r".unicodeScalars.contains($0) })
        }
    }

    @Test(arguments: [["tickets"], ["show", "1"], ["search", "evil"], ["stats"], ["hosts"], ["report", "0b5f7c1e"]])
    func jsonIsExact(arguments: [String]) async throws {
        let outcome = await (try Self.sample()).run(arguments + ["--json"])
        #expect(outcome.json != nil)
        #expect(!outcome.out.unicodeScalars.contains { "\u{1B}\u{202E}\u{7}\r".unicodeScalars.contains($0) })
    }

    @Test func jsonReadsBack() async throws {
        let desk = try await Self.sample()
        #expect(await desk.run("tickets", "--json").objects.first?["host"] as? String == Self.text)
        #expect(await desk.run("hosts", "--json").objects.first?["name"] as? String == Self.text)
    }
}
