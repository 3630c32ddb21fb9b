import FoundationEssentials
import Health
import Testing
import Wire

@testable import AgentCommands

@Suite(.timeLimit(.minutes(5)))
struct ControlTests {
    private static let disk = Component(.disk, "S3Z9NB0K")

    private static func report(name: String = "Samsung SSD 870", ticket: Int64? = 118) -> String {
        let fact = Fact(
            component: disk,
            name: name,
            verdict: .failing,
            readAt: now.advanced(by: -120),
            identity: [("serial", "S3Z9NB0K")],
            readings: [Reading(.temperature, 38)]
        )
        let standing = Standing(
            key: ConditionKey(disk, "disk.failing"),
            state: .open,
            severity: .critical,
            value: 1,
            unit: .flag,
            since: now.advanced(by: -7200),
            name: name
        )
        let open = ControlReport.OpenCondition(standing: standing, ticket: ticket)
        return FakeAgent.text(ControlReport(host: "ws-17", time: now, facts: [fact], conditions: [open]).lines)
    }

    private static func status(_ change: (inout AgentStatus) -> Void = { _ in }) -> String {
        var status = AgentStatus()
        status.version = "0.1.0"
        status.host = "ws-17"
        status.uptime = 7200
        status.processor = 1.5
        status.journal = "j1"
        status.queue = 3
        status.oldest = 240
        status.link = "waiting"
        status.desk = "desk1:7117"
        status.since = now.advanced(by: -600)
        status.error = "connection refused"
        status.retry = 40
        status.probes = [
            AgentStatus.Probe(
                name: "disks",
                polls: 12,
                lastAt: now.advanced(by: -60),
                duration: 0.25,
                processor: 0.05,
                isRunning: false,
                failure: nil,
                watched: 2,
                notWatched: 1
            )
        ]
        change(&status)
        return FakeAgent.text(status.lines)
    }

    @Test func theReportShowsWhatIsWrongItsTicketAndTheLink() async throws {
        try await FakeAgent.with([.report: Self.report(), .status: Self.status()]) { agent in
            let done = await vigie("report", "--socket", agent.path)
            #expect(done.status == 2, "\(done.errors)")
            #expect(done.output.hasPrefix("ws-17: failing"))
            #expect(done.output.contains("Desk: not connected for 10 min, connection refused, next attempt in 40 s\n"))
            #expect(done.output.contains("118"))
            #expect(done.output.contains("S3Z9NB0K"))
            #expect(done.errors.isEmpty)
        }
    }

    @Test func theReportAsJSON() async throws {
        try await FakeAgent.with([.report: Self.report(ticket: nil), .status: Self.status()]) { agent in
            let done = await vigie("report", "--json", environment: ["VIGIE_SOCKET": agent.path])
            #expect(done.status == 2, "\(done.errors)")
            let report = try JSONDecoder().decode(PrintedReport.self, from: Data(done.output.utf8))
            #expect(report.host == "ws-17")
            #expect(report.components.map(\.id) == ["disk/S3Z9NB0K"])
            #expect(report.conditions.map(\.key) == ["disk/S3Z9NB0K/disk.failing"])
            #expect(report.conditions.map(\.ticket) == [nil])
        }
    }

    @Test func theStatusTellsLinkQueueAndCosts() async throws {
        try await FakeAgent.with([.status: Self.status()]) { agent in
            let done = await vigie("status", "--socket", agent.path)
            #expect(done.status == 0, "\(done.errors)")
            let lines = done.output.split(separator: "\n").map { String($0) }
            #expect(lines[0] == "ws-17")
            #expect(lines[1] == "Agent: 0.1.0, running for 2 h")
            #expect(lines[2] == "Processor: 1.5 s, 0.8 s per hour")
            #expect(lines[3] == "Journal: j1")
            #expect(lines[4] == "Link: not connected for 10 min, connection refused, next attempt in 40 s")
            #expect(lines[5] == "Queue: 3, the oldest for 4 min")
            // 50 ms in 2 hours are 25 ms an hour.
            #expect(lines[7].split(separator: " ").map { String($0) }.starts(with: ["disks", "2", "1", "12"]))
            #expect(lines[7].contains("1 min ago"))
            #expect(lines[7].contains(" 250 ") && lines[7].contains(" 25 "))
        }
    }

    @Test func theStatusAsJSON() async throws {
        try await FakeAgent.with([.status: Self.status()]) { agent in
            let done = await vigie("status", "--json", "--socket", agent.path)
            let status = try JSONDecoder().decode(PrintedStatus.self, from: Data(done.output.utf8))
            #expect(status.uptime_s == 7200)
            #expect(status.link.state == "waiting")
            #expect(status.queue.count == 3)
            #expect(status.probes.map(\.cpu_ms_per_hour) == [25])
        }
    }

    @Test(arguments: [
        ("connected", "relié à desk1:7117 depuis 10\u{A0}min"),
        ("connecting", "connexion à desk1:7117 depuis 10\u{A0}min"),
        ("not-enrolled", "non inscrit\u{A0}; lancez\u{A0}: vigie enrol JETON"),
    ])
    func everyStateOfTheLinkHasWords(state: String, words: String) async throws {
        let status = Self.status {
            $0.link = state
            $0.error = nil
            $0.retry = nil
            if state == "not-enrolled" { $0.since = nil }
            $0.isVolatile = true
            $0.rejected = 2
            $0.lastRejection = "bad-field"
        }
        try await FakeAgent.with([.status: status]) { agent in
            let done = await vigie(
                "status",
                "--socket",
                agent.path,
                environment: ["LC_ALL": "fr_FR.UTF-8", "LANG": "C"]
            )
            #expect(done.output.contains("Liaison\u{A0}: \(words)\n"))
            #expect(done.output.contains("en mémoire seulement"))
            #expect(done.output.contains("Refusés par le centre d'assistance\u{A0}: 2, bad-field"))
        }
    }

