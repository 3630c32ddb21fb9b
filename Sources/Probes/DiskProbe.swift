package import Health
package import Host
import Smart

/// Watches disks: one observation a disk, also of those that cannot be asked.
///
/// No disk is woken: a sleeping one is left alone, and so is one with platters that nobody has used since it was read last.
/// Disks are asked in turn; one that hangs costs the others the host's patience of 5 s a poll, through smartctl 30 s.
package struct DiskProbe: Probe {
    package let name = "disks"
    package let subsystems = ["block", "nvme"]
    let interval: Double
    /// Nil where disks are only looked at.
    let selfTesting: SelfTesting?
    /// Whether NVMe controllers are to tell of their health at once.
    let wantsNotices: Bool
    private let members: [RAIDMember]
    /// How soon the disks are asked again when one did not answer, in seconds.
    private static let retryInterval = 30.0

    package init(interval: Double = 600) {
        self.init(interval: interval, selfTesting: nil)
    }

    init(
        interval: Double,
        selfTesting: SelfTesting?,
        wantsNotices: Bool = false,
        members: [RAIDMember] = []
    ) {
        self.interval = interval
        self.selfTesting = selfTesting
        self.wantsNotices = wantsNotices
        self.members = members
    }

    package func interval(after observations: [Observation]) -> Double {
        observations.contains { $0[.answering] == 0 } ? min(interval, Self.retryInterval) : interval
    }

    package func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
        let nodes = try nodes(of: host)
        var known = DiskMemory(memory, of: nodes, on: host.now().time.day)
        var drives = DriveKnowledge(host)
        var seen: [(node: DiskNode, observation: Observation)] = []
        for node in nodes {
            seen.append((node, observe(node, on: host, &known, &drives)))
        }
        memory = known.texts
        guard seen.isEmpty else { return Self.distinct(seen) }
        return [Observation(whole: .disk, state: .notApplicable(Reason.noDisks.text), readAt: host.now().time)]
    }

    /// The disks that the kernel shows, and those that the settings name behind RAID controllers.
    func nodes(of host: any Host) throws(HostError) -> [DiskNode] {
        try host.disks() + members.map { $0.node(on: host) }
    }

    private func observe(
        _ node: DiskNode,
        on host: any Host,
        _ known: inout DiskMemory,
        _ drives: inout DriveKnowledge
    ) -> Observation {
        var outcome: DiskOutcome
        let failed = failedCommands(of: node, on: host)
        do {
            outcome = try read(node, on: host, &known, &drives)
            outcome.readings += known.follow(outcome.readings, of: node, on: host.now().time.day)
            if outcome.readings.contains(Reading(.answering, true)) { known.note(asked: host.now().time.day, of: node) }
            if let limit = temperatureLimit(of: node, outcome.readings, on: host) { outcome.readings.append(limit) }
        } catch let error as HostError where error.code == .timedOut {
            outcome = DiskOutcome(.notWatched(Reason.notAnswering.text), [Reading(.answering, false)])
            // It is read again when it answers, though nobody used it meanwhile.
            known.forget(node)
        } catch let error as HostError where error.code == .refused {
            outcome = .answered(.notWatched("\(error)"))
        } catch let error as PageError {
            outcome = .answered(.notWatched("\(error)"))
        } catch {
            outcome = DiskOutcome(.notWatched("\(error)"))
        }
        // What cannot be read, or fell asleep since, is judged by that.
        if let added = ioErrorsAdded(failed, of: node, on: host, &known) { outcome.readings.append(added) }
        known.note(awake: outcome.state == .read, node)
        let names = known.names(of: node)
        let pairs = [
            ("model", names.model), ("serial", names.serial), ("firmware", names.firmware),
            ("device", "/dev/\(node.name)"), ("protocol", names.spoken),
            ("through", node.isOfSmartctl ? "smartctl -d \(node.smartctlType)" : nil),
        ]
        return Observation(
            Component(.disk, names.serial.flatMap { SerialNumber.isPlaceholder($0) ? nil : $0 } ?? node.place),
            name: names.model ?? node.name,
            identity: pairs.compactMap { key, value in value.map { (key, $0) } },
            state: outcome.state,
            readings: outcome.readings,
            readAt: host.now().time
        )
    }

    private func read(
        _ node: DiskNode,
        on host: any Host,
        _ known: inout DiskMemory,
        _ drives: inout DriveKnowledge
    ) throws -> DiskOutcome {
        switch node.transport {
        case .ata: try readATA(node, on: host, &known, &drives)
        case .nvme: try readNVMe(node, on: host, &known)
        case .usb, .raid: try readThroughSmartctl(node, on: host, &known)
        case .scsi: try readSCSI(node, on: host, &known)
        case .mmc: readMMC(node, on: host)
        case .virtual: DiskOutcome(.notApplicable(Reason.virtualDisk.text))
        }
    }

    /// The outcome of a disk that the kernel itself does not reach, because it resets or has given it up; nil for any other.
    ///
    /// Commands to it fail at once, with errors that say nothing; `file` in sysfs tells its state.
    func unreached(_ file: String, on host: any Host) -> DiskOutcome? {
        let states = ["offline", "transport-offline", "resetting", "connecting", "dead"]
        guard let state = host.textIfPresent(file), states.contains(state) else { return nil }
        return DiskOutcome(.notWatched("it does not answer: its state is '\(state)'"), [Reading(.answering, false)])
    }

    /// Whether a disk has platters and nobody has used it since it was read last: what is asked of it resets its standby timer.
    func isUnused(_ node: DiskNode, on host: any Host, _ known: DiskMemory) -> Bool {
        guard node.isRotational, let use = node.blocks.first.flatMap({ host.textIfPresent("/sys/block/\($0)/stat") })
        else { return false }
        return use == known.use(of: node)
    }

    /// The answer to a command that a disk need not know; nil when it refuses.
    func answerIfAny(_ command: DiskCommand, from node: DiskNode, on host: any Host) throws(HostError) -> [UInt8]? {
        do {
            return try host.send(command, to: node).bytes
        } catch  where error.code == .refused {
            return nil
        }
    }

    /// A page that a disk need not have; nil when it refuses to send it, or sends what cannot be decoded: the disk is
    /// judged by its other pages then.
    func page<Decoded>(
        _ command: DiskCommand,
        of node: DiskNode,
        on host: any Host,
        _ decode: ([UInt8]) throws(PageError) -> Decoded
    ) throws(HostError) -> Decoded? {
        guard let bytes = try answerIfAny(command, from: node, on: host) else { return nil }
        return try? decode(bytes)
    }

    /// The disk's own temperature limit where no sensor of the kernel's is judged by it, so that one fault makes one ticket.
    ///
    /// The sensor of a disk with platters is left alone, for asking it could keep the disk awake.
    private func temperatureLimit(of node: DiskNode, _ readings: [Reading], on host: any Host) -> Reading? {
        guard let limit = readings.first(where: { $0.quantity == .maximum || $0.quantity == .critical })?.value.number
        else { return nil }
        let folder =
            node.transport == .nvme
            ? "/sys/class/nvme/\(node.name)" : "/sys/block/\(node.blocks.first ?? node.name)/device"
        let hasSensor = ((try? host.list(folder)) ?? []).contains { $0.hasPrefix("hwmon") }
        return hasSensor && !node.isRotational ? nil : Reading(.temperatureLimit, limit)
    }

    /// Disks that claim the same serial number are told apart by where they are plugged in.
    private static func distinct(_ seen: [(node: DiskNode, observation: Observation)]) -> [Observation] {
        var owners: [Component: Int] = [:]
        for disk in seen { owners[disk.observation.component, default: 0] += 1 }
        return seen.map { node, observation in
            var observation = observation
            if owners[observation.component, default: 1] > 1 { observation.component = Component(.disk, node.place) }
            return observation
        }
    }
}

/// What came of asking one disk.
///
/// Whether it answers is a reading of its own; there is none where it was not asked or nobody could ask it.
struct DiskOutcome {
    var state: Observation.State
    var readings: [Reading]

    init(_ state: Observation.State, _ readings: [Reading] = []) {
        self.state = state
        self.readings = readings
    }

    /// The outcome of a disk that answered, be it with an error.
    static func answered(_ state: Observation.State, _ readings: [Reading] = []) -> DiskOutcome {
        DiskOutcome(state, readings + [Reading(.answering, true)])
    }
}

extension DiskNode {
    var isOfSmartctl: Bool { transport == .usb || transport == .raid }

    /// Where the disk is plugged in, for one without a usable serial number.
    var place: String { port.isEmpty ? name : port }
}
