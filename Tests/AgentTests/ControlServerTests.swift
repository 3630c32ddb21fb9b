@testable import Agent
import Glibc
import Health
import Journal
import Logging
import NIOCore
import NIOPosix
import ServiceManager
import Settings
import TestSupport
import Testing
import Wire

/// The control socket as commands use it: a real Unix socket, a monitor and a journal behind it.
@Suite(.timeLimit(.minutes(5)))
struct ControlServerTests {
    private typealias Client = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private let folder: TemporaryFolder
    private let desk: ControlDesk
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        folder = try TemporaryFolder()
        var host = FakeHost()
        host.files["/proc/sys/kernel/hostname"] = Array("ws-17\n".utf8)
        let journal = try JournalKeeper(
            path: "\(folder.path)/journal.sqlite",
            now: { [host] in host.now().time },
            log: log
        ) {
            "journal-1"
        }
        let monitor = Monitor(journal: journal, log: log)
        let outage = Observation(
            Component(.ups, "room"),
            name: "UPS of the room",
            readings: [Reading(.onBattery, true)],
            readAt: host.now().time
        )
        monitor.take([outage], memory: nil, at: host.now())
        let key = ConditionKey(Component(.ups, "room"), "ups.on-battery")
        try journal.perform { try $0.setTicket(118, for: key, isOpen: true) }
        desk = ControlDesk(
            membership: try Membership(
                "\(folder.path)/identity",
                Configuration(),
                host: host,
                manager: ServiceManager(environment: { _ in nil }, process: 0),
                log: log
            ) { _, _ in fatalError("nobody enrols") },
            host: host,
            settings: SettingsKeeper(copy: "\(folder.path)/settings.conf", log: log, onDisk: { $0() }) {
                Configuration()
            },
            journal: journal,
            monitor: monitor,
            probes: [],
            threads: NIOThreadPool.singleton,
            started: host.now()
        )
    }

    /// Sends texts over one connection, and returns the lines of the answers, each up to its last line.
    private func ask(_ requests: [String]) async throws -> [[String]] {
        let path = "\(folder.path)/run/agent.sock"
        let group = MultiThreadedEventLoopGroup.singleton
        let server = ControlServer(path: path, desk: desk, group: group, log: log)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            let client = try await connect(to: path)
            let answers = try await client.executeThenClose { inbound, outbound in
                var answers: [[String]] = []
                var bytes = inbound.makeAsyncIterator()
                for request in requests {
                    try await outbound.write(ByteBuffer(string: request))
                    var answer = ""
                    while !answer.hasSuffix("\nEND\n"), !answer.hasPrefix("END"), !answer.hasPrefix("ERR") {
                        guard let buffer = try await bytes.next() else { break }
                        answer += String(buffer: buffer)
                    }
                    answers.append(answer.split(separator: "\n").map(String.init))
                }
                return answers
            }
            tasks.cancelAll()
            return answers
        }
    }

    /// Connects as soon as the server listens.
    private func connect(to path: String) async throws -> Client {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            do {
                return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(unixDomainSocketPath: path) { channel in
                        channel.eventLoop.makeCompletedFuture { try Client(wrappingChannelSynchronously: channel) }
                    }
            } catch {
                guard ContinuousClock.now < end else { throw error }
                await Task.yield()
            }
        }
    }

    private func parsed(_ answer: [String]) throws -> [Line] {
        try answer.filter { $0 != "END" }.map { try Line(parsing: $0.utf8) }
    }

    @Test
    func theReportHoldsComponentsAndConditionsWithTheirTickets() async throws {
        let answer = try await ask(["REPORT\n"])[0]
        #expect(answer.last == "END")
        let report = try ControlReport(parsed(answer))
        #expect(report.host == "ws-17")
        #expect(report.facts.map(\.name) == ["UPS of the room"])
        #expect(report.conditions.map(\.standing.key.rule) == ["ups.on-battery"])
        #expect(report.conditions.map(\.ticket) == [118])
    }

    @Test
    func theStatusSaysThatTheWorkstationIsNotEnrolled() async throws {
        let status = try AgentStatus(parsed(try await ask(["STATUS\n"])[0]))
        #expect(status.link == "not-enrolled")
        #expect(status.journal == "journal-1")
        #expect(status.queue == 1)
    }

    @Test
    func theStatusSaysWhySettingsAreRefusedAndSinceWhen() async throws {
        let host = FakeHost()
        let mistake = SettingsError(.unknownSection, file: "agent.conf", line: 4, "[lights]: unknown section")
        let settings = SettingsKeeper(copy: "\(folder.path)/settings.conf", log: log, onDisk: { $0() }) {
            throw SettingsErrors([mistake])
        }
        _ = settings.load()
        let refused = settings.observation(ofHost: "ws-17", at: host.now().time)
        _ = desk.monitor.takeUnseen(refused, at: host.now())
        let desk = ControlDesk(
            membership: desk.membership,
            host: host,
            settings: settings,
            journal: desk.journal,
            monitor: desk.monitor,
            probes: [],
            threads: .singleton,
            started: host.now()
        )
        let lines = try await desk.answer(.status)
        let status = try AgentStatus(lines)
        #expect(status.mistakes == ["agent.conf:4: [lights]: unknown section"])
        #expect(status.refusedSince == host.now().time)
        let report = try ControlReport(try await desk.answer(.report))
        #expect(report.conditions.map(\.standing.key).contains(SettingsKeeper.key))
    }

    @Test
    func aRequestThatCannotBeAnsweredLeavesTheConnectionUp() async throws {
        let long = "REPORT " + String(repeating: "x", count: 5000) + "\n"
        let answers = try await ask(["TEST\n", "FORMAT\n", "\u{7}\n", long, "STATUS\n"])
        #expect(answers.count == 5)
        #expect(answers.prefix(4).allSatisfy { $0.count == 1 && $0[0].hasPrefix("ERR ") })
        #expect(answers[0][0].contains("not-enrolled"))
        #expect(answers[1][0].contains("unknown-verb"))
        #expect(answers[3][0].contains("too-long"))
        #expect(answers[4].last == "END")
    }

    @Test
    func whoOpensTooManyConnectionsIsHungUpOnAndHarmsNobody() async throws {
        let path = "\(folder.path)/agent.sock"
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = ControlServer(path: path, desk: desk, group: group, log: log)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            var clients: [Client] = []
            for _ in 0..<65 { clients.append(try await connect(to: path)) }
            // All stay open until each was answered or hung up on.
            let (answers, answer) = AsyncStream.makeStream(of: String?.self)
            for client in clients {
                tasks.addTask {
                    try? await client.executeThenClose { inbound, outbound in
                        var bytes = inbound.makeAsyncIterator()
                        try? await outbound.write(ByteBuffer(string: "STATUS\n"))
                        answer.yield(try? await bytes.next().map { String(buffer: $0) })
                        _ = try await bytes.next()
                    }
                }
            }
            var served = 0
            for await answer in answers.prefix(65) where answer?.hasPrefix("AGENT ") == true { served += 1 }
            #expect(served == 64)
            let root = try await connect(to: ControlRequest.rootSocket(beside: path))
            try await root.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "STATUS\n"))
                var bytes = inbound.makeAsyncIterator()
                let answer = try await bytes.next().map { String(buffer: $0) }
                #expect(answer?.hasPrefix("AGENT ") == true, "root has a socket of its own")
            }
            tasks.cancelAll()
        }
        try await group.shutdownGracefully()
    }

    /// Nobody takes the place of another, and all together none of root's and the agent's.
    @Test
    func everyUserHasAShareOfTheConnections() {
        var connections = ControlConnections(agent: 990)
        for user in UInt32(1000)..<1010 {
            let admitted = (0..<20).count { _ in connections.admit(user) }
            #expect(admitted == (user < 1004 ? 16 : 0))
        }
        let privileged = (0..<70).count { connections.admit($0.isMultiple(of: 2) ? 0 : 990) }
        #expect(privileged == 64)
        connections.leave(1001)
        let late = [connections.admit(1005), connections.admit(1006)]
        #expect(late == [true, false])
    }

    @Test
    func theSocketIsForAllAndItsFolderToo() async throws {
        _ = try await ask(["STATUS\n"])
        var info = stat()
        try #require(unsafe stat("\(folder.path)/run", &info) == 0)
        #expect(info.st_mode & 0o777 == 0o755)
    }

    /// The modes as they stand while it listens: writing to a socket's file is what opens it.
    @Test
    func everyoneMayOpenOneSocketAndItsOwnerTheOther() async throws {
        let path = "\(folder.path)/agent.sock"
        let (listening, isListening) = AsyncStream.makeStream(of: Void.self)
        let server = ControlServer(path: path, desk: desk, group: .singleton, log: log) { isListening.yield() }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            for await _ in listening.prefix(1) {}
            for (socket, mode) in [(path, 0o666), (ControlRequest.rootSocket(beside: path), 0o600)] {
                var info = stat()
                try #require(unsafe stat(socket, &info) == 0)
                #expect(info.st_mode & 0o777 == mode_t(mode))
            }
            tasks.cancelAll()
        }
    }

    @Test
    func rootAndTheAgentItselfMayChangeThings() {
        #expect(desk.mayChange(0))
        #expect(desk.mayChange(geteuid()))
        #expect(!desk.mayChange(geteuid() + 1))
        #expect(!desk.mayChange(.max))
    }
}
