import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// `vigie-agent` as a program: settings, state, signals.
    @Suite
    struct AgentProgramTests {
        @Test
        func aCheckNamesWrongSettingsAndNothingBegins() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation(lab, "ws", settings: "[disks]\n\ninterval = 10 parsecs\n")
                let answer = try await lab.run(Program.built("vigie-agent"), workstation.arguments + ["--check"])
                #expect(answer.status == 78)
                #expect(answer.errors.contains("\(workstation.settings.path):3: "))
                #expect(answer.errors.contains("10 parsecs"))
                #expect(answer.errors.contains("such as 10 min"))
                #expect(!FileManager.default.fileExists(atPath: workstation.socket.path))
                #expect(!FileManager.default.fileExists(atPath: workstation.state.path))
            }
        }

        @Test
        func withWrongSettingsItStartsOnTheLastRightOnesAndATicketOpens() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                try await workstation.waitUntilConnected()
                let right = try String(contentsOf: workstation.settings, encoding: .utf8)
                #expect(await workstation.end(by: SIGTERM) == 0)

                try "[lights]\n".write(to: workstation.settings, atomically: true, encoding: .utf8)
                try await workstation.start()
                try await workstation.settle()
                let status = try await workstation.status()
                #expect(status.probes.map(\.name) == ["ups"], "as it was: all others are switched off")
                #expect(status.settings.mistakes.count == 1)
                #expect(status.settings.mistakes.first?.hasPrefix("\(workstation.settings.path):1: [lights]") == true)
                #expect(status.settings.refused_since != nil)
                let report = try await workstation.report()
                #expect(report.status == 1)
                #expect(report.report.conditions.map(\.rule) == ["host.settings"])
                #expect(try await desk.tickets("host.settings").map(\.state) == ["new"])

                try right.write(to: workstation.settings, atomically: true, encoding: .utf8)
                workstation.program?.send(SIGHUP)
                try await lab.wait(for: "the ticket is closed") {
                    try await desk.tickets("host.settings").map(\.state) == ["closed"]
                }
                #expect(try await workstation.status().settings.mistakes.isEmpty)
                #expect(try await workstation.report().status == 0)
            }
        }

        @Test
        func withWrongSettingsAndNoneBeforeItStartsOnTheDefaults() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation(lab, "ws", settings: "[lights]\n")
                workstation.recording = lab.folder
                try await workstation.start()
                let status = try await workstation.status()
                #expect(status.probes.map(\.name) == ["disks", "temperatures", "ups", "updates"])
                #expect(status.settings.mistakes.count == 1)
            }
        }

        /// Told once, when it happens: a log that repeats itself is not read.
        @Test
        func aConditionThatOpensAndClosesIsLoggedOnceEach() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.start()
                for (status, line) in [
                    ("OB DISCHRG", "warning: a condition has opened"), ("OL", "notice: a condition has closed"),
                ] {
                    try workstation.setRecordedUPS(["room": status])
                    try await lab.wait(for: line) { workstation.log.contains(line) }
                    let polls = try await workstation.status().probes.map(\.polls)
                    try await lab.wait(for: "polls go on") {
                        try await workstation.status().probes.map(\.polls) != polls
                    }
                    #expect(workstation.log.split(separator: "\n").count { $0.hasPrefix(line) } == 1)
                }
            }
        }

        @Test
        func withoutEnrolmentItRunsAndReports() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                try await workstation.start()
                try await lab.wait(for: "the condition") {
                    try await workstation.report().report.conditions.map(\.rule) == ["ups.on-battery"]
                }
                #expect(try await workstation.report().status == 1)
                let status = try await workstation.status()
                #expect(status.link.state == "not-enrolled")
                #expect(status.queue.count == 1)
                #expect(try await workstation.testTicket() == false)
            }
        }

        @Test(.enabled(if: geteuid() == 0, "skipped: only root can become another user"))
        func anyUserMaySeeTheReportButNotRaiseATicket() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.start()
                let report = try await workstation.command("report", asUser: 65_534)
                #expect(report.status == 0)
                #expect(report.output.contains("UPS room"))
                let ticket = try await workstation.command("test-ticket", asUser: 65_534)
                #expect(ticket.status == 1)
                #expect(ticket.errors.contains("Only root"))
                #expect(try await workstation.status().queue.count == 0)
            }
        }

        /// Under PrivateUsers all users but root and the agent's look like one; here it is one.
        @Test(.enabled(if: geteuid() == 0, "skipped: only root can become another user"))
        func rootGetsThroughAStormOfAnotherUser() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.start()
                let files = FileManager.default
                try files.setAttributes([.posixPermissions: 0o711], ofItemAtPath: lab.folder.path)
                // Connects as fast as it can, and holds what it gets.
                let storm =
                    "use IO::Socket::UNIX; my @held; while (1) { "
                    + "my $one = IO::Socket::UNIX->new(Type => SOCK_STREAM, Peer => $ARGV[0]); "
                    + "push @held, $one if $one; @held = () if @held > 300 }"
                let options = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"]
                for number in 1...3 {
                    _ = try lab.start(
                        URL(filePath: "/usr/bin/setpriv"),
                        options + ["/usr/bin/perl", "-e", storm, workstation.socket.path],
                        log: "storm-\(number)"
                    )
                }
                for _ in 0..<25 { #expect(try await workstation.ask("resume")) }
            }
        }

        @Test
        func theControlSocketsFolderIsMadeForAll() async throws {
            try await Lab.run { lab in
                let folder = lab.folder.appending(path: "run/vigie")
                let socket = folder.appending(path: "agent.sock")
                let workstation = try Workstation.withRecordedUPS(lab, "ws", socket: socket)
                try await workstation.start()
                let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
                #expect(attributes[.posixPermissions] as? Int == 0o755)
            }
        }

        @Test
        func theExampleOfTheSettingsIsWhatTheAgentPrints() async throws {
            try await Lab.run { lab in
                let printed = try await lab.run(Program.built("vigie-agent"), ["--print-config"])
                let example = try Sources.text("agent.conf.example")
                #expect(
                    printed.output == example,
                    "agent.conf.example is stale; renew it: .build/debug/vigie-agent --print-config >agent.conf.example"
                )
            }
        }

        @Test
        func itEndsSoonWhileTheDeskIsAwayAndATestTicketWaits() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.enrol(at: desk)
                await desk.end(by: SIGKILL)
                try await workstation.start()
                let ticket = try workstation.startTestTickets(1)
                try await lab.wait(for: "the test ticket waits") { try await workstation.status().queue.count > 0 }
                let begun = ContinuousClock.now
                #expect(await workstation.end(by: SIGTERM) == 0)
                #expect(ContinuousClock.now - begun < .seconds(2))
                #expect(await ticket.ended() != 0)

                // What was raised arrives, and does not stay open though its end could not be waited for.
                try await desk.start()
                try await workstation.start()
                try await lab.wait(for: "the test ticket is closed") {
                    try await desk.tickets("host.test").map(\.state) == ["closed"]
                }
            }
        }

        @Test
        func itEndsSoonWhileTheDeskHangs() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                try await workstation.waitUntilConnected()
                desk.program?.send(SIGSTOP)
                for state in ["connected", "connecting"] {
                    try await lab.wait(for: "the link is \(state)") {
                        try await workstation.status().link.state == state
                    }
                    let begun = ContinuousClock.now
                    #expect(await workstation.end(by: SIGTERM) == 0)
                    #expect(ContinuousClock.now - begun < .seconds(2))
                    try await workstation.start()
                }
            }
        }

        @Test(.enabled(if: PowerSupply.isThere, PowerSupply.absence))
        func itEndsSoonWhileAProbeHangs() async throws {
            try await Lab.run { lab in
                let supply = try await PowerSupply(lab)
                let quiet = ["disks", "temperatures", "updates"].map { "[\($0)]\nenabled = no\n" }.joined()
                let target = "[ups]\ninterval = 1 s\n[ups demo]\naddress = 127.0.0.1:\(supply.port)\n"
                let workstation = try Workstation(lab, "ws", settings: quiet + target)
                try await workstation.start()
                // A stopped server still accepts connections, and then says nothing.
                supply.server.send(SIGSTOP)
                try await lab.wait(for: "the probe hangs") {
                    let before = try await workstation.status().probes
                    let after = try await workstation.status().probes
                    return before.allSatisfy(\.running) && before.map(\.polls) == after.map(\.polls)
                }
                let begun = ContinuousClock.now
                #expect(await workstation.end(by: SIGTERM) == 0)
                #expect(ContinuousClock.now - begun < .seconds(2))
            }
        }
    }
}
