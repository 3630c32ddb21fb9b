import Foundation
import Glibc
import TestSupport
import Testing

/// A desk: `vigie-desk serve` on loopback, and its commands.
final class DeskProgram {
    /// A ticket as `vigie-desk tickets --json` prints it.
    struct Ticket: Decodable {
        let number: Int
        let key: String
        let rule: String
        let host: String
        let severity: String
        let state: String
        let count: Int
        let component: String
    }

    /// A host as `vigie-desk hosts --json` prints it.
    struct Host: Decodable {
        let name: String
        let state: String
    }

    /// A host's health as `vigie-desk report --json` prints it.
    struct Report: Decodable {
        struct Component: Decodable {
            let id: String
            let kind: String
            let identity: [String: String]
        }
        let components: [Component]
    }

    let state: URL
    private(set) var port = 0
    private let lab: Lab
    private let name: String
    private(set) var program: Program?
    /// The service manager that hears of the desk.
    private let manager: NotifySocket?

    init(_ lab: Lab, _ name: String = "desk", manager: NotifySocket? = nil) async throws {
        self.manager = manager
        self.lab = lab
        self.name = name
        state = lab.folder.appending(path: name)
        port = try lab.freePort()
        try await start()
    }

    /// The file of its ticket store.
    var store: URL { state.appending(path: "desk.sqlite") }

    var address: String { "127.0.0.1:\(port)" }

    /// Starts the desk, and does not wait for it.
    @discardableResult
    func launch(under fault: Fault? = nil) throws -> Program {
        let arguments = [
            "serve", "--state", state.path, "--listen", "127.0.0.1", "--port", "\(port)", "--address", "127.0.0.1",
            "--name", name,
        ]
        let program = try lab.start(
            Program.built("vigie-desk"),
            arguments,
            environment: manager?.environment ?? [:],
            under: fault,
            log: name
        )
        self.program = program
        return program
    }

    func start() async throws {
        let log = lab.folder.appending(path: "\(name).log")
        let before = (try? String(contentsOf: log, encoding: .utf8))?.count ?? 0
        let program = try launch()
        try await lab.wait(for: "the desk listens") { program.output.dropFirst(before).contains("listening on") }
    }

    func end(by signal: Int32) async { await program?.end(by: signal) }

    func command(_ arguments: [String]) async throws -> (status: Int32, output: String, errors: String) {
        try await lab.run(Program.built("vigie-desk"), arguments + ["--state", state.path])
    }

    func tickets(_ rule: String) async throws -> [Ticket] {
        let answer = try await command(["tickets", "--all", "--json", "--rule", rule])
        try #require(answer.status == 0, "\(answer.errors)")
        return try JSONDecoder().decode([Ticket].self, from: Data(answer.output.utf8))
    }

    /// How often a rule was reported, over all its tickets.
    func count(_ rule: String) async throws -> Int { try await tickets(rule).map(\.count).reduce(0, +) }

    func report(_ host: String) async throws -> Report {
        let answer = try await command(["report", host, "--json"])
        return try JSONDecoder().decode(Report.self, from: Data(answer.output.utf8))
    }

    /// The hosts as `vigie-desk hosts --json` prints them.
    func hosts() async throws -> [Host] {
        let answer = try await command(["hosts", "--json"])
        return try JSONDecoder().decode([Host].self, from: Data(answer.output.utf8))
    }

    func token() async throws -> String {
        let answer = try await command(["token", "create", "--address", address])
        try #require(answer.status == 0, "\(answer.errors)")
        return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
