import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// The programs as services: what the service manager hears of them, and what it asks.
    @Suite
    struct ServiceTests {
        @Test
        func theAgentSaysThatItIsReadyAliveAndStopping() async throws {
            try await Lab.run { lab in
                let manager = NotifySocket(in: lab.folder)
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                workstation.manager = manager
                try await workstation.start()
                try await lab.wait(for: "the agent is ready") { manager.news.contains("READY=1") }
                #expect(manager.news.contains("STATUS=not enrolled: tickets wait in the journal"))
                try await lab.wait(for: "the watchdog is fed again") {
                    manager.news.count { $0 == "WATCHDOG=1" } >= 3
                }
                #expect(!manager.news.contains("STOPPING=1"))
                #expect(await workstation.end(by: SIGTERM) == 0)
                #expect(manager.news.last == "STOPPING=1" || manager.news.dropLast().last == "STOPPING=1")
            }
        }

        @Test
        func aHangupExchangesTheProbesAndKeepsAllElse() async throws {
            try await Lab.run { lab in
                let manager = NotifySocket(in: lab.folder)
                let desk = try await DeskProgram(lab)
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                workstation.manager = manager
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                try await workstation.enrol(at: desk)
                try await workstation.start()
                try await workstation.waitUntilConnected()
                try await lab.wait(for: "the ticket") {
                    try await workstation.report().report.conditions.contains { $0.ticket != nil }
                }
                let journal = try await workstation.status().journal.id

                let text = try String(contentsOf: workstation.settings, encoding: .utf8)
                let temperatures = text.replacing(
                    "[temperatures]\nenabled = no",
                    with: "[temperatures]\nenabled = yes\ninterval = 1 s"
                )
                try await reload(workstation, temperatures.replacing("[ups]\n", with: "[ups]\nenabled = no\n"))
                try await lab.wait(for: "another probe polls") {
                    let probes = try await workstation.status().probes
                    return probes.map(\.name) == ["temperatures"] && probes.allSatisfy { $0.polls > 1 }
                }
                let (_, report) = try await workstation.report()
                let supply = report.components.first { $0.kind == "ups" }
                #expect(supply?.reason == "switched off in the settings")
                #expect(report.conditions.map(\.rule) == ["ups.on-battery"])
                #expect(try await workstation.status().link.state == "connected")
                #expect(try await workstation.status().journal.id == journal)

                // Switched on again, it finds that the mains are back.
                try workstation.setRecordedUPS(["room": "OL"])
                try await reload(workstation, text)
                try await lab.wait(for: "the ticket is closed") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["closed"]
                }
                #expect(try await desk.count("ups.on-battery") == 1)
                #expect(!workstation.log.contains("the link is down"))
            }
        }

        @Test
        func wrongSettingsAreNamedAndTheOldOnesStay() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                workstation.manager = NotifySocket(in: lab.folder)
                try await workstation.start()
                try await reload(workstation, "[ups]\n\ninterval = 3 parsecs\n[lights]\n")
                try await lab.wait(for: "the mistakes are named") {
                    workstation.log.contains("\(workstation.settings.path):3: ")
                        && workstation.log.contains("\(workstation.settings.path):4: ")
                }
                #expect(try await workstation.status().settings.mistakes.count == 2)
                #expect(try await workstation.report().report.conditions.map(\.rule) == ["host.settings"])
                let polls = try await workstation.status().probes.map(\.polls)
                try await lab.wait(for: "the old probe polls") {
                    let now = try await workstation.status().probes
                    return now.map(\.name) == ["ups"] && now.map(\.polls) != polls
                }
                #expect(!workstation.log.contains("read anew"))
            }
        }

        @Test
        func aSleepIsAnnouncedAndTheAgentComesBackAtOnce() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                try await workstation.waitUntilConnected()
                #expect(try await desk.hosts().map(\.state) == ["in-service"])

                #expect(try await workstation.ask("suspend"))
                // It has gone when the command ends: nothing more is sent before the machine sleeps.
                #expect(try await workstation.status().link.state != "connected")
                #expect(workstation.log.contains("suspend"))
                // At its end the desk writes down whom it heard.
                await desk.end(by: SIGTERM)
                #expect(try await desk.hosts().map(\.state) == ["away"])
                try await desk.start()

                let begun = ContinuousClock.now
                #expect(try await workstation.ask("resume"))
                try await workstation.waitUntilConnected()
                #expect(ContinuousClock.now - begun < .seconds(10), "not after the minute that an absence may last")
                #expect(try await desk.hosts().map(\.state) == ["in-service"], "as soon as the link is up")
            }
        }

        @Test(.enabled(if: geteuid() == 0, "skipped: only root can become another user"))
        func onlyRootAnnouncesASleep() async throws {
            try await Lab.run { lab in
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.start()
                for command in ["suspend", "resume"] {
                    let answer = try await workstation.command(command, asUser: 65_534)
                    #expect(answer.status == 1)
                    #expect(answer.errors.contains("Only root"))
                    #expect(try await workstation.ask(command), "not enrolled, there is nobody to be told")
                }
            }
        }

        @Test
        func aDeskThatNeverShakesHandsIsLeft() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.enrol(at: desk)
                // Stopped, it still accepts connections, and then says nothing.
                desk.program?.send(SIGSTOP)
                try await workstation.start()
                try await lab.wait(for: "the link gives up", within: 40) {
                    try await workstation.status().link.error == "the desk has been silent"
                }
                desk.program?.send(SIGCONT)
                try await workstation.waitUntilConnected()
            }
        }

        @Test
        func theDeskSaysThatItIsReadyAliveAndStopping() async throws {
            try await Lab.run { lab in
                let manager = NotifySocket(in: lab.folder)
                let desk = try await DeskProgram(lab, manager: manager)
                try await lab.wait(for: "the desk is ready") { manager.news.contains("READY=1") }
                #expect(manager.news.contains("STATUS=listening on \(desk.address)"))
                try await lab.wait(for: "the watchdog is fed again") {
                    manager.news.count { $0 == "WATCHDOG=1" } >= 3
                }
                #expect(!manager.news.contains("STOPPING=1"))
                await desk.end(by: SIGTERM)
                #expect(manager.news.contains("STOPPING=1"))
            }
        }

        /// Writes settings, and has the agent read them; it has when its manager knows.
        private func reload(_ workstation: Workstation, _ settings: String) async throws {
            let manager = try #require(workstation.manager)
            try await workstation.lab.wait(for: "the agent is ready") { manager.news.contains("READY=1") }
            manager.forget()
            try settings.write(to: workstation.settings, atomically: true, encoding: .utf8)
            workstation.program?.send(SIGHUP)
            try await workstation.lab.wait(for: "the settings are read") {
                let news = manager.news.filter { $0 == "RELOADING=1" || $0 == "READY=1" }
                return news == ["RELOADING=1", "READY=1"]
            }
        }
    }
}
