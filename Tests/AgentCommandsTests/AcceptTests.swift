import Health
import Testing
import Wire

@testable import AgentCommands

@Suite(.timeLimit(.minutes(5)))
struct AcceptTests {
    private static let key = ConditionKey(Component(.disk, "S3Z9NB0K"), "disk.reallocated-sectors")

    private static var report: String {
        let standing = Standing(
            key: key,
            state: .open,
            severity: .warning,
            value: 8,
            limit: 5,
            unit: .count,
            since: now,
            accepted: Bound(.above, 12)
        )
        let open = ControlReport.OpenCondition(standing: standing, ticket: nil)
        let quiet = ControlReport.Accepted(
            key: ConditionKey(Component(.ups, "rack1"), "ups.on-battery"),
            until: Bound(.above, 1)
        )
        let report = ControlReport(host: "ws-17", time: now, facts: [], conditions: [open], accepted: [quiet])
        return FakeAgent.text(report.lines)
    }

    @Test func theListShowsWhatIsOpenAndWhatIsAcceptedBesides() async throws {
        try await FakeAgent.with([.report: Self.report]) { agent in
            let done = await vigie("accept", "--socket", agent.path)
            #expect(done.status == 0, "\(done.errors)")
            let lines = done.output.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[1].hasPrefix("disk/S3Z9NB0K/disk.reallocated-sectors") && lines[1].hasSuffix("value > 12"))
            #expect(lines[2].hasPrefix("ups/rack1/ups.on-battery") && lines[2].hasSuffix("value > 1"))
        }
    }

    @Test func anAcceptedConditionIsShownAndNotCounted() async throws {
        try await FakeAgent.with([.report: Self.report, .status: FakeAgent.text(AgentStatus().lines)]) { agent in
            let done = await vigie("report", "--socket", agent.path)
            #expect(done.output.contains("(accepted until value > 12)"), "\(done.output)\(done.errors)")
            #expect(done.status == 3)
        }
    }

    @Test func acceptingSaysUntilWhen() async throws {
        let answer = Line("ACCEPTED").with("key", Self.key.description).with("until", "value > 8")
        let request = ControlRequest.accept(Self.key, until: nil, by: "operator")
        try await FakeAgent.with([request: FakeAgent.text([answer])]) { agent in
            let done = await vigie("accept", Self.key.description, "--socket", agent.path)
            #expect(done.output == "\(Self.key) is accepted until value > 8.\n", "\(done.errors)")
            let told = await vigie("accept", Self.key.description, "--json", "--socket", agent.path)
            let members = ["\"key\": \"\(Self.key)\"", "\"accepted_until\": \"value > 8\""]
            #expect(members.allSatisfy(told.output.contains), "\(told.output)\(told.errors)")
        }
    }

    @Test(arguments: [
        (["x/y"], "names no condition"), ([key.description, "--until", "more"], "is no bound"),
        (["--withdraw"], "want a KEY"),
        ([key.description, "--until", "value > 1", "--withdraw"], "exclude one another"),
    ])
    func wrongUsageIsSaid(arguments: [String], words: String) async {
        let done = await vigie(["accept"] + arguments)
        #expect(done.status == 64)
        #expect(done.errors.contains(words), "\(done.errors)")
    }

    @Test(arguments: ["not-open", "wrong-side", "already-beyond", "not-accepted"])
    func refusalsSayWhatToDo(word: String) async throws {
        let refusal = ServerMessage.error(LineError(.sequence, word)).line.text + "\n"
        try await FakeAgent.with([.accept(Self.key, until: nil, by: "operator"): refusal]) { agent in
            let done = await vigie("accept", Self.key.description, "--socket", agent.path)
            #expect(done.status == 1)
            #expect(!done.errors.contains(word) && done.errors.hasSuffix(".\n"), "\(done.errors)")
        }
    }
}
