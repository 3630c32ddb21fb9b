import Health
import Host
import Smart

extension DiskProbe {
    /// Reads the logs that an ATA disk keeps; which general purpose logs it keeps is asked once and remembered.
    ///
    /// A disk behind a bridge is asked for SMART's own logs alone: some bridges hang on the others (smartmontools issue 589).
    func readLogs(
        of node: DiskNode,
        on host: any Host,
        into disk: inout ATADisk,
        _ known: inout DiskMemory
    ) throws(HostError) {
        var kept: [String] = []
        if disk.identify.hasGeneralLogs && !node.isBridged {
            if known.logs(of: node) == nil { known.learn(logs: try generalLogs(of: node, on: host), of: node) }
            kept = known.logs(of: node) ?? []
        }
        func keeps(_ command: DiskCommand) -> Bool { kept.contains(command.fileName) }

        var pages: [[UInt8]] = []
        for page in UInt8(1)...7 where keeps(.ataGeneralLog(0x04, page: page)) {
            if let bytes = try answerIfAny(.ataGeneralLog(0x04, page: page), from: node, on: host) {
                pages.append(bytes)
            }
        }
        if !pages.isEmpty { disk.statistics = ATADeviceStatistics(pages) }
        if disk.identify.hasSelfTests || disk.data.testsItself {
            let extended = DiskCommand.ataGeneralLog(0x07, page: 0)
            if keeps(extended) {
                disk.selfTests = try page(extended, of: node, on: host, ATASelfTestLog.init(extended:))
            }
            if disk.selfTests == nil {
                disk.selfTests = try page(.ataSmartLog(0x06), of: node, on: host, ATASelfTestLog.init(short:))
            }
        }
        if disk.identify.hasErrorLog {
            let extended = DiskCommand.ataGeneralLog(0x03, page: 0)
            if keeps(extended) { disk.errors = try page(extended, of: node, on: host, ATAErrorLog.init(extended:)) }
            // Where the newest error lies in a further sector, the short log has it too.
            if disk.errors.map({ $0.count > 0 && $0.entries.isEmpty }) ?? true {
                disk.errors = try page(.ataSmartLog(0x01), of: node, on: host, ATAErrorLog.init(short:)) ?? disk.errors
            }
        }
        if disk.identify.hasSCT { disk.sct = try page(.ataSmartLog(0xE0), of: node, on: host, ATASCTStatus.init) }
    }

    /// The files of the general purpose logs that the disk keeps and that are worth reading.
    private func generalLogs(of node: DiskNode, on host: any Host) throws(HostError) -> [String] {
        guard let directory = try answerIfAny(.ataGeneralLog(0x00, page: 0), from: node, on: host),
            directory.count >= 512
        else { return [] }
        /// Two bytes an address: of how many pages the log is.
        func isKept(_ log: Int) -> Bool { directory[2 * log] != 0 || directory[2 * log + 1] != 0 }
        var commands: [DiskCommand] = []
        if isKept(0x04), let pages = try answerIfAny(.ataGeneralLog(0x04, page: 0), from: node, on: host) {
            commands += ATADeviceStatistics.pages(directory: pages).map { .ataGeneralLog(0x04, page: $0) }
        }
        for log in [0x03, 0x07] as [UInt8] where isKept(Int(log)) { commands.append(.ataGeneralLog(log, page: 0)) }
        return commands.map(\.fileName)
    }
}
