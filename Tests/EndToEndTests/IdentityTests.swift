import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// Journals that were rolled back, lost or cloned, and identities that are not what they should be.
    @Suite
    struct IdentityTests {
        @Test
        func aJournalRolledBackIsNumberedAnewAndTicketed() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab, ["room": "OB DISCHRG"])
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                #expect(try await workstation.testTicket())
                let journal = try await workstation.status().journal.id
                await workstation.end(by: SIGTERM)
                let old = lab.folder.appending(path: "old")
                try workstation.copyJournal(from: workstation.state, to: old)
                try await workstation.start()
                #expect(try await workstation.testTicket())
                await workstation.end(by: SIGTERM)

                try workstation.copyJournal(from: old, to: workstation.state)
                try await workstation.start()
                try await lab.wait(for: "the ticket about the identity") {
                    try await desk.tickets("host.identity").count == 1
                }
                #expect(try await workstation.testTicket())
                #expect(try await workstation.status().journal.id != journal)
                #expect(try await desk.tickets("ups.on-battery").map(\.count) == [1])
                #expect(try await desk.count("host.test") == 3)
                #expect(try await desk.tickets("host.identity").map(\.count) == [1])
            }
        }

        @Test
        func anAgentThatRunsTakesItsIdentityUpAtOnceAlsoThatOfAnotherDesk() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try workstation.setRecordedUPS(["room": "OB DISCHRG"])
                #expect(try await workstation.enrol(at: desk).contains("systemctl restart vigie-agent"))
                try FileManager.default.removeItem(at: workstation.identity("enrolment"))
                try await workstation.start()
                let process = workstation.program?.identifier
                #expect(try await workstation.status().link.state == "not-enrolled")
                #expect(try await workstation.enrol(at: desk).contains("The agent has taken it up"))
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                #expect(try await workstation.testTicket())

                let other = try await DeskProgram(lab, "other")
                #expect(try await workstation.enrol(at: other).contains("The agent has taken it up"))
                try await lab.wait(for: "the ticket at the other desk") {
                    try await other.tickets("ups.on-battery").map(\.state) == ["new"]
                }
                #expect(try await workstation.testTicket())
                #expect(try await other.count("host.test") == 1)
                #expect(try await desk.count("host.test") == 1)
                #expect(workstation.program?.identifier == process)
            }
        }

        @Test
        func aNewNameIsTakenAtAReload() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab)
                try await workstation.waitUntilConnected()
                let settings = try String(contentsOf: workstation.settings, encoding: .utf8)
                try (settings + "[agent]\nname = accounts-3\n")
                    .write(to: workstation.settings, atomically: true, encoding: .utf8)
                workstation.program?.send(SIGHUP)
                try await lab.wait(for: "the new name") { try await desk.hosts().map(\.name) == ["accounts-3"] }
                #expect(try await workstation.testTicket())
            }
        }

        @Test
        func aTicketWhoseJournalIsGoneClosesItself() async throws {
            try await Lab.run { lab in
                let (desk, workstation) = try await Workstation.enrolled(lab, ["room": "OB DISCHRG"])
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                await workstation.end(by: SIGTERM)
                try workstation.removeJournal(in: workstation.state)
                try workstation.setRecordedUPS(["room": "OL"])
                try await workstation.start()
                try await lab.wait(for: "the ticket closes itself") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["closed"]
                }
                #expect(try await workstation.report().report.conditions.isEmpty)
            }
        }

        @Test
        func aRenewedCertificateTakesTheOldOnesPlaceWhenItHasWorked() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.enrol(at: desk)
                let old = try String(contentsOf: workstation.identity("host.pem"), encoding: .utf8)
                try (old + "\n").write(to: workstation.identity("host.new.pem"), atomically: true, encoding: .utf8)
                try await workstation.start()
                try await workstation.waitUntilConnected()
                #expect(!FileManager.default.fileExists(atPath: workstation.identity("host.new.pem").path))
                #expect(try String(contentsOf: workstation.identity("host.pem"), encoding: .utf8) == old + "\n")
            }
        }

        @Test
        func aRenewedCertificateThatDoesNotWorkIsPassedOver() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let other = try await DeskProgram(lab, "other")
                let elsewhere = try Workstation.withRecordedUPS(lab, "elsewhere")
                try await elsewhere.enrol(at: other)
                let workstation = try Workstation.withRecordedUPS(lab, "ws")
                try await workstation.enrol(at: desk)
                let (useless, renewed) = (elsewhere.identity("host.pem"), workstation.identity("host.new.pem"))
                try FileManager.default.copyItem(at: useless, to: renewed)
                try await workstation.start()
                try await workstation.waitUntilConnected()
                #expect(FileManager.default.fileExists(atPath: renewed.path))
                #expect(try await workstation.testTicket())
            }
        }

        @Test
        func aCertificateOfAnotherDeskIsRefusedAndTheNeighbourGoesOn() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let other = try await DeskProgram(lab, "other")
                let neighbour = try Workstation.withRecordedUPS(lab, "neighbour")
                try await neighbour.enrol(at: desk)
                try await neighbour.start()
                try await neighbour.waitUntilConnected()
                let stranger = try Workstation.withRecordedUPS(lab, "stranger")
                try stranger.setRecordedUPS(["room": "OB DISCHRG"])
                try await stranger.enrol(at: desk)
                let elsewhere = try Workstation.withRecordedUPS(lab, "elsewhere")
                try await elsewhere.enrol(at: other)
                for file in ["host.key", "host.pem"] {
                    let target = stranger.identity(file)
                    try FileManager.default.removeItem(at: target)
                    try FileManager.default.copyItem(
                        at: elsewhere.identity(file),
                        to: target
                    )
                }
                try await stranger.start()
                try await lab.wait(for: "the stranger is refused") {
                    try await stranger.status().link.error != nil
                }
                #expect(try await stranger.status().queue.count > 0)
                #expect(try await neighbour.testTicket())
                #expect(try await neighbour.status().link.state == "connected")
                #expect(try await neighbour.status().link.error == nil)
                #expect(try await desk.tickets("ups.on-battery").isEmpty)
            }
        }

        @Test
        func ofTwoMachinesWithOneIdentityTheOlderSessionEndsAndATicketSaysSo() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let original = try Workstation.withRecordedUPS(lab, "original")
                try await original.enrol(at: desk)
                try await original.start()
                #expect(try await original.testTicket())
                await original.end(by: SIGTERM)
                let clone = try Workstation.withRecordedUPS(lab, "clone")
                try Copy.folder(original.state, to: clone.state)
                try await original.start()
                #expect(try await original.testTicket())
                try await original.waitUntilConnected()

                try await clone.start()
                try await lab.wait(for: "the older session ends") {
                    try await original.status().link.error?.contains("replaced") == true
                }
                try await lab.wait(for: "the ticket about the identity") {
                    try await desk.tickets("host.identity").count == 1
                }
                #expect(try await clone.testTicket())
                #expect(try await original.status().link.state == "waiting")
                #expect(try await desk.count("host.test") == 3)
            }
        }
    }
}
