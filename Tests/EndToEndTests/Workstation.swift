import Foundation
import Glibc
import TestSupport
import Testing

/// A workstation: `vigie-agent` with its state, settings and socket, and `vigie`.
final class Workstation {
    /// The report as `vigie report --json` prints it.
    struct Report: Decodable {
        struct Component: Decodable {
            let id: String
            let kind: String
            let name: String
            let verdict: String
            let reason: String?
            let readings: [Reading]
        }
        struct Reading: Decodable {
            let quantity: String
            let unit: String
        }
        struct Condition: Decodable {
            let key: String
            let rule: String
            let ticket: Int?
            let accepted_until: String?
        }
        let components: [Component]
        let conditions: [Condition]
    }

    /// The agent's state as `vigie status --json` prints it.
    struct Status: Decodable {
        struct Journal: Decodable {
            let id: String
            let volatile: Bool
        }
        struct Settings: Decodable {
            let refused_since: String?
            let mistakes: [String]
        }
        struct Link: Decodable {
            let state: String
            let error: String?
        }
        struct Queue: Decodable { let count: Int }
        struct Probe: Decodable {
            let name: String
            let polls: Int
            let running: Bool
        }
        let settings: Settings
        let journal: Journal
        let link: Link
        let queue: Queue
        let probes: [Probe]
    }

    let name: String
    let state: URL
    let socket: URL
    let settings: URL
    let lab: Lab
    /// A recorded machine in place of this one.
    var recording: URL?
    /// The service manager that hears of the agent.
    var manager: NotifySocket?
    private(set) var program: Program?

    init(_ lab: Lab, _ name: String, settings text: String, socket: URL? = nil) throws {
        self.lab = lab
        self.name = name
        state = lab.folder.appending(path: name)
        self.socket = socket ?? lab.folder.appending(path: "\(name).sock")
        settings = lab.folder.appending(path: "\(name).conf")
        try text.write(to: settings, atomically: true, encoding: .utf8)
    }

    /// One that watches nothing but a recorded upsd, whose UPSs change their status when a test says so.
    static func withRecordedUPS(_ lab: Lab, _ name: String, socket: URL? = nil) throws -> Workstation {
        let quiet = ["disks", "temperatures", "updates"].map { "[\($0)]\nenabled = no\n" }.joined()
        let settings = quiet + "[ups]\ninterval = 1 s\non-battery-interval = 1 s\n"
        let workstation = try Workstation(lab, name, settings: settings, socket: socket)
        workstation.recording = lab.folder.appending(path: "\(name).recording")
        try workstation.setRecordedUPS(["room": "OL"])
        return workstation
    }

    /// A desk, and a workstation with a recorded upsd that is enrolled there and runs.
    static func enrolled(
        _ lab: Lab,
        _ statuses: [String: String] = ["room": "OL"]
    ) async throws -> (desk: DeskProgram, workstation: Workstation) {
        let desk = try await DeskProgram(lab)
        let workstation = try withRecordedUPS(lab, "ws")
        try workstation.setRecordedUPS(statuses)
        try await workstation.enrol(at: desk)
        try await workstation.start()
        return (desk, workstation)
    }

    /// What the recorded upsd says from now on: the status of each UPS.
    func setRecordedUPS(_ statuses: [String: String]) throws {
        let supplies = statuses.sorted { $0.key < $1.key }
        let list = ["> LIST UPS", "< BEGIN LIST UPS"] + supplies.map { "< UPS \($0.key) \"UPS \($0.key)\"" }
        let variables = supplies.flatMap { name, status in
            [
                "> LIST VAR \(name)", "< BEGIN LIST VAR \(name)", "< VAR \(name) ups.status \"\(status)\"",
                "< END LIST VAR \(name)",
            ]
        }
        let lines = list + ["< END LIST UPS"] + variables
        let folder = try #require(recording).appending(path: "sockets")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "127.0.0.1:3493.txt")
        try lines.map { $0 + "\n" }.joined().write(to: file, atomically: true, encoding: .utf8)
    }

    /// Enrols this workstation, and returns what `vigie enrol` says.
    @discardableResult
    func enrol(at desk: DeskProgram) async throws -> String {
        let token = lab.folder.appending(path: "\(name).token")
        try await desk.token().write(to: token, atomically: true, encoding: .utf8)
        let script = "exec \"$0\" enrol - --state \"$1\" --name \"$2\" --class desktop --socket \"$4\" <\"$3\""
        let arguments = ["-c", script, Program.built("vigie").path, state.path, name, token.path, socket.path]
        let answer = try await lab.run(URL(filePath: "/bin/sh"), arguments)
        try #require(answer.status == 0, "\(answer.errors)")
        return answer.output
    }

