import Health
package import Host

extension DiskProbe {
    /// Has an NVMe controller tell of its health at once, where the administrator wants that; at every poll, for a reset ends it.
    ///
    /// What was on before is remembered, and set again where it is not wanted any more.
    func setNotices(of node: DiskNode, on host: any Host, _ known: inout DiskMemory) {
        guard wantsNotices else { return restoreNotices(of: node, on: host, &known) }
        // A controller that does not take it is watched at the polls alone.
        guard let before = try? host.send(.nvmeNoticesOn, to: node).bytes.first else { return }
        if known.notices(of: node) == nil { known.learn(notices: before, of: node) }
    }

    private func restoreNotices(of node: DiskNode, on host: any Host, _ known: inout DiskMemory) {
        guard let before = known.notices(of: node), (try? host.send(.nvmeNoticesSet(before), to: node)) != nil else {
            return
        }
        known.learn(notices: nil, of: node)
    }

    package func finish(_ host: any Host, memory: inout ProbeMemory) {
        guard wantsNotices, let nodes = try? nodes(of: host) else { return }
        var known = DiskMemory(memory, of: nodes, on: host.now().time.day)
        for node in nodes where node.transport == .nvme { restoreNotices(of: node, on: host, &known) }
        memory = known.texts
    }
}
