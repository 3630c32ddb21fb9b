import Glibc

extension ReaderClient {
    /// Seconds: a bridge may take its time, and smartctl asks it many things.
    private static let smartctlPatience = 30.0
    private static let smartctlLimit = 1 << 20

    /// What smartctl prints, run by vigie-smartctl.socket beside the reader's; by the reader's program, where none listens there.
    ///
    /// The command line is made by vigie-reader, of a type and a disk's name.
    func smartctl(_ type: String, of disk: String) throws(HostError) -> [UInt8] {
        do throws(HostError) {
            guard let socket else { throw HostError(.unavailable, "no socket") }
            let folder = socket.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/"
            )
            return try ask("\(type) \(disk)\n", on: "\(folder)/smartctl.sock")
        } catch {
            guard error.code == .notFound || error.code == .unavailable, let program, geteuid() == 0 else {
                throw error
            }
            let command = HostCommand(
                name: "smartctl-\(disk)",
                arguments: [program, "--smartctl", type, disk],
                timeout: Self.smartctlPatience,
                outputLimit: Self.smartctlLimit
            )
            return try ChildProcess.run(command).output
        }
    }

    private func ask(_ request: String, on path: String) throws(HostError) -> [UInt8] {
        let deadline = monotonicSeconds() + Self.smartctlPatience
        let connection = try connected(to: path, SOCK_STREAM)
        let bytes = Array(request.utf8)
        guard unsafe Glibc.send(connection.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw HostError(errno: errno, "asking at \(path)")
        }
        var output: [UInt8] = []
        while true {
            let rest = deadline - monotonicSeconds()
            guard rest > 0 else { throw HostError(.timedOut, "smartctl did not end within 30 s") }
            guard wait(for: [(connection.number, POLLIN)], seconds: rest) == [true] else { continue }
            let part = try connection.read(upTo: 65_536, "reading what smartctl prints")
            guard !part.isEmpty else { return output }
            output += part
            guard output.count <= Self.smartctlLimit else {
                throw HostError(.tooLarge, "smartctl printed more than \(Self.smartctlLimit) bytes")
            }
        }
    }
}
