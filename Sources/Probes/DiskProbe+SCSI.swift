import Health
import Host
import Smart

extension DiskProbe {
    /// Asks a SCSI disk, unless it sleeps or has platters and was not used since.
    func readSCSI(_ node: DiskNode, on host: any Host, _ known: inout DiskMemory) throws -> DiskOutcome {
        let block = "/sys/block/\(node.blocks.first ?? node.name)"
        if let unreached = unreached("\(block)/device/state", on: host) { return unreached }
        guard !host.isSuspended("\(block)/device") else { return DiskOutcome(.asleep) }
        let isUnused = isUnused(node, on: host, known)
        if isUnused, !isTesting(node, on: host, known) {
            let day = host.now().time.day
            guard isTestDue(on: node, host, known) else {
                guard known.isDue(node, on: day) else { return DiskOutcome(.unused) }
                let isAsleep = try sense(of: node, on: host)?.isAsleep ?? false
                return .answered(isAsleep ? .asleep : .unused)
            }
            known.note(tried: day, of: node)
        }
        let sense = try sense(of: node, on: host)
        guard sense?.isAsleep != true else { return .answered(.asleep) }
        let inquiry = try SCSIInquiry(host.send(.scsiInquiry, to: node).bytes)
        guard inquiry.isDisk else { return .answered(.notApplicable(Reason.noSmartData.text)) }
        let serial = try answerIfAny(.scsiSerialNumber, from: node, on: host).flatMap(SCSIInquiry.serial)
        let model = inquiry.vendor.isEmpty ? inquiry.product : "\(inquiry.vendor) \(inquiry.product)"
        known.learn(node, model: model, serial: serial ?? node.serial ?? "", firmware: inquiry.revision)
        var disk = SCSIDisk()
        disk.sense = sense
        disk.capacity = node.capacity
        try readPages(of: node, on: host, into: &disk)
        if let records = disk.selfTests?.records {
            let hours = disk.powerOnHours
            testItself(node, on: host, &known, isUnused: isUnused) { _ in
                SelfTestSchedule.Progress(records, isRunning: records.first?.outcome == .running, at: hours)
            } command: {
                .scsiSelfTest($0)
            }
        }
        known.remember(use: host.textIfPresent("\(block)/stat"), of: node)
        guard disk.isWatched else { return .answered(.notApplicable(Reason.noSmartData.text)) }
        return .answered(.read, disk.readings())
    }

    /// REQUEST SENSE alone is answered in every power condition, and changes none.
    private func sense(of node: DiskNode, on host: any Host) throws(HostError) -> SCSISense? {
        SCSISense(try answerIfAny(.scsiRequestSense, from: node, on: host) ?? [])
    }

    /// Reads the log pages that the disk lists; all that we know where it has no list.
    private func readPages(of node: DiskNode, on host: any Host, into disk: inout SCSIDisk) throws(HostError) {
        let list = try answerIfAny(.scsiLog(0x00), from: node, on: host)
        func log<Decoded>(_ code: UInt8, _ decode: ([UInt8]) throws(PageError) -> Decoded?) throws(HostError)
            -> Decoded?
        {
            if let list, !list.dropFirst(4).contains(code) { return nil }
            return try page(.scsiLog(code), of: node, on: host, decode) ?? nil
        }
        disk.exceptions = try log(0x2F) { bytes throws(PageError) in try SCSIExceptions(bytes) }
        disk.temperature = try log(0x0D) { bytes throws(PageError) in try SCSITemperature(bytes) }
        disk.writes = try log(0x02) { bytes throws(PageError) in try SCSIErrorCounters(bytes, page: 0x02) }
        disk.reads = try log(0x03) { bytes throws(PageError) in try SCSIErrorCounters(bytes, page: 0x03) }
        disk.verifications = try log(0x05) { bytes throws(PageError) in try SCSIErrorCounters(bytes, page: 0x05) }
        disk.nonMediumErrors = try log(0x06, SCSIDisk.nonMediumErrors)
        disk.startStops = try log(0x0E) { bytes throws(PageError) in try SCSIStartStops(bytes) }
        disk.selfTests = try log(0x10) { bytes throws(PageError) in try SCSISelfTestLog(bytes) }
        disk.percentageUsed = try log(0x11, SCSIDisk.percentageUsed)
        disk.powerOnHours = try log(0x15, SCSIDisk.powerOnHours)
        disk.control = try page(.scsiExceptionsMode, of: node, on: host, SCSIExceptionsControl.init)
        disk.grownDefects = try page(.scsiGrownDefects, of: node, on: host, SCSIGrownDefects.init)
    }
}
