import DeskTestSupport
import Desk
import DeskStore
import Foundation
import Glibc
import Testing

/// A condition opens, worsens twice and clears, while a fault is in the way of one of the programs; whoever ends is
/// started again without it.
struct Cycle {
    /// In whose way the fault is.
    enum Victim: String, CaseIterable {
        case agent
        case desk
    }

    /// From when on calls count, and the fault is in the way.
    enum Phase: String, CaseIterable {
        /// From the victim's start.
        case opening
        /// From when all is settled and the condition has yet to open: then no call of the opening, which other threads
        /// make, comes first.
        case story
    }

    /// Unreadable sectors, one count after the other, and what the desk's log must say of each.
    private static let story: [(count: UInt8, step: Criterion.Step)] = [
        (1, "opened 1.0"), (2, "updated 2.0"), (5, "updated 5.0"), (0, "recovered 0.0"),
    ]

    /// What came of it.
    struct Outcome {
        /// Which call of its kind the fault came to; nil when it did not come to be.
        var place: Int?
        var violations: [String] = []
        /// How many calls of each kind the busiest thread of the victim made in the phase, and all its threads together.
        var counts: [String: (inOneThread: Int, inAll: Int)] = [:]
    }

    private let lab: Lab
    private let desk: DeskProgram
    private let workstation: Workstation
    private let disk: RecordedDisk

    /// Plays the story once in a fresh lab.
    /// - Parameters:
    ///   - victim: whom the fault hits.
    ///   - phase: from when on.
    ///   - effect: what it does.
    ///   - call: the system call at which it does that, and which one of its kind in a thread.
    /// - Returns: what came of it.
    /// - Throws: when something did not come in time.
    static func play(
        _ victim: Victim,
        in phase: Phase,
        _ effect: Fault.Effect,
        at call: (name: String, number: Int)
    ) async throws -> Outcome {
        var outcome = Outcome()
        try await Lab.run { lab in
            let cycle = try await Cycle(lab)
            let fault = cycle.fault(victim, effect, call)
            do {
                outcome = try await cycle.play(victim, phase, fault)
            } catch {
                throw Lab.NotInTime(description: "\(victim) \(phase) \(fault): \(error)")
            }
        }
        return outcome
    }

    private init(_ lab: Lab) async throws {
        self.lab = lab
        desk = try await DeskProgram(lab)
        let (workstation, disks) = try Workstation.withRecordedDisks(lab, "ws", serials: ["KILL0001"])
        (self.workstation, disk) = (workstation, disks[0])
        try await workstation.enrol(at: desk)
        try await workstation.start()
        try await workstation.settle()
        await workstation.end(by: SIGKILL)
        try Witness.install(in: workstation.state)
    }

    private func fault(_ victim: Victim, _ effect: Fault.Effect, _ call: (name: String, number: Int)) -> Fault {
        let file = victim == .agent ? workstation.state.appending(path: "journal.sqlite") : desk.store
        let log = lab.folder.appending(path: "\(victim).strace")
        let isWide = effect == .kill || effect == .count
        let files = isWide ? [] : ["", "-wal", "-shm", "-journal"].map { URL(filePath: file.path + $0) }
        return Fault(effect: effect, call: call.name, number: call.number, files: files, log: log)
    }

    private func play(_ victim: Victim, _ phase: Phase, _ fault: Fault) async throws -> Outcome {
        let early = phase == .opening ? fault : nil
        if victim == .desk {
            await desk.end(by: SIGTERM)
            try desk.launch(under: early)
        }
        try workstation.launch(under: victim == .agent ? early : nil)
        let isCounting = fault.effect == .count || fault.effect == .countOnFiles
        if phase == .story || isCounting { try await settle() }
        let opening = fault.counts
        let program = try #require(victim == .agent ? workstation.program : desk.program)
        if phase == .story { try await fault.attach(to: program, in: lab) }
        let lifting = Lifting(fault, program)
        for scene in Self.story {
            try disk.set(pendingSectors: scene.count)
            try await lab.wait(for: scene.step, within: 60) {
                try await reviveWhoeverEnded()
                lifting.look()
                return try await logged().contains {
                    $0 == scene.step || fault.isForgetful && $0.hasSuffix(" \(Double(scene.count))")
                }
            }
        }
        let wasHit = fault.effect == .kill ? !program.isRunning : fault.hasFailedCalls
        lifting.end()
        let violations = try await judge(fault)
        let counts = phase == .opening ? opening : fault.counts
        return Outcome(place: wasHit ? fault.place : nil, violations: violations, counts: counts)
    }

    /// What of the criterion does not hold, now that the story is over.
    private func judge(_ fault: Fault) async throws -> [String] {
        try await settle()
        if try workstation.holdsJournalAlone() {
            // Begun anew, now that the disk is well, it shares it again.
            await workstation.end(by: SIGKILL)
            try await settle()
        }
        let criterion = try await Criterion.judged(workstation, at: desk)
        if fault.isForgetful { return criterion.violations }
        let (found, wanted) = (criterion.steps[disk.key] ?? [], Self.story.map(\.step))
        return criterion.violations
            + (found == wanted ? [] : ["\(disk.key): it was \(wanted), the desk has \(found)"])
    }

    /// Within less than a beat of the link: nothing may wait for that.
    private func settle() async throws {
        try await lab.wait(for: "all is delivered", within: 40) {
            try await reviveWhoeverEnded()
            return try await workstation.isSettled()
        }
    }

    private func reviveWhoeverEnded() async throws {
        if desk.program?.isRunning != true { try desk.launch() }
        if workstation.program?.isRunning != true { try workstation.launch() }
    }

    /// What the agent wrote in the log of the condition's tickets.
    private func logged() async throws -> [Criterion.Step] {
        // Where the desk has just ended or begun, there is nothing to see yet.
        guard let store = try? DeskDatabase.open(path: desk.store.path, readOnly: true) else { return [] }
        defer { try? store.close() }
        var steps: [Criterion.Step] = []
        for ticket in (try? await store.tickets()) ?? [] where ticket.key == disk.key {
            steps += (try? await store.ticket(ticket.number)?.log.compactMap(\.kind.step)) ?? []
        }
        return steps
    }
}

extension Fault {
    /// An agent that is killed while its journal is in memory has forgotten what it told, and tells again what still stands: then the
    /// story has more to it, or tells it as something new.
    fileprivate var isForgetful: Bool {
        if case .untilKilled = effect { true } else { false }
    }
}

/// Ends a lasting fault some time after it came to be: an administrator makes room on a full disk, or the machine stops.
private final class Lifting {
    private static let patience = Duration.seconds(3)

    private let fault: Fault
    private let program: Program
    private var began: ContinuousClock.Instant?

    init(_ fault: Fault, _ program: Program) {
        (self.fault, self.program) = (fault, program)
    }

    /// Ends it when it has lasted long enough.
    func look() {
        switch fault.effect {
        case .fromThenOn, .untilKilled: break
        case .count, .countOnFiles, .kill, .once: return
        }
        guard fault.hasFailedCalls else { return }
        let began = self.began ?? .now
        self.began = began
        if ContinuousClock.now - began > Self.patience { end() }
    }

    func end() {
        if case .untilKilled = fault.effect { program.send(SIGKILL) }
        fault.lift(from: program)
    }
}
