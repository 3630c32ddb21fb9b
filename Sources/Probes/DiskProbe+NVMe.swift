import Health
import Host
import Smart

extension DiskProbe {
    /// Asks an NVMe controller, unless the kernel has put it to sleep.
    func readNVMe(_ node: DiskNode, on host: any Host, _ known: inout DiskMemory) throws -> DiskOutcome {
        if let unreached = unreached("/sys/class/nvme/\(node.name)/state", on: host) { return unreached }
        guard !host.isSuspended("/sys/class/nvme/\(node.name)/device") else { return DiskOutcome(.asleep) }
        let identify = try NVMeIdentify(host.send(.nvmeIdentifyController, to: node).bytes)
        known.learn(node, model: identify.model, serial: identify.serial, firmware: identify.firmware)
        var disk = NVMeDisk(identify: identify, log: try NVMeSmartLog(host.send(.nvmeLog(0x02), to: node).bytes))
        if disk.log.errorLogEntries > 0 {
            disk.errors = try page(.nvmeLog(0x01), of: node, on: host) { bytes throws(PageError) in
                try NVMeErrorLog(bytes, size: identify.errorLogEntries)
            }
        }
        if identify.hasSelfTests { disk.selfTests = try page(.nvmeLog(0x06), of: node, on: host, NVMeSelfTestLog.init) }
        setNotices(of: node, on: host, &known)
        if let tests = disk.selfTests {
            let hours = disk.log.powerOnHours
            testItself(node, on: host, &known, isUnused: false) { _ in
                SelfTestSchedule.Progress(tests.records, isRunning: tests.running != nil, at: hours)
            } command: {
                .nvmeSelfTest($0)
            }
        }
        return .answered(.read, disk.readings())
    }
}
