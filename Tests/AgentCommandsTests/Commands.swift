import Commands
import FoundationEssentials
import Health
import Report
import Synchronization

@testable import AgentCommands

/// The time at which the commands of the tests run.
let now = Timestamp(seconds: 1_795_478_400)

/// What a command printed, and its exit status.
struct Outcome {
    let status: Int32
    let output: String
    let errors: String
}

/// Runs `vigie` in this process.
func vigie(_ arguments: String..., environment: [String: String] = [:]) async -> Outcome {
    await vigie(arguments, environment: environment)
}

/// Runs `vigie` in this process.
func vigie(_ arguments: [String], environment: [String: String] = [:], at time: Timestamp = now) async -> Outcome {
    let printed = Printed()
    let console = Console(
        environment: environment,
        style: .init(),
        user: "operator",
        hostName: "ws",
        now: { time },
        print: { printed.output($0) },
        say: { printed.errors($0 + "\n") }
    )
    let status = await Vigie.runner.run(arguments, on: console)
    return printed.outcome(status)
}

private final class Printed: Sendable {
    private let text = Mutex((output: "", errors: ""))

    func output(_ piece: String) { text.withLock { $0.output += piece } }
    func errors(_ piece: String) { text.withLock { $0.errors += piece } }

    func outcome(_ status: Int32) -> Outcome {
        text.withLock { Outcome(status: status, output: $0.output, errors: $0.errors) }
    }
}

/// A folder for one test, removed with its last holder.
final class Folder: Sendable {
    let path: String

    convenience init(_ files: [String: String] = [:]) throws {
        try self.init(bytes: files.mapValues { Array($0.utf8) })
    }

    init(bytes files: [String: [UInt8]]) throws {
        path = "/tmp/vigie-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        for (name, bytes) in files {
            let file = "\(path)/\(name)"
            let parent = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: file))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }

    func mode(of name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? Int
    }
}
