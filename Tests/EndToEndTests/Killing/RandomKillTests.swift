import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// Desk and agents are killed at random moments while events keep coming.
    @Suite
    struct RandomKillTests {
        private static let rounds = TestLength.isLong ? 100 : 4
        /// After so many rounds all is delivered, and judged.
        private static let judgedEvery = 10

        @Test
        func everyAcknowledgedEventIsThereOnceWhoeverIsKilled() async throws {
            try await Lab.run { lab in
                TestLength.say("random kills: \(Self.rounds) rounds (VIGIE_SEED=\(TestLength.seed))")
                var storm = try await Storm(lab, seed: TestLength.seed)
                for round in 1...Self.rounds {
                    try await storm.blow()
                    guard round == Self.rounds || round % Self.judgedEvery == 0 else { continue }
                    let (events, violations) = try await storm.settle()
                    #expect(violations.isEmpty, "after round \(round)")
                    #expect(events > round, "there were too few events to tell")
                    TestLength.say("random kills: round \(round) of \(Self.rounds), \(events) events")
                }
            }
        }
    }
}

/// A desk and three workstations, whose disks grow worse and better without end.
private struct Storm {
    private let lab: Lab
    private let desk: DeskProgram
    private let workstations: [(program: Workstation, disks: [RecordedDisk])]
    private var random: Seeded

    init(_ lab: Lab, seed: UInt64) async throws {
        self.lab = lab
        random = Seeded(seed)
        let desk = try await DeskProgram(lab)
        self.desk = desk
        var workstations: [(Workstation, [RecordedDisk])] = []
        for name in ["ws1", "ws2", "ws3"] {
            let serials = (1...6).map { "\(name.uppercased())-\($0)" }
            let (workstation, disks) = try Workstation.withRecordedDisks(lab, name, serials: serials)
            try await workstation.enrol(at: desk)
            try await workstation.start()
            try await workstation.settle()
            await workstation.end(by: SIGKILL)
            try Witness.install(in: workstation.state)
            try await workstation.start()
            workstations.append((workstation, disks))
        }
        self.workstations = workstations
    }

    /// One round: for a second or two the disks change, then some are killed, at once started again.
    mutating func blow() async throws {
        for _ in 0..<Int.random(in: 4...8, using: &random) {
            try change()
            try await Task.sleep(for: .milliseconds(Int.random(in: 50...350, using: &random)))
        }
        let killsDesk = Int.random(in: 0..<3, using: &random) > 0
        let victims = workstations.filter { _ in Bool.random(using: &random) }.map(\.program)
        if killsDesk { desk.program?.send(SIGKILL) }
        for victim in victims { victim.program?.send(SIGKILL) }
        if killsDesk {
            await desk.program?.ended()
            try change()
            try desk.launch()
        }
        for victim in victims {
            await victim.program?.ended()
            try victim.launch()
        }
    }

    private mutating func change() throws {
        for disk in workstations.flatMap(\.disks) where Int.random(in: 0..<3, using: &random) == 0 {
            try disk.set(pendingSectors: UInt8.random(in: 0...6, using: &random))
        }
    }

    /// Waits until all is delivered; returns how many events there were, and what does not hold.
    mutating func settle() async throws -> (events: Int, violations: [String]) {
        // Begun anew, the agents do not wait for as long as the kills have taught them to.
        for (workstation, _) in workstations {
            await workstation.end(by: SIGKILL)
            try await workstation.start()
        }
        for (workstation, _) in workstations { try await workstation.settle() }
        var (events, violations) = (0, [String]())
        for (workstation, _) in workstations {
            let criterion = try await Criterion.judged(workstation, at: desk)
            events += criterion.events
            violations += criterion.violations.map { "\(workstation.name): \($0)" }
        }
        return (events, violations)
    }
}
