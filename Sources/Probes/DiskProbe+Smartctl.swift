import Health
import Host
import Smart

/// A disk behind a RAID controller, as an administrator names it.
struct RAIDMember: Hashable, Sendable {
    /// The settings' name for it: what it is called until it was asked.
    let name: String
    /// smartctl's type, and the block device that the controller shows.
    let type: String
    let device: String

    var node: DiskNode {
        DiskNode(
            name: device,
            transport: .raid,
            model: name,
            port: "\(device) \(type)",
            smartctlType: type
        )
    }
}

extension DiskProbe {
    /// Has smartctl ask a disk, unless it has platters and was not used since; one that it cannot reach is tried again the next day.
    func readThroughSmartctl(_ node: DiskNode, on host: any Host, _ known: inout DiskMemory) throws(HostError)
        -> DiskOutcome
    {
        let use = node.blocks.first.flatMap { host.textIfPresent("/sys/block/\($0)/stat") }
        if node.isRotational, let use, use == known.use(of: node) { return DiskOutcome(.asleep) }
        let day = host.now().time.day
        if let problem = known.smartctlProblem(of: node, on: day) { return DiskOutcome(.notWatched(problem)) }
        let problem: String
        do throws(HostError) {
            let answer = try host.send(.smartctl(node.smartctlType), to: node).bytes
            guard let report = SmartctlReport(answer) else { throw HostError(.refused, Reason.notSmartctls.text) }
            if report.isAsleep { return DiskOutcome(.asleep) }
            if let trouble = report.problem { throw HostError(.refused, "smartctl: \(trouble)") }
            known.learn(
                node,
                model: report.model ?? "",
                serial: report.serial ?? "",
                firmware: report.firmware ?? "",
                spoken: report.spoken ?? ""
            )
            known.remember(use: use, of: node)
            return .answered(.read, report.readings)
        } catch {
            if error.code == .timedOut { throw error }
            problem = error.code == .refused ? error.message : Reason.noSmartctl.text
        }
        known.learn(smartctlProblem: problem, of: node, on: day)
        return DiskOutcome(.notWatched(problem))
    }
}
