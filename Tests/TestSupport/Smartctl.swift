package import Foundation

/// The smartctl of this machine, or the one that `make setup` unpacks, asked for a recorded disk through the shim of `../shared/lab`.
package enum Smartctl {
    private static let roots: [String] = {
        let environment = ProcessInfo.processInfo.environment
        let cache = environment["VIGIE_CACHE"] ?? "\(environment["XDG_CACHE_HOME"] ?? "\(home)/.cache")/vigie"
        return ["\(cache)/smartmontools", ""]
    }()
    private static let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    private static let source = Captures.folder("../lab/oracle/smartctl-shim.c")
    private static let root = roots.first { FileManager.default.isExecutableFile(atPath: "\($0)/usr/sbin/smartctl") }

    package static let isThere = root != nil && FileManager.default.fileExists(atPath: source)

    /// What a disabled test says.
    package static let absence = "skipped: no smartctl ('make setup' unpacks it), or no \(source)"

    /// The drive database of that smartctl.
    package static func database() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(root ?? "")/usr/share/smartmontools/drivedb.h")))
    }

    /// What smartctl prints in JSON of the device, `/dev/sdq` or `/dev/nvme7`, that gives the answers in a folder, a file each, named as
    /// in a recording.
    package static func json(of folder: String, _ options: [String], device: String) throws -> Data {
        let library = try shim.get()
        let values = ["LD_PRELOAD": library, "SHIM_DEV": device, "SHIM_DIR": folder]
        let database = ["-B", "\(root ?? "")/usr/share/smartmontools/drivedb.h"]
        return try run("\(root ?? "")/usr/sbin/smartctl", database + options + ["--json", device], values)
    }

    /// The shim, built once in the life of a test process.
    private static let shim = Result {
        let library = "\(NSTemporaryDirectory())/vigie-shim-\(ProcessInfo.processInfo.processIdentifier).so"
        _ = try run("/usr/bin/env", ["clang", "-shared", "-fPIC", "-O1", "-w", "-o", library, source, "-ldl"], [:])
        return library
    }

    private static func run(_ program: String, _ arguments: [String], _ values: [String: String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(values) { $1 }
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }
}
