import Glibc
package import Health

/// A machine replayed from the folder that `RecordingHost`, or a person, wrote.
///
///     DIR/sys proc etc run var      files as found
///     DIR/disks/NAME/ata.identify   what a disk answered; ata.identify.error: "CODE MESSAGE"
///     DIR/commands/NAME.out .exit   what a command printed and its exit status
///     DIR/sockets/HOST:PORT.txt     a dialogue: "> " sent, "< " received
///     DIR/times                     "now TIME UPTIME BOOT", then "PATH TIME" for each modification time
package struct RecordedHost: Host {
    private let root: Root
    private let times: RecordedTimes

    /// Opens a recording; what it holds is read when it is asked for.
    package init(_ folder: String) throws(HostError) {
        root = try Root(folder)
        times = RecordedTimes(String(decoding: (try? root.read("/times", limit: 1 << 20)) ?? [], as: UTF8.self))
    }

    package func now() -> Moment {
        if let now = times.now { return now }
        let time = Timestamp(milliseconds: Int64(seconds(of: CLOCK_REALTIME) * 1000))
        return Moment(time: time, uptime: seconds(of: CLOCK_BOOTTIME), boot: "recorded")
    }

    package func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
        try root.read(path, limit: limit)
    }

    /// A recording has no device that could hang.
    package func read(_ path: String, limit: Int, patience: Double) throws(HostError) -> [UInt8] {
        try read(path, limit: limit)
    }

    package func list(_ path: String) throws(HostError) -> [String] {
        try root.list(path)
    }

    package func target(ofLink path: String) throws(HostError) -> String {
        try root.resolved(path)
    }

    package func modified(_ path: String) throws(HostError) -> Timestamp {
        if let time = times.modified[path] { return time }
        return try root.modified(path)
    }

    package func disks() throws(HostError) -> [DiskNode] {
        let disks = try disksInSysfs().map(bridged)
        let known = Set(disks.map(\.name))
        let others = ((try? list("/disks")) ?? []).filter { !known.contains($0) }
        return (disks + others.map(answersOnly)).sorted { $0.name < $1.name }
    }

    package func send(_ command: DiskCommand, to disk: DiskNode) throws(HostError) -> DiskAnswer {
        let path = "/disks/\(disk.name)/\(command.fileName)"
        if let error = textIfPresent("\(path).error").flatMap(HostError.init(recorded:)) { throw error }
        return DiskAnswer(bytes: try recorded(path, limit: 1 << 20, absent: .refused))
    }

    package func run(_ command: HostCommand) throws(HostError) -> CommandOutput {
        let path = "/commands/\(command.name)"
        let output = try recorded("\(path).out", limit: command.outputLimit, absent: .unavailable)
        return CommandOutput(output: output, status: textIfPresent("\(path).exit").flatMap(Int32.init) ?? 0)
    }

    package func connect(to endpoint: Endpoint, timeout: Double) throws(HostError) -> any LineDialogue {
        let bytes = try recorded("/sockets/\(endpoint).txt", limit: 1 << 20, absent: .unavailable)
        return RecordedDialogue(String(decoding: bytes, as: UTF8.self), with: endpoint)
    }

    /// A USB disk that answered in ATA; udev, which said that it would, is not part of a recording.
    private func bridged(_ disk: DiskNode) -> DiskNode {
        guard disk.transport == .usb, (try? root.resolved("/disks/\(disk.name)/ata.identify")) != nil else {
            return disk
        }
        var disk = disk
        disk.transport = .ata
        disk.isBridged = true
        return disk
    }

    /// A disk of which a recording made by hand holds nothing but answers.
    private func answersOnly(_ name: String) -> DiskNode {
        let files = (try? list("/disks/\(name)")) ?? []
        let languages: [(String, DiskNode.Transport)] = [("ata.", .ata), ("nvme.", .nvme), ("scsi.", .scsi)]
        let spoken = languages.first { language in files.contains { $0.hasPrefix(language.0) } }
        return DiskNode(name: name, transport: spoken?.1 ?? .virtual, port: "/disks/\(name)")
    }

    private func recorded(_ path: String, limit: Int, absent: HostError.Code) throws(HostError) -> [UInt8] {
        do throws(HostError) {
            return try root.read(path, limit: limit)
        } catch {
            guard error.code == .notFound else { throw error }
            throw HostError(absent, "not recorded: \(path.dropFirst())")
        }
    }
}

/// The file `times` of a recording.
struct RecordedTimes: Sendable {
    var now: Moment?
    var modified: [String: Timestamp] = [:]

    init(now: Moment) {
        self.now = now
    }

    /// Reads the file; lines that are not understood are left out.
    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 4, parts[0] == "now", let time = Timestamp(parts[1]), let uptime = Double(parts[2]) {
                now = Moment(time: time, uptime: uptime, boot: String(parts[3]))
            } else if let last = parts.last, let time = Timestamp(last) {
                modified[String(line.dropLast(last.count + 1))] = time
            }
        }
    }

    var text: String {
        let first = now.map { ["now \($0.time) \($0.uptime) \($0.boot)"] } ?? []
        return (first + modified.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }).map { $0 + "\n" }.joined()
    }
}

extension HostError {
    /// An error as a recording holds it: its code, a space and its message.
    init?(recorded text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let code = parts.first.flatMap({ Code(rawValue: String($0)) }) else { return nil }
        self.init(code, parts.count > 1 ? String(parts[1]) : "recorded error")
    }
}
