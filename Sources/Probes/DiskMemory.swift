import Health
import Host
import Smart

/// What the disk probe remembers of the disks that are plugged in: what they call themselves, for when they sleep, and
/// how often the kernel had used them when they were read last, whether they kept SMART data then, and how their counters moved.
struct DiskMemory {
    /// The memory as the agent keeps it.
    private(set) var texts: [String: String]

    /// The disks that are plugged in, as what is kept of those that are gone names them.
    private let present: Set<String>
    /// Names that more than one disk claims: these are known by where they are plugged in.
    private let claimed: Set<String>

    /// Days for which the past of a disk that is gone is kept, and of how many disks at most: it may come back, at another port.
    private static let keptDays = 90
    private static let keptDisks = 32

    /// The memory of the disks that are there, and the past of those that are gone.
    init(_ memory: [String: String], of nodes: [DiskNode], on day: Int) {
        let claims = Dictionary(grouping: nodes.compactMap(Self.identity)) { $0 }
        let claimed = Set(claims.filter { $1.count > 1 }.keys)
        let present = Set(nodes.map { Self.pastKey($0, claimed) })
        let ports = Set(nodes.map(Self.key))
        (self.claimed, self.present) = (claimed, present)
        texts = memory.filter { name, _ in
            guard let (field, key) = Self.parts(name) else { return false }
            return Self.isOfThePast(field) ? present.contains(key) : ports.contains(key)
        }
        let past = memory.filter { name, _ in Self.parts(name).map { Self.isOfThePast($0.field) } ?? false }
        let gone = Set(past.keys.compactMap { Self.parts($0)?.key }).subtracting(present)
        // One that names itself to nobody could be any other when it comes back: its key ends where the name would stand.
        let since = gone.filter { !$0.hasSuffix(" ") }.map { key in
            (key, memory["gone \(key)"].flatMap { Int($0) } ?? day)
        }
        .filter { day - $0.1 < Self.keptDays }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(Self.keptDisks)
        for (key, day) in since {
            texts.merge(past.filter { Self.parts($0.key)?.key == key }) { $1 }
            texts["gone \(key)"] = String(day)
        }
        driveIndex = memory["drives"]
    }

    /// When the drive database was changed, a space, and where its entries stand.
    var driveIndex: String? {
        get { texts["drives"] }
        set { texts["drives"] = newValue }
    }

    /// What a name is made of: the field, and the disk's key.
    private static func parts(_ name: String) -> (field: Substring, key: String)? {
        name.firstIndex(of: " ").map { (name[..<$0], String(name[name.index(after: $0)...])) }
    }

    /// What a disk has gone through on this host, wherever it was plugged in.
    private static func isOfThePast(_ field: Substring) -> Bool {
        field == "tests" || field == "~silent" || field.hasPrefix("history:")
    }

    private static func identity(_ node: DiskNode) -> String? { node.wwn ?? node.serial }

    private static func pastKey(_ node: DiskNode, _ claimed: Set<String>) -> String {
        guard let identity = identity(node), !claimed.contains(identity) else { return key(node) }
        return identity
    }

    private func pastKey(_ node: DiskNode) -> String { Self.pastKey(node, claimed) }

    /// What the disk calls itself, and what language it speaks where the kernel does not know.
    mutating func learn(_ node: DiskNode, model: String, serial: String, firmware: String, spoken: String = "") {
        for (field, text) in [("model", model), ("serial", serial), ("firmware", firmware), ("spoken", spoken)] {
            texts["\(field) \(Self.key(node))"] = text.isEmpty ? nil : text
        }
    }

    /// What the disk calls itself, or what the kernel and udev call it until it was asked.
    func names(of node: DiskNode) -> (model: String?, serial: String?, firmware: String?, spoken: String?) {
        func text(_ field: String, _ otherwise: String?) -> String? { texts["\(field) \(Self.key(node))"] ?? otherwise }
        let spoken = text("spoken", node.transport.words)
        return (text("model", node.model), text("serial", node.serial), text("firmware", node.firmware), spoken)
    }

    mutating func remember(use: String?, smart: ATAIdentify.Support? = nil, of node: DiskNode) {
        texts["use \(Self.key(node))"] = use
        texts["smart \(Self.key(node))"] = smart?.rawValue
    }

    /// Notes what was read in the disk's history, and returns what follows from that.
    mutating func follow(_ readings: [Reading], of node: DiskNode, on day: Int) -> [Reading] {
        var histories: [Quantity: DiskHistory] = [:]
        for (quantity, growing) in DiskHistory.kept {
            guard let value = readings.first(where: { $0.quantity == quantity })?.value.number else { continue }
            let name = "history:\(quantity) \(pastKey(node))"
            var history = DiskHistory(texts[name])
            history.note(value, on: day, growing: growing)
            texts[name] = history.text
            histories[quantity] = history
        }
        return DiskHistory.readings(histories, with: readings, on: day)
    }

    /// What the drive database said of the disk: when the file was changed, the firmware, and the options, or what is wrong with it.
    func presets(of node: DiskNode) -> String? { texts["presets \(Self.key(node))"] }