    /// Names come from devices; what would act on a terminal is shown as its code.
    @Test func hostileNamesDoNotReachTheTerminal() async throws {
        let name = "evil\u{202E}\u{1B}[2J\u{200B}"
        let status = Self.status {
            $0.host = name
            $0.error = name
            $0.probes[0].name = name
            $0.probes[0].failure = name
        }
        try await FakeAgent.with([.report: Self.report(name: name), .status: status]) { agent in
            for command in ["report", "status"] {
                for done in [
                    await vigie(command, "--socket", agent.path),
                    await vigie(command, "--json", "--socket", agent.path),
                ] {
                    #expect(done.output.contains("evil"))
                    #expect(
                        done.output.unicodeScalars.allSatisfy {
                            $0 == "\n" || ($0.value >= 0x20 && $0.value < 0x200B) || $0 == "\u{FFFD}"
                                || $0 == "\u{202F}"
                        }
                    )
                }
            }
        }
    }

    @Test func aTestTicketIsFollowedToTheDesk() async throws {
        let answer = FakeAgent.text([Line("TICKET", "118").with("key", "host/test/host.test").with("seconds", 0.25)])
        try await FakeAgent.with([.test: answer]) { agent in
            let done = await vigie("test-ticket", "--socket", agent.path)
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.output == "Ticket 118 has reached the desk; it took 250 ms.\n")
        }
    }

    @Test(arguments: [
        ("ERR 530 not-enrolled", "vigie enrol TOKEN"), ("ERR 530 not-root", "run it as root"),
        ("ERR 503 not-delivered", "vigie status"), ("ERR 503 journal-failed", "disk full"),
        ("ERR 502 unknown-verb", "restart"), ("ERR 503 new-word", "new-word"), ("ERR", "not understood"),
        ("TICKET x", "broke off"), ("TICKET 1\nEND", "not understood"), ("END", "not understood"),
        ("\u{1B}[2J", "not understood"),
    ])
    func whatGoesWrongWithATestTicketIsExplained(answer: String, explanation: String) async throws {
        let text = explanation == "broke off" ? answer : answer + "\n"
        try await FakeAgent.with([.test: text]) { agent in
            let done = await vigie("test-ticket", "--socket", agent.path)
            #expect(done.status == 1)
            #expect(done.output.isEmpty)
            #expect(done.errors.contains(explanation))
            #expect(done.errors.hasPrefix("vigie: "))
        }
    }

    @Test(arguments: [
        "END\n", "HOST name=x\nEND\n", "FACT\nEND\n",
        "HOST name=x time=2026-11-23T21:00:00Z\nFACT component=disk/S1\nEND\n",
    ])
    func aReportThatCannotBeReadTellsNothing(answer: String) async throws {
        try await FakeAgent.with([.report: answer, .status: Self.status()]) { agent in
            let done = await vigie("report", "--socket", agent.path)
            #expect(done.status == 3)
            #expect(done.output.isEmpty)
            #expect(done.errors.contains("not understood"))
        }
    }

    @Test func anAnswerWithoutEndIsGivenUp() async throws {
        let endless = String(repeating: "FACT " + String(repeating: "x", count: 1000) + "\n", count: 5000)
        try await FakeAgent.with([.status: endless]) { agent in
            let done = await vigie("status", "--socket", agent.path)
            #expect(done.status == 1)
            #expect(done.errors.contains("not understood"))
        }
    }

    @Test(arguments: ["report", "status", "test-ticket"])
    func anAgentThatDoesNotRunIsSaid(command: String) async throws {
        let folder = try Folder()
        let done = await vigie(command, "--socket", "\(folder.path)/agent.sock")
        #expect(done.status == 69)
        #expect(done.output.isEmpty)
        #expect(done.errors.contains("systemctl start vigie-agent"))
        #expect(done.errors.contains("vigie report --live"))
    }

    @Test func errorsAreInTheReadersLanguage() async throws {
        let french = ["LC_ALL": "fr_CA.UTF-8"]
        let folder = try Folder()
        let away = await vigie("status", "--socket", "\(folder.path)/agent.sock", environment: french)
        #expect(away.errors.hasPrefix("vigie: L'agent ne tourne pas\u{A0}: personne n'écoute"), "\(away.errors)")
        try await FakeAgent.with([.test: "ERR 530 not-root\n"]) { agent in
            let refused = await vigie("test-ticket", "--socket", agent.path, environment: french)
            #expect(
                refused.errors == "vigie: Seuls root et l'utilisateur de l'agent peuvent faire cela\u{A0}; "
                    + "lancez la commande sous root.\n"
            )
        }
    }
}

private struct PrintedReport: Decodable {
    struct Component: Decodable { let id: String }
    struct Condition: Decodable {
        let key: String
        let ticket: Int?
    }

    let host: String
    let components: [Component]
    let conditions: [Condition]
}

private struct PrintedStatus: Decodable {
    struct Link: Decodable { let state: String }
    struct Queue: Decodable { let count: Int }
    struct Probe: Decodable { let cpu_ms_per_hour: Double? }

    let uptime_s: Double
    let link: Link
    let queue: Queue
    let probes: [Probe]
}
