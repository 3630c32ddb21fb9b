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

    /// The disk as the kernel shows it: what the controller makes of all its members is used when they are.
    func node(on host: any Host) -> DiskNode {
        DiskNode(
            name: device,
            transport: .raid,
            model: name,
            port: "\(device) \(type)",
            isRotational: host.textIfPresent("/sys/block/\(device)/queue/rotational") == "1",
            smartctlType: type,
            blocks: [device]
        )
    }
}

extension DiskProbe {
    /// Has smartctl ask a disk, unless it has platters and was not used since; one that it cannot reach is tried again the next day.
    func readThroughSmartctl(_ node: DiskNode, on host: any Host, _ known: inout DiskMemory) throws(HostError)
        -> DiskOutcome
    {
        if let block = node.blocks.first.map({ "/sys/block/\($0)" }) {
            if let unreached = unreached("\(block)/device/state", on: host) {
                // What the controller makes of all its members has gone: that says nothing of one of them.
                return node.transport == .raid ? DiskOutcome(unreached.state) : unreached
            }
            guard !host.isSuspended("\(block)/device") else { return DiskOutcome(.asleep) }
        }
        // Once a day all the same: smartctl leaves a disk in standby there.
        let day = host.now().time.day
        guard !isUnused(node, on: host, known) || known.isDue(node, on: day) else { return DiskOutcome(.unused) }
        let use = node.blocks.first.flatMap { host.textIfPresent("/sys/block/\($0)/stat") }
        if let problem = known.smartctlProblem(of: node, on: day) { return DiskOutcome(.notWatched(problem)) }
        let problem: String
        do throws(HostError) {
            let answer = try host.send(.smartctl(node.smartctlType), to: node).bytes
            guard let report = SmartctlReport(answer) else { throw HostError(.refused, Reason.notSmartctls.text) }
            if report.isBusy { throw HostError(.timedOut, "an earlier smartctl has not ended") }
            if report.isAsleep { return .answered(.asleep) }
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
            switch error.code {
            case .timedOut: throw error
            case .refused: problem = error.message
            case .notFound, .unavailable: problem = Reason.noSmartctl.text
            // It may pass.
            default: return DiskOutcome(.notWatched(error.message))
            }
        }
        known.learn(smartctlProblem: problem, of: node, on: day)
        return DiskOutcome(.notWatched(problem))
    }
}
