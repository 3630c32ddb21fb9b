import Health
package import Host

extension DiskProbe {
    /// Has an NVMe controller tell of its health at once, where the administrator wants that; at every poll, for a reset ends it.
    ///
    /// What was on before is remembered, and set again where it is not wanted any more.
    func setNotices(of node: DiskNode, on host: any Host, _ known: inout DiskMemory) throws(HostError) {
        guard wantsNotices else { return try restoreNotices(of: node, on: host, &known) }
        guard let before = try answerIfAny(.nvmeNoticesOn, from: node, on: host)?.first else { return }
        if known.notices(of: node) == nil { known.learn(notices: before, of: node) }
    }

    private func restoreNotices(of node: DiskNode, on host: any Host, _ known: inout DiskMemory) throws(HostError) {
        guard let before = known.notices(of: node) else { return }
        _ = try answerIfAny(.nvmeNoticesSet(before), from: node, on: host)
        known.learn(notices: nil, of: node)
    }

    package func finish(_ host: any Host, memory: inout ProbeMemory) {
        guard wantsNotices, let nodes = try? host.disks() else { return }
        var known = DiskMemory(memory, of: nodes, on: host.now().time.day)
        for node in nodes where node.transport == .nvme {
            try? restoreNotices(of: node, on: host, &known)
        }
        memory = known.texts
    }
}
