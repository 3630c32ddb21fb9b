package import Health
package import Host
import Synchronization

/// A host made of dictionaries, for tests of probes.
///
/// What is in no dictionary is `notFound`; what is in `errors` fails so. Keys of `errors` are paths as probes ask for them, and for
/// the rest the names of a recording: `/disks/sda/ata.identify`, `/commands/apt`, `/sockets/HOST:PORT`, `/disks` for the list.
package struct FakeHost: Host {
    package var moment = Moment(time: Timestamp(milliseconds: 1_795_467_600_000), uptime: 5000, boot: "boot-1")
    /// The bytes of each file by its path.
    package var files: [String: [UInt8]] = [:]
    /// The path that each link leads to; paths may go through links.
    package var links: [String: String] = [:]
    package var modified: [String: Timestamp] = [:]
    package var diskNodes: [DiskNode] = []
    /// What each disk answers, by the disk's name.
    package var answers: [String: [DiskCommand: [UInt8]]] = [:]
    /// What each command prints, by its name in a recording.
    package var commands: [String: CommandOutput] = [:]
    /// The lines of a conversation with each server: `>` before what is sent, `<` before what is received.
    package var dialogues: [Endpoint: [String]] = [:]
    package var errors: [String: HostError] = [:]
    /// The files behind which a device hangs: to be read with patience only.
    package var hanging: Set<String> = []
    /// Every command that was sent to a disk, as `sda/ata.identify`, and every one that was run, as `apt`.
    package let log = FakeHostLog()

    package init() {}

    package func now() -> Moment { moment }

    package func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
        precondition(!hanging.contains(path), "\(path) hangs, and is read without patience")
        try fail(path)
        guard let bytes = files[resolve(path)] else { throw missing(path) }
        guard bytes.count <= limit else { throw HostError(.tooLarge, "\(path): more than \(limit) bytes") }
        return bytes
    }

    /// As `read`, where no file is in `hanging`.
    package func read(_ path: String, limit: Int, patience: Double) throws(HostError) -> [UInt8] {
        guard !hanging.contains(path) else { throw HostError(.timedOut, "\(path) gave nothing within \(patience) s") }
        return try read(path, limit: limit)
    }

    package func list(_ path: String) throws(HostError) -> [String] {
        try fail(path)
        let folder = resolve(path) + "/"
        let names = [Array(files.keys), Array(links.keys)].joined().filter { $0.hasPrefix(folder) }
            .compactMap { $0.dropFirst(folder.count).split(separator: "/").first.map(String.init) }
        guard !names.isEmpty else { throw missing(path) }
        return Set(names).sorted()
    }

    package func target(ofLink path: String) throws(HostError) -> String {
        try fail(path)
        let parent = path.lastIndex(of: "/") ?? path.startIndex
        guard let target = links[path] ?? links[resolve(String(path[..<parent])) + path[parent...]] else {
            throw missing(path)
        }
        return target
    }

    package func modified(_ path: String) throws(HostError) -> Timestamp {
        try fail(path)
        guard let time = modified[resolve(path)] else { throw missing(path) }
        return time
    }

    package func disks() throws(HostError) -> [DiskNode] {
        try fail("/disks")
        return diskNodes
    }

    package func send(_ command: DiskCommand, to disk: DiskNode) throws(HostError) -> DiskAnswer {
        log.append("\(disk.name)/\(command.fileName)")
        try fail("/disks/\(disk.name)/\(command.fileName)")
        guard let bytes = answers[disk.name]?[command] else { throw missing("/disks/\(disk.name)/\(command.fileName)") }
        return DiskAnswer(bytes: bytes)
    }

    package func run(_ command: HostCommand) throws(HostError) -> CommandOutput {
        log.append(command.name)
        try fail("/commands/\(command.name)")
        guard let output = commands[command.name] else {
            throw HostError(.unavailable, "\(command.arguments.first ?? command.name): no such program")
        }
        return output
    }

    package func connect(to endpoint: Endpoint, timeout: Double) throws(HostError) -> any LineDialogue {
        try fail("/sockets/\(endpoint)")
        guard let script = dialogues[endpoint] else {
            throw HostError(.refused, "\(endpoint): connection refused")
        }
        return FakeDialogue(script)
    }

    private func fail(_ path: String) throws(HostError) {
        if let error = errors[path] { throw error }
    }

    private func missing(_ path: String) -> HostError { HostError(.notFound, "\(path): no such file") }

    /// The path with the links on its way replaced; at most 16 of them, as the kernel allows 40.
    private func resolve(_ path: String) -> String {
        var path = path
        for _ in 0..<16 {
            guard let link = links.first(where: { path == $0.key || path.hasPrefix($0.key + "/") }) else { break }
            path = link.value + path.dropFirst(link.key.count)
        }
        return path
    }
}

/// What a fake host was asked to do, in order.
package final class FakeHostLog: Sendable {
    private let lines = Mutex<[String]>([])

    /// Everything since the last call of this.
    package func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    fileprivate func append(_ line: String) {
        lines.withLock { $0.append(line) }
    }
}

/// A scripted server: a sent line moves on to its answer in the script, wherever that stands.
final class FakeDialogue: LineDialogue {
    private let script: [String]
    private var position = 0

    init(_ script: [String]) {
        self.script = script
    }

    func send(_ line: String) throws(HostError) {
        let places = Array(position..<script.count) + Array(0..<position)
        guard let place = places.first(where: { script[$0] == ">\(line)" }) else {
            throw HostError(.failed, "the script has no '\(line)'")
        }
        position = place + 1
    }

    func receive() throws(HostError) -> String {
        guard position < script.count, script[position].hasPrefix("<") else {
            throw HostError(.closed, "the server has hung up")
        }
        defer { position += 1 }
        return String(script[position].dropFirst())
    }

    func close() {}
}
