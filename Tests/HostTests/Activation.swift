import Foundation
import Glibc
import Testing

@testable import Host

/// Plays systemd's part: holds a socket, and starts a program when somebody connects.
let activator = "/usr/bin/systemd-socket-activate"

/// Listens at `path` for as long as `body` runs, which is given the activator's process id.
func withActivator(
    _ options: [String],
    listeningAt path: String,
    _ program: [String],
    _ body: (pid_t) async throws -> Void
) async throws {
    let input = try Descriptor(unsafe open("/dev/null", O_RDONLY | O_CLOEXEC), "opening /dev/null")
    // (A Process would leak descriptors of tests that run beside this one.)
    let child = try ChildProcess.start(
        [activator] + options + ["--listen=\(path)"] + program,
        passing: input,
        as: STDIN_FILENO
    )
    defer {
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
    }
    let end = ContinuousClock.now + .seconds(20)
    while try !isListening(at: path) {
        try #require(ContinuousClock.now < end, "nobody listens at \(path)")
        try await Task.sleep(for: .milliseconds(10))
    }
    try await body(child)
}

/// Whether a socket there takes connections, asked without making one: its file is there a moment before.
private func isListening(at path: String) throws -> Bool {
    try String(contentsOfFile: "/proc/net/unix", encoding: .utf8).split(separator: "\n").contains { line in
        let fields = line.split(separator: " ", maxSplits: 7)
        return fields.count == 8 && fields[7] == path && fields[3] == "00010000"  // __SO_ACCEPTCON
    }
}