    mutating func learn(presets: String, of node: DiskNode) { texts["presets \(Self.key(node))"] = presets }

    /// The general purpose logs that the disk keeps, as the names of their files; nil until it was asked.
    func logs(of node: DiskNode) -> [String]? {
        texts["logs \(Self.key(node))"].map { $0.split(separator: " ").map(String.init) }
    }

    mutating func learn(logs: [String], of node: DiskNode) {
        texts["logs \(Self.key(node))"] = logs.joined(separator: " ")
    }

    /// Whether a disk with platters, which is otherwise left alone while nobody uses it, is to be asked whether it is there still: once
    /// a day.
    func isDue(_ node: DiskNode, on day: Int) -> Bool { texts["asked \(Self.key(node))"] != String(day) }

    mutating func note(asked day: Int, of node: DiskNode) {
        if node.isRotational { texts["asked \(Self.key(node))"] = String(day) }
    }

    /// Forgets what keeps a disk from being asked.
    mutating func forget(_ node: DiskNode) {
        for field in ["use", "asked", "~tried"] { texts["\(field) \(Self.key(node))"] = nil }
    }

    /// When the disk tests itself.
    func schedule(of node: DiskNode) -> SelfTestSchedule { SelfTestSchedule(texts["tests \(pastKey(node))"]) }

    /// Whether the disk was seen to test itself, be it that it never did yet.
    func testsItself(_ node: DiskNode) -> Bool { texts["tests \(pastKey(node))"] != nil }

    mutating func learn(_ schedule: SelfTestSchedule, of node: DiskNode) {
        texts["tests \(pastKey(node))"] = schedule.text
    }

    /// Whether a disk that is there runs a test that was begun here; one that slept or did not answer at its last poll runs none.
    func isAnyTesting(at time: Int) -> Bool {
        present.contains {
            texts["~silent \($0)"] == nil && SelfTestSchedule(texts["tests \($0)"]).begun?.isRunning(at: time) ?? false
        }
    }

    mutating func note(awake: Bool, _ node: DiskNode) {
        texts["~silent \(pastKey(node))"] = awake || schedule(of: node).begun == nil ? nil : ""
    }

    /// Whether a disk with platters that nobody uses was already looked at today for the test that is due.
    func isTried(_ node: DiskNode, on day: Int) -> Bool { texts["~tried \(Self.key(node))"] == String(day) }

    mutating func note(tried day: Int, of node: DiskNode) { texts["~tried \(Self.key(node))"] = String(day) }

    /// For how many milliseconds the disk had worked at a moment of this start of the machine.
    func sample(of node: DiskNode) -> (uptime: Double, ticks: Double)? {
        guard let parts = texts["~sample \(Self.key(node))"]?.split(separator: " "), parts.count == 2,
            let uptime = Double(parts[0]), let ticks = Double(parts[1])
        else { return nil }
        return (uptime, ticks)
    }

    mutating func learn(sample: (uptime: Double, ticks: Double)?, of node: DiskNode) {
        texts["~sample \(Self.key(node))"] = sample.map { "\($0.uptime) \($0.ticks)" }
    }

    /// How many commands the kernel had seen fail when the last poll was over.
    func failedCommands(of node: DiskNode) -> FailedCommands? { FailedCommands(texts["~io \(Self.key(node))"]) }

    mutating func learn(_ failed: FailedCommands, of node: DiskNode) { texts["~io \(Self.key(node))"] = failed.text }

    /// Why smartctl could not reach the disk today.
    func smartctlProblem(of node: DiskNode, on day: Int) -> String? {
        let parts = texts["smartctl \(Self.key(node))"]?.split(separator: " ", maxSplits: 1) ?? []
        return parts.count == 2 && Int(parts[0]) == day ? String(parts[1]) : nil
    }

    mutating func learn(smartctlProblem problem: String, of node: DiskNode, on day: Int) {
        texts["smartctl \(Self.key(node))"] = "\(day) \(problem)"
    }

    /// Which notices an NVMe controller gave before they were turned on here.
    func notices(of node: DiskNode) -> UInt8? { texts["notices \(Self.key(node))"].flatMap { UInt8($0) } }

    mutating func learn(notices: UInt8?, of node: DiskNode) {
        texts["notices \(Self.key(node))"] = notices.map { String($0) }
    }

    func use(of node: DiskNode) -> String? { texts["use \(Self.key(node))"] }

    func smart(of node: DiskNode) -> ATAIdentify.Support? {
        texts["smart \(Self.key(node))"].flatMap(ATAIdentify.Support.init)
    }

    /// A disk that is exchanged for another at the same port is another disk.
    private static func key(_ node: DiskNode) -> String { "\(node.place) \(node.wwn ?? node.serial ?? "")" }
}

extension DiskNode.Transport {
    /// The language by smartctl's name; nil where only smartctl knows it.
    fileprivate var words: String? {
        switch self {
        case .ata: "ATA"
        case .nvme: "NVMe"
        case .scsi: "SCSI"
        case .mmc: "MMC"
        case .usb, .raid, .virtual: nil
        }
    }
}