    var arguments: [String] {
        ["--config", settings.path, "--state", state.path, "--socket", socket.path]
            + ["--reader", lab.folder.appending(path: "no-reader.sock").path]
            + (recording.map { ["--host", $0.path] } ?? [])
    }

    /// Starts the agent, and does not wait for it.
    func launch(under fault: Fault? = nil) throws {
        program = try lab.start(
            Program.built("vigie-agent"),
            arguments,
            environment: manager?.environment ?? [:],
            under: fault,
            log: name
        )
    }

    func start() async throws {
        try launch()
        try await lab.wait(for: "the agent \(name) answers") { try await self.answer("status").status == 0 }
    }

    @discardableResult
    func end(by signal: Int32) async -> Int32 { await program?.end(by: signal) ?? -1 }

    private func answer(_ command: String...) async throws -> (status: Int32, output: String, errors: String) {
        try await lab.run(Program.built("vigie"), command + ["--socket", socket.path])
    }

    func status() async throws -> Status {
        let answer = try await answer("status", "--json")
        try #require(answer.status == 0, "\(answer.errors)")
        return try JSONDecoder().decode(Status.self, from: Data(answer.output.utf8))
    }

    /// What `vigie accept` says of a condition.
    func accept(_ arguments: String...) async throws -> (status: Int32, output: String, errors: String) {
        try await lab.run(Program.built("vigie"), ["accept"] + arguments + ["--socket", socket.path])
    }

    func report() async throws -> (status: Int32, report: Report) {
        let answer = try await answer("report", "--json")
        return (answer.status, try JSONDecoder().decode(Report.self, from: Data(answer.output.utf8)))
    }

    /// Raises a test ticket, and tells whether the desk has it.
    func testTicket() async throws -> Bool { try await answer("test-ticket").status == 0 }

    /// Asks the agent, and tells whether it did it.
    func ask(_ command: String) async throws -> Bool { try await answer(command).status == 0 }

    var log: String { program?.output ?? "" }

    /// Asks the agent as another user of the machine.
    func command(_ command: String, asUser user: Int) async throws -> (status: Int32, output: String, errors: String) {
        let vigie = [Program.built("vigie").path, command, "--socket", socket.path]
        let options = ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--"]
        return try await lab.run(URL(filePath: "/usr/bin/setpriv"), options + vigie)
    }

    /// A file of the identity folder.
    func identity(_ file: String) -> URL { state.appending(path: "identity/\(file)") }

    /// Raises test tickets one after the other, and does not wait for them; each that arrives is a line of the log.
    func startTestTickets(_ count: Int) throws -> Program {
        let script = "for i in $(seq \(count)); do \"$0\" test-ticket --socket \"$1\" || exit 1; done"
        let arguments = ["-c", script, Program.built("vigie").path, socket.path]
        return try lab.start(URL(filePath: "/bin/sh"), arguments, log: "\(name).test-tickets")
    }

    func waitUntilConnected() async throws {
        try await lab.wait(for: "\(name) is connected") { try await self.status().link.state == "connected" }
    }

    func untilQueueIsEmpty() async throws {
        try await lab.wait(for: "the queue is empty") { try await self.status().queue.count == 0 }
    }

    /// Whether the desk has acknowledged everything, and the journal is in its file; false too when the agent does not answer.
    func isSettled() async throws -> Bool {
        let answer = try await answer("status", "--json")
        guard answer.status == 0 else { return false }
        let status = try JSONDecoder().decode(Status.self, from: Data(answer.output.utf8))
        return status.link.state == "connected" && status.queue.count == 0 && !status.journal.volatile
            && status.probes.allSatisfy { $0.polls > 0 }
    }

    func settle() async throws {
        try await lab.wait(for: "\(name) has delivered everything", within: 60) { try await self.isSettled() }
    }

    /// The journal's files, copied to a folder or back from it.
    func copyJournal(from source: URL, to target: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        try removeJournal(in: target)
        for name in try files.contentsOfDirectory(atPath: source.path) where name.hasPrefix("journal.sqlite") {
            try files.copyItem(at: source.appending(path: name), to: target.appending(path: name))
        }
    }

    func removeJournal(in folder: URL) throws {
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: folder.path) where name.hasPrefix("journal.sqlite") {
            try files.removeItem(at: folder.appending(path: name))
        }
    }
}
