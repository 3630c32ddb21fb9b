import Foundation
import Glibc
@testable import Journal
import Testing

extension EndToEndTests {
    /// Nothing acknowledged is lost and nothing is applied twice, whoever is killed.
    @Suite
    struct DeliveryTests {
        @Test
        func nothingIsLostOrDoubledWhenTheDeskIsKilled() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                try await workstation.waitUntilConnected()
                let tickets = try workstation.startTestTickets(16)
                for round in 1...2 {
                    try await lab.wait(for: "some of them") {
                        tickets.output.split(separator: "\n").count >= 5 * round
                    }
                    await desk.end(by: SIGKILL)
                    try await desk.start()
                }
                #expect(await tickets.ended() == 0)
                #expect(try await desk.count("host.test") == 16)
                try await workstation.untilQueueIsEmpty()
            }
        }

        @Test
        func whatAKilledAgentHadInItsJournalArrivesOnce() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab, ["cellar": "OL", "room": "OB DISCHRG"])
                try await lab.wait(for: "the first ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                try await workstation.untilQueueIsEmpty()

                await desk.end(by: SIGKILL)
                try workstation.setRecordedUPS(["cellar": "OB DISCHRG", "room": "OB DISCHRG"])
                try await lab.wait(for: "an event waits") { try await workstation.status().queue.count > 0 }
                await workstation.end(by: SIGKILL)
                try await workstation.start()
                #expect(try await workstation.status().queue.count > 0)
                try await desk.start()
                try await lab.wait(for: "the second ticket") { try await desk.tickets("ups.on-battery").count == 2 }
                try await workstation.untilQueueIsEmpty()
                #expect(try await workstation.testTicket())
                let tickets = try await desk.tickets("ups.on-battery")
                #expect(tickets.map(\.count) == [1, 1])
                #expect(Set(tickets.map(\.key)).count == 2)
                #expect(try await workstation.report().report.conditions.count == 2)
            }
        }

        @Test
        func aTicketGetsOutThoughTheJournalCannotBeWritten() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                #expect(try await workstation.testTicket())
                let journal = try await workstation.status().journal
                try SQLite(path: workstation.state.appending(path: "journal.sqlite").path).execute("DROP TABLE entry")
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                let now = try await workstation.status().journal
                #expect(now.volatile)
                #expect(now.id != journal.id)
                #expect(try await workstation.testTicket())
                #expect(try await desk.count("host.test") == 2)
            }
        }

        /// The agent told of an outage from memory, was switched off, and does not know of it when it is back.
        @Test
        func whatAnAgentToldFromMemoryIsNotForgottenWhenItIsKilled() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                #expect(try await workstation.testTicket())
                try await workstation.untilQueueIsEmpty()
                let disk = try SQLite(path: workstation.state.appending(path: "journal.sqlite").path)
                try disk.execute("BEGIN IMMEDIATE")
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                #expect(try await workstation.status().journal.volatile)
                await workstation.end(by: SIGKILL)
                try disk.execute("ROLLBACK")
                try workstation.setRecordedUPS(["room": "OL"])
                try await workstation.start()
                try await lab.wait(for: "the ticket closes itself") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["closed"]
                }
            }
        }

        /// Another connection that holds the journal's write lock makes the agent's writes hang, as a hung system disk does.
        @Test
        func aTicketGetsOutThoughTheSystemDiskHangs() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                #expect(try await workstation.testTicket())
                try await workstation.untilQueueIsEmpty()
                let journal = try await workstation.status().journal
                let disk = try SQLite(path: workstation.state.appending(path: "journal.sqlite").path)
                try disk.execute("BEGIN IMMEDIATE")
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                // Reports do not wait for the disk, whatever the poll does.
                try await lab.wait(for: "the poll hangs") {
                    try await workstation.status().probes.contains { $0.name == "ups" && $0.running }
                }
                #expect(try await workstation.report().report.components.count == 1)
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                #expect(try await workstation.status().journal.volatile)
                try disk.execute("ROLLBACK")
                try await lab.wait(for: "the journal is back in its file") {
                    try await workstation.status().journal.id == journal.id
                }
                try workstation.setRecordedUPS(["room": "OL"])
                try await lab.wait(for: "the ticket closes itself") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["closed"]
                }
                #expect(try await desk.tickets("ups.on-battery").map(\.count) == [1])
                #expect(try await desk.tickets("host.gap").isEmpty)
                #expect(try await desk.tickets("host.identity").isEmpty)
            }
        }

        @Test
        func aDeskRestoredFromABackupGetsItsOpenTicketsBack() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                #expect(try await workstation.testTicket())
                await desk.end(by: SIGKILL)
                let backup = lab.folder.appending(path: "backup")
                try Copy.folder(desk.state, to: backup)
                try await desk.start()
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                try await workstation.untilQueueIsEmpty()

                await desk.end(by: SIGKILL)
                try Copy.folder(backup, to: desk.state)
                try #require(try await desk.tickets("ups.on-battery").isEmpty)
                try await desk.start()
                try await lab.wait(for: "the ticket is back") { try await desk.tickets("ups.on-battery").count == 1 }
                #expect(try await desk.tickets("ups.on-battery").map(\.state) == ["new"])
                #expect(try await desk.tickets("host.gap").count == 1)
                #expect(try await desk.tickets("host.identity").isEmpty)
                try await lab.wait(for: "the new number at the workstation") {
                    let number = try await desk.tickets("ups.on-battery").first?.number
                    return try await workstation.report().report.conditions.first?.ticket == number
                }
            }
        }
    }
}
