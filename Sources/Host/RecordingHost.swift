package import Health
import Synchronization

/// A host that writes down whatever is read through it, in the format that `RecordedHost` replays.
package final class RecordingHost: Host {
    private let host: any Host
    private let folder: RecordingFolder
    private let scrambler: SerialScrambler?
    private let state: Mutex<State>

    private struct State {
        var times: RecordedTimes
        /// The first thing that could not be written; it spoils the recording, not the reading.
        var failure: HostError?
    }

    /// Begins a recording of `host` in a new folder (0700); serial numbers are scrambled unless they are to be kept.
    package init(_ host: any Host, to directory: String, keepSerials: Bool) throws(HostError) {
        self.host = host
        folder = try RecordingFolder(directory)
        scrambler = keepSerials ? nil : SerialScrambler()
        state = Mutex(State(times: RecordedTimes(now: host.now())))
    }

    /// Writes the times down.
    ///
    /// - Throws: the first error that kept something from being recorded.
    package func finish() throws(HostError) {
        keep { state throws(HostError) in try folder.write(Array(state.times.text.utf8), to: "/times") }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    package func now() -> Moment { host.now() }

    package func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
        let bytes = try host.read(path, limit: limit)
        keep(bytes, of: path)
        return bytes
    }

    package func read(_ path: String, limit: Int, patience: Double) throws(HostError) -> [UInt8] {
        let bytes = try host.read(path, limit: limit, patience: patience)
        keep(bytes, of: path)
        return bytes
    }

    package func list(_ path: String) throws(HostError) -> [String] {
        let names = try host.list(path)
        keep { _ throws(HostError) in
            guard let place = try place(of: path) else { return }
            try folder.makeFolder(place)
            let base = place == "/" ? "" : place
            for name in names {
                let target = try? host.target(ofLink: "\(base)/\(name)")
                if let target, target != "\(base)/\(name)" {
                    try folder.link("\(base)/\(name)", to: target)
                } else {
                    try folder.note("\(base)/\(name)")
                }
            }
        }
        return names
    }

    package func target(ofLink path: String) throws(HostError) -> String {
        let target = try host.target(ofLink: path)
        let isFolder = (try? host.list(target)) != nil
        keep { _ throws(HostError) in
            guard let place = try place(of: path) else { return }
            if isFolder { try folder.makeFolder(place) } else { try folder.note(place) }
        }
        return target
    }

    package func modified(_ path: String) throws(HostError) -> Timestamp {
        let time = try host.modified(path)
        keep { state throws(HostError) in state.times.modified[path] = time }
        return time
    }

    package func disks() throws(HostError) -> [DiskNode] {
        // A replay has no udev: what it will look at in sysfs is read here, and so recorded.
        _ = try? disksInSysfs()
        return try host.disks()
    }

    package func send(_ command: DiskCommand, to disk: DiskNode) throws(HostError) -> DiskAnswer {
        let file = "/disks/\(disk.name)/\(command.fileName)"
        do throws(HostError) {
            let answer = try host.send(command, to: disk)
            let bytes = scrambler?.answer(command, answer.bytes) ?? answer.bytes
            keep { _ throws(HostError) in
                folder.remove("\(file).error")
                try folder.write(bytes, to: file)
            }
            return answer
        } catch {
            keep { _ throws(HostError) in
                try folder.write(Array("\(error.code.rawValue) \(error.message)\n".utf8), to: "\(file).error")
            }
            throw error
        }
    }

    package func run(_ command: HostCommand) throws(HostError) -> CommandOutput {
        let result = try host.run(command)
        let arguments = command.arguments.map { $0 + "\n" }.joined()
        keep { _ throws(HostError) in
            try folder.write(Array(arguments.utf8), to: "/commands/\(command.name).argv")
            try folder.write(result.output, to: "/commands/\(command.name).out")
            try folder.write(Array("\(result.status)\n".utf8), to: "/commands/\(command.name).exit")
        }
        return result
    }

    package func connect(to endpoint: Endpoint, timeout: Double) throws(HostError) -> any LineDialogue {
        let dialogue = try host.connect(to: endpoint, timeout: timeout)
        let file = "/sockets/\(endpoint).txt"
        keep { _ throws(HostError) in try folder.write([], to: file) }
        return RecordingDialogue(dialogue) { [self] line in
            let text = (scrambler?.line(line) ?? line) + "\n"
            keep { _ throws(HostError) in try folder.write(Array(text.utf8), to: file, appending: true) }
        }
    }

    private func keep(_ bytes: [UInt8], of path: String) {
        keep { _ throws(HostError) in
            guard let place = try place(of: path) else { return }
            try folder.write(scrambler?.file(path, bytes) ?? bytes, to: place)
        }
    }

    /// Writes something, one thread at a time, and remembers the first failure.
    private func keep(_ write: (inout State) throws(HostError) -> Void) {
        state.withLock { state in
            do throws(HostError) {
                try write(&state)
            } catch {
                state.failure = state.failure ?? error
            }
        }
    }

    /// Where a path really lies, after the links on the way were recorded; nil where it cannot be said.
    private func place(of path: String) throws(HostError) -> String? {
        var place = ""
        for part in path.split(separator: "/") {
            let step = "\(place)/\(part)"
            guard part != "..", part != ".", let target = try? host.target(ofLink: step) else { return nil }
            if target != step { try folder.link(step, to: target) }
            place = target == "/" ? "" : target
        }
        return place.isEmpty ? "/" : place
    }
}

/// Passes a dialogue on and hands each of its lines to `note`, marked as in a recording.
private final class RecordingDialogue: LineDialogue {
    private let dialogue: any LineDialogue
    private let note: (String) -> Void

    init(_ dialogue: any LineDialogue, note: @escaping (String) -> Void) {
        self.dialogue = dialogue
        self.note = note
    }

    func send(_ line: String) throws(HostError) {
        try dialogue.send(line)
        note("> \(line)")
    }

    func receive() throws(HostError) -> String {
        let line = try dialogue.receive()
        note("< \(line)")
        return line
    }

    func close() {
        dialogue.close()
    }
}
