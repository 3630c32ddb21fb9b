import Foundation
import Testing

extension EndToEndTests {
    /// What a person at the workstation accepts is silent at the desk, and known there.
    @Suite
    struct AcceptanceTests {
        @Test
        func anAcceptedConditionHasNoTicketUntilItIsTakenBack() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab, ["room": "OB DISCHRG"])
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                let (status, report) = try await workstation.report()
                #expect(status != 0)
                let key = try #require(report.conditions.first { $0.rule == "ups.on-battery" }?.key)
                #expect(try await workstation.accept(key, "--until", "value < 1").status == 1)
                let accepted = try await workstation.accept(key)
                #expect(accepted.status == 0, "\(accepted.errors)")
                #expect(accepted.output == "\(key) is accepted until value > 1.\n")
                try await lab.wait(for: "the desk closes it") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["closed"]
                }
                let after = try await workstation.report()
                #expect(after.report.conditions.map(\.accepted_until) == ["value > 1"])
                #expect(after.report.components.map(\.verdict) == ["good"])

                // The power comes back and fails again: nobody wants to hear of it.
                try workstation.setRecordedUPS(["room": "OL"])
                try await lab.wait(for: "it clears") { try await workstation.report().report.conditions.isEmpty }
                let list = try await workstation.accept("--json")
                #expect(list.output.contains("\"accepted_until\": \"value > 1\""), "\(list.output)")
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                try await lab.wait(for: "it opens") { try await workstation.report().report.conditions.count == 1 }
                try await workstation.untilQueueIsEmpty()
                #expect(try await desk.tickets("ups.on-battery").map(\.state) == ["closed"])

                #expect(try await workstation.accept(key, "--withdraw").status == 0)
                try await lab.wait(for: "the desk opens it") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["open"]
                }
            }
        }

        /// The agent's state is lost, and the desk tells it what was accepted.
        @Test
        func aNewJournalLearnsWhatWasAccepted() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab, ["room": "OB DISCHRG"])
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                let key = try #require(try await workstation.report().report.conditions.first?.key)
                #expect(try await workstation.accept(key).status == 0)
                try await lab.wait(for: "the desk closes it") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["closed"]
                }
                await workstation.end(by: SIGTERM)
                for name in try FileManager.default.contentsOfDirectory(atPath: workstation.state.path)
                where name.hasPrefix("journal") {
                    try FileManager.default.removeItem(at: workstation.state.appending(path: name))
                }
                try await workstation.start()
                try await lab.wait(for: "the agent knows") {
                    try await workstation.report().report.conditions.map(\.accepted_until) == ["value > 1"]
                }
                try await workstation.untilQueueIsEmpty()
                #expect(try await desk.tickets("ups.on-battery").map(\.state) == ["closed"])
            }
        }
    }
}
