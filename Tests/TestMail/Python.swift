package import Foundation

/// The Python of this machine, and with it a relay: aiosmtpd as Debian has it, installed or unpacked by `make setup`.
package enum Python {
    private static let path = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    package static let isThere = path != nil
    /// What a disabled test says.
    package static let absence = "skipped: no /usr/bin/python3"

    package static let hasRelay: Bool = {
        guard isThere, FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") else { return false }
        let trial = process("-c", ["import aiosmtpd.smtp"])
        trial.standardError = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }()
    package static let relayAbsence = "skipped: no aiosmtpd ('make setup' unpacks it), or no /usr/bin/openssl"

    /// A script of this folder, or another program text, ready to run.
    package static func process(_ script: String, _ arguments: [String] = []) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path ?? "/usr/bin/python3")
        process.arguments = [script] + arguments
        var environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? ""
        let cache = environment["VIGIE_CACHE"] ?? "\(environment["XDG_CACHE_HOME"] ?? "\(home)/.cache")/vigie"
        environment["PYTHONPATH"] = "\(cache)/aiosmtpd/usr/lib/python3/dist-packages"
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        process.environment = environment
        return process
    }

    package static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: name).path()
    }

    /// The lines that a script prints when it is given these.
    package static func lines(_ name: String, input: [String]) throws -> [Data] {
        let file = URL(filePath: NSTemporaryDirectory()).appending(path: "vigie-mail-\(UUID().uuidString)")
        try Data(input.joined(separator: "\n").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Self.process(script(name))
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data.split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}
