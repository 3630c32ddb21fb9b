import CLinux
import Glibc
import Synchronization

/// Programs started without a shell, with a closed environment.
enum ChildProcess {
    /// Children that were given up; they are reaped when they end at last.
    private static let abandoned = Mutex<[pid_t]>([])

    private static let environment = ["LC_ALL=C", "LANG=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]

    /// Starts a program in a process group of its own; its other descriptors are closed and its signals at their defaults.
    ///
    /// - Parameters:
    ///   - arguments: the program's absolute path first.
    ///   - descriptor: one of ours.
    ///   - number: what it is called there.
    /// - Returns: the child's process id.
    /// - Throws: `unavailable` where there is no such program.
    static func start(_ arguments: [String], passing descriptor: Descriptor, as number: Int32) throws(HostError)
        -> pid_t
    {
        reap()
        let program = arguments.first ?? ""
        guard program.hasPrefix("/") else { throw HostError(.failed, "\(program) is not an absolute path") }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for output in [STDOUT_FILENO, STDERR_FILENO] {
            unsafe posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor.number, number)
        unsafe vigie_spawn_close_from(&actions, max(number, STDERR_FILENO) + 1)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var child: pid_t = 0
        let code = unsafe withCStrings(arguments) { argv in
            unsafe withCStrings(environment) { unsafe posix_spawn(&child, program, &actions, &attributes, argv, $0) }
        }
        guard code == 0 else {
            let error = HostError(errno: code, "starting \(program)")
            throw error.code == .notFound ? HostError(.unavailable, error.message) : error
        }
        return child
    }

    /// Runs a program to its end, or kills it.
    static func run(_ command: HostCommand) throws(HostError) -> CommandOutput {
        let program = command.arguments.first ?? command.name
        let deadline = monotonicSeconds() + command.timeout
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw HostError(errno: errno, "making a pipe for \(program)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let reading = try Descriptor(ends[0], "making a pipe")
        // Only the child may hold the writing end, else the output has no end.
        let child = try start(command.arguments, passing: Descriptor(ends[1], "making a pipe"), as: STDOUT_FILENO)
        let output: [UInt8]
        do throws(HostError) {
            output = try gather(from: reading, until: deadline, for: command)
            guard let status = exitStatus(of: child, until: deadline) else { throw timedOut(command) }
            return CommandOutput(output: output, status: status)
        } catch {
            kill(-child, SIGKILL)
            if exitStatus(of: child, until: monotonicSeconds() + 1) == nil { abandon(child) }
            throw error
        }
    }

    /// Lets a child end by itself.
    static func abandon(_ child: pid_t) {
        abandoned.withLock { $0.append(child) }
        reap()
    }

    private static func reap() {
        abandoned.withLock { children in children.removeAll { waitpid($0, nil, WNOHANG) != 0 } }
    }

    private static func gather(
        from pipe: Descriptor,
        until deadline: Double,
        for command: HostCommand
    ) throws(HostError) -> [UInt8] {
        var output: [UInt8] = []
        while true {
            let rest = deadline - monotonicSeconds()
            guard rest > 0 else { throw timedOut(command) }
            guard wait(for: [(pipe.number, POLLIN)], seconds: rest) == [true] else { continue }
            let bytes = try pipe.read(upTo: 65_536, "reading what \(command.name) prints")
            if bytes.isEmpty { return output }
            output += bytes
            guard output.count <= command.outputLimit else {
                throw HostError(.tooLarge, "\(command.name) printed more than \(command.outputLimit) bytes")
            }
        }
    }

    /// The exit status, 128 + N for signal N; nil while it runs at the deadline.
    private static func exitStatus(of child: pid_t, until deadline: Double) -> Int32? {
        guard let process = try? Descriptor(vigie_pidfd_open(child), "watching a child") else { return nil }
        while true {
            var status: Int32 = 0
            if unsafe waitpid(child, &status, WNOHANG) == child {
                let signal = status & 0x7F
                return signal == 0 ? status >> 8 & 0xFF : 128 + signal
            }
            let rest = deadline - monotonicSeconds()
            guard rest > 0 else { return nil }
            _ = wait(for: [(process.number, POLLIN)], seconds: rest)
        }
    }

    private static func timedOut(_ command: HostCommand) -> HostError {
        HostError(.timedOut, "\(command.name) did not end within \(shown(command.timeout)) s")
    }
}

/// A number of seconds without a needless fraction.
func shown(_ seconds: Double) -> String {
    Int(exactly: seconds).map(String.init) ?? String(seconds)
}

/// Calls `body` with a NULL-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe body(pointers)
}
