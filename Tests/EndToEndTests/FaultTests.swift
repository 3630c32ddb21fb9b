import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// From a fault on a workstation to its ticket, and back.
    @Suite
    struct FaultTests {
        @Test
        func aDyingDiskBecomesOneTicketWithItsModelAndSerialNumber() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let quiet = ["ups", "temperatures", "updates"].map { "[\($0)]\nenabled = no\n" }.joined()
                let workstation = try Workstation(lab, "recorded-host", settings: quiet)
                let recording = lab.folder.appending(path: "recording")
                let script = Sources.script("make-recording")
                try #require(try await lab.run(script, [recording.path]).status == 0)
                workstation.recording = recording
                try await workstation.enrol(at: desk)
                try await workstation.start()
                try await lab.wait(for: "the disk's ticket") { try await !desk.tickets("disk.spare").isEmpty }
                try await lab.wait(for: "its number at the workstation") {
                    try await workstation.report().report.conditions.contains { $0.ticket != nil }
                }

                let tickets = try await desk.tickets("disk.spare")
                let ticket = try #require(tickets.first)
                #expect(tickets.count == 1)
                #expect(ticket.count == 1)
                #expect(ticket.severity == "critical")
                #expect(ticket.host == "recorded-host")
                #expect(ticket.component.contains("Demonstration SSD 500GB"))
                #expect(ticket.key.contains("VGDEMO0001"))
                let facts = try await desk.report("recorded-host").components.first { $0.kind == "disk" }
                #expect(facts?.identity["model"] == "Demonstration SSD 500GB")
                #expect(facts?.identity["serial"] == "VGDEMO0001")

                let (status, report) = try await workstation.report()
                #expect(status == 2)
                let condition = try #require(report.conditions.first { $0.rule == "disk.spare" })
                #expect(condition.ticket == ticket.number)
                #expect(condition.key == ticket.key)
                #expect(report.components.contains { $0.kind == "disk" && $0.verdict == "failing" })
            }
        }

        @Test(.enabled(if: PowerSupply.isThere, PowerSupply.absence))
        func anOutageOpensATicketThatClosesItselfAndASilentDriverIsSaidToBe() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                let supply = try await PowerSupply(lab)
                let quiet = ["disks", "temperatures", "updates"].map { "[\($0)]\nenabled = no\n" }.joined()
                let often = "[ups]\ninterval = 1 s\non-battery-interval = 1 s\n"
                let target = "[ups demo]\naddress = 127.0.0.1:\(supply.port)\n"
                let workstation = try Workstation(lab, "ws", settings: quiet + often + target)
                try await workstation.enrol(at: desk)
                try await workstation.start()
                try await workstation.waitUntilConnected()

                try supply.set("OB DISCHRG")
                try await lab.wait(for: "the ticket") { try await desk.tickets("ups.on-battery").count == 1 }
                let ups = try await workstation.report().report.components.first { $0.kind == "ups" }
                #expect(ups?.name == "UPS of the test")
                #expect(ups?.readings.contains { $0.quantity == "battery-charge" && $0.unit == "%" } == true)
                #expect(ups?.readings.contains { $0.quantity == "battery-runtime" && $0.unit == "s" } == true)

                try supply.set("OL CHRG")
                try await lab.wait(for: "the ticket closes itself") {
                    try await desk.tickets("ups.on-battery").map(\.state) == ["closed"]
                }

                await supply.driver.end(by: SIGKILL)
                try await lab.wait(for: "the UPS is not watched") {
                    try await workstation.report().report.components.contains { $0.verdict == "not watched" }
                }
                let silent = try await workstation.report().report.components.first { $0.kind == "ups" }
                #expect(silent?.reason?.contains("does not answer") == true)
            }
        }
    }
}
