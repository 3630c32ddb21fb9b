import Foundation
import Glibc
import Testing

/// A real upsd with its dummy driver, from the packages that `Tests/Scripts/setup` unpacks and nothing installs.
final class PowerSupply {
    private static let folder: URL = {
        let environment = ProcessInfo.processInfo.environment
        let cache =
            environment["VIGIE_CACHE"] ?? environment["XDG_CACHE_HOME"].map { "\($0)/vigie" }
            ?? "\(environment["HOME"] ?? "")/.cache/vigie"
        return URL(filePath: "\(cache)/nut")
    }()
    private static let upsd = folder.appending(path: "lib/nut/upsd")

    /// Whether the servers are there; tests that need them are disabled where they are not.
    static let isThere = FileManager.default.isExecutableFile(atPath: upsd.path)
    static let absence: Comment = "skipped: no upsd in VIGIE_CACHE; run Tests/Scripts/setup"

    let port: Int
    private let lab: Lab
    private let environment: [String: String]
    private let device: URL
    private var changes = 0.0
    private(set) var driver: Program
    private(set) var server: Program

    init(_ lab: Lab) async throws {
        let port = try lab.freePort()
        let home = lab.folder.appending(path: "nut")
        let run = home.appending(path: "run")
        try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
        let files = [
            "ups.conf":
                "[demo]\n driver = dummy-ups\n port = demo.dev\n mode = dummy-once\n desc = \"UPS of the test\"\n",
            "upsd.conf": "LISTEN 127.0.0.1 \(port)\nMAXAGE 15\n",
            "upsd.users": "",
        ]
        for (name, text) in files {
            let file = home.appending(path: name)
            try text.write(to: file, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
        }
        let everything = FileManager.default.subpaths(atPath: Self.folder.path) ?? []
        let libraries = Set(
            everything.filter { $0.contains("/lib") && $0.contains(".so") }.map { path in
                Self.folder.appending(path: path).deletingLastPathComponent().path
            }
        )
        environment = [
            "NUT_CONFPATH": home.path, "NUT_STATEPATH": run.path,
            "LD_LIBRARY_PATH": libraries.sorted().joined(separator: ":"),
        ]
        self.lab = lab
        self.port = port
        device = home.appending(path: "demo.dev")
        try Self.write("OL", to: device, changed: Date())
        let user = NSUserName()
        let dummy = Self.folder.appending(path: "lib/nut/dummy-ups")
        let options = ["-a", "demo", "-F", "-u", user, "-i", "1"]
        let driver = try lab.start(dummy, options, environment: environment, log: "dummy-ups")
        self.driver = driver
        let socket = run.appending(path: "dummy-ups-demo").path
        try await lab.wait(for: "the driver's socket") { FileManager.default.fileExists(atPath: socket) }
        server = try lab.start(Self.upsd, ["-F", "-u", user], environment: environment, log: "upsd")
        try await lab.wait(for: "upsd answers") {
            let script = "exec 3<>/dev/tcp/127.0.0.1/\(port)"
            return try await lab.run(URL(filePath: "/bin/bash"), ["-c", script]).status == 0
        }
    }

    /// What the UPS says of itself from now on: `OL`, `OB DISCHRG`.
    ///
    /// The driver looks at the second in which its file was changed, so each change is a second later than the last.
    func set(_ status: String) throws {
        changes += 2
        try Self.write(status, to: device, changed: Date(timeIntervalSinceNow: changes))
    }

    private static func write(_ status: String, to file: URL, changed: Date) throws {
        let text = "battery.charge: 100\nbattery.runtime: 1800\nups.load: 18\nups.status: \(status)\n"
        try text.write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.modificationDate: changed], ofItemAtPath: file.path)
    }
}
