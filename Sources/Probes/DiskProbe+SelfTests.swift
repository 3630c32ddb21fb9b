import Health
import Host
import Smart

/// How a disk is told to test itself, and when.
struct SelfTesting: Sendable {
    let settings: SelfTestSettings
    let mains: Mains

    /// A disk in use for more than this share of the time is left to its work.
    static let busyShare = 0.2
    /// Seconds over which that is measured: at least these, and at most two polls or two hours.
    static let shortestSample = 30.0
    static func longestSample(_ interval: Double) -> Double { max(7200, 2 * interval) }

    func circumstances(on host: any Host) -> SelfTestSchedule.Circumstances {
        SelfTestSchedule.Circumstances(
            time: Int(host.now().time.seconds),
            hour: host.hour(),
            isOnBattery: mains.areAbsent(on: host)
        )
    }
}

extension DiskProbe {
    /// Begins, or ends, the self-test that is due on a disk which has just answered.
    ///
    /// `progress` is what the disk says of its tests, given what runs by our order; `command` is the order in the disk's language. A
    /// disk that does not take it, in whatever way, is a disk without that test, and no worse for it. `isUnused`: nobody has used it
    /// since it was read last.
    func testItself(
        _ node: DiskNode,
        on host: any Host,
        _ known: inout DiskMemory,
        isUnused: Bool,
        progress: (SelfTestSchedule.Begun?) -> SelfTestSchedule.Progress,
        command: (SelfTest) -> DiskCommand
    ) {
        guard let selfTesting else { return }
        var schedule = known.schedule(of: node)
        let now = selfTesting.circumstances(on: host)
        let disk = progress(schedule.begun)
        let test = schedule.decide(disk, selfTesting.settings, now)
        known.learn(schedule, of: node)
        if let test, test == .abort || isFit(node, on: host, &known, isUnused: isUnused) {
            do throws(HostError) {
                _ = try host.send(command(test), to: node)
                schedule.note(begun: test, at: now.time)
            } catch {
                if error.code == .refused {
                    schedule.note(refused: test, on: now.day)
                } else {
                    schedule.note(failed: test, on: now.day)
                }
            }
            known.learn(schedule, of: node)
        }
    }

    /// Whether the disk tests itself by our order, so that somebody must look when it is done.
    func isTesting(_ node: DiskNode, on host: any Host, _ known: DiskMemory) -> Bool {
        let time = Int(host.now().time.seconds)
        return selfTesting != nil && known.schedule(of: node).begun?.isRunning(at: time) ?? false
    }

    /// Whether a test is due now on a disk that nobody uses, so that it is worth a look, once a day: it is left alone otherwise.
    func isTestDue(on node: DiskNode, _ host: any Host, _ known: DiskMemory) -> Bool {
        guard let selfTesting else { return false }
        let now = selfTesting.circumstances(on: host)
        guard known.testsItself(node), !known.isAnyTesting(at: now.time), !known.isTried(node, on: now.day) else {
            return false
        }
        var schedule = known.schedule(of: node)
        // How the last one ended is for the disk to say.
        guard schedule.begun == nil else { return true }
        // As far as can be told without asking it: it does nothing, and takes spans where they are wanted.
        let idle = SelfTestSchedule.Progress(isRunning: false, ending: .complete, sectors: 1)
        return schedule.decide(idle, selfTesting.settings, now) != nil
    }

    /// Whether no other disk of this host tests itself, and this one has been idle enough since a poll before.
    private func isFit(_ node: DiskNode, on host: any Host, _ known: inout DiskMemory, isUnused: Bool) -> Bool {
        let (time, uptime) = (Int(host.now().time.seconds), host.now().uptime)
        guard !known.isAnyTesting(at: time) else { return false }
        guard !isUnused else { return true }
        let ticks = node.blocks.compactMap { host.textIfPresent("/sys/block/\($0)/stat").flatMap(Self.ticks) }
        guard !ticks.isEmpty else { return true }
        let total = ticks.reduce(0, +)
        if let earlier = known.sample(of: node) {
            let span = uptime - earlier.uptime
            if (0..<SelfTesting.shortestSample).contains(span) { return false }
            let share = (total - earlier.ticks) / 1000 / span
            if (0...SelfTesting.longestSample(interval)).contains(span), (0..<SelfTesting.busyShare).contains(share) {
                known.learn(sample: nil, of: node)
                return true
            }
        }
        known.learn(sample: (uptime, total), of: node)
        return false
    }

    /// Milliseconds for which commands were under way (Documentation/block/stat.rst: field 10).
    private static func ticks(_ stat: String) -> Double? {
        let fields = stat.split(separator: " ")
        return fields.count > 9 ? Double(fields[9]) : nil
    }

    /// What an ATA disk says of its tests.
    func progress(
        of disk: ATADisk,
        _ node: DiskNode,
        on host: any Host,
        _ begun: SelfTestSchedule.Begun?
    ) -> SelfTestSchedule.Progress {
        let status = disk.data.selfTest.outcome
        var progress = SelfTestSchedule.Progress(
            disk.selfTests?.records ?? [],
            isRunning: status == .running,
            wasCut: status == .aborted || status == .interrupted,
            at: disk.powerOnHours
        )
        progress.minutes = disk.data.extendedMinutes
        // A bridge is asked for no more than it needs: spans want a log written.
        progress.sectors = disk.data.testsSpans && !node.isBridged ? disk.identify.sectors : nil
        if progress.ending == .interrupted, case .selective = begun?.test {
            let log = try? page(.ataSmartLog(0x09), of: node, on: host, ATASmartData.sectorUnderTest)
            progress.position = log ?? nil
        }
        return progress
    }
}

extension SelfTestSchedule.Progress {
    init(_ records: [SelfTestRecord], isRunning: Bool, wasCut: Bool, at powerOnHours: Double?) {
        func hours(_ isWanted: (SelfTestRecord) -> Bool) -> Double? {
            let last = records.first { ($0.outcome == .passed || $0.outcome == .failed) && isWanted($0) }
            return last?.age(at: powerOnHours)
        }
        self.init(
            isRunning: isRunning,
            ending: wasCut ? .interrupted : .complete,
            hoursSinceShort: hours { $0.kind != .other },
            hoursSinceLong: hours { $0.kind == .extended },
            failedAt: records.first { $0.outcome != .running }.flatMap { $0.outcome == .failed ? $0.failingLBA : nil }
        )
    }

    /// What a disk says whose log tells all.
    init(_ records: [SelfTestRecord], isRunning: Bool, at powerOnHours: Double?) {
        let wasCut = records.first { $0.outcome != .running }?.outcome == .interrupted
        self.init(records, isRunning: isRunning, wasCut: wasCut, at: powerOnHours)
    }
}
