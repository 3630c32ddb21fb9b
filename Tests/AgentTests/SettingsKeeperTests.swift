@testable import Agent
import FoundationEssentials
import Health
import Logging
import Settings
import Synchronization
import Testing

@Suite
struct SettingsKeeperTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func keeper(_ texts: String...) -> SettingsKeeper {
        let rest = Mutex(texts[...])
        return SettingsKeeper(
            copy: "\(folder.path)/settings.conf",
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onDisk: { $0() }
        ) {
            let text = rest.withLock { $0.popFirst() } ?? ""
            return try AgentSettings.schema.load([ConfFile(name: "agent.conf", text: text)])
        }
    }

    private let right = "[ups rack1]\naddress = rack.example.org:3493\n\n[agent]\nname = ws-17\n"
    private let wrong = "[agent]\nnom = ws-17\n"

    @Test
    func theLastRightSettingsOutliveTheAgent() {
        #expect(keeper(right).start().text.contains("name = ws-17"))
        let next = keeper(wrong)
        let text = next.start().text
        #expect(
            text.contains("[agent]\nname = ws-17\n") && text.contains("[ups rack1]\naddress = rack.example.org:3493\n")
        )
        #expect(next.mistakes.count == 1)
        #expect(next.mistakes.first?.hasPrefix("agent.conf:2: [agent] nom: unknown key") == true)
        #expect(keeper(wrong, right).start().text == text, "wrong ones are never kept")
    }

    @Test
    func withoutAnyTheDefaultsHold() {
        #expect(keeper(wrong).start().text.isEmpty)
    }

    @Test
    func aCopyThatMeansNothingToThisReleaseIsNotUsed() throws {
        #expect(keeper("[agent]\nname = ws-17\n").start().text.contains("ws-17"))
        let copy = "[agent]\nname = ws-17\nfuture = yes\n"
        try copy.write(toFile: "\(folder.path)/settings.conf", atomically: true, encoding: .utf8)
        #expect(keeper(wrong).start().text.isEmpty)
    }

    @Test
    func whatIsRefusedIsAConditionUntilItIsRight() {
        let keeper = keeper(right, wrong, right)
        func isRefused() -> Double? {
            keeper.observation(ofHost: "ws-17", at: Timestamp(milliseconds: 0))[Catalogue.refusedSettings.quantity]
        }
        var seen: [Double?] = []
        for _ in 0..<3 {
            _ = keeper.load()
            seen.append(isRefused())
        }
        #expect(seen == [0, 1, 0])
    }
}
