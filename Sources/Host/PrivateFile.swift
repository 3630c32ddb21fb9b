import Glibc

/// Files that hold secrets, and folders for them: readable by their owner alone, replaced whole or not at all.
package enum PrivateFile {
    /// Makes a folder with mode 0700, with those above it; one that is there already keeps its mode.
    package static func createFolder(_ path: String) throws(HostError) {
        var built = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            built += (built.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            guard unsafe mkdir(built, 0o700) != 0, errno != EEXIST else { continue }
            throw failure("The folder \(built) cannot be made")
        }
    }

    /// Writes a file with mode 0600 beside the old one, and puts it in its place when it is on stable storage.
    package static func write(_ path: String, _ text: String) throws(HostError) {
        let temporary = "\(path).tmp"
        // What a crash left there may have another mode.
        _ = unsafe unlink(temporary)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let file = try Descriptor(unsafe open(temporary, flags, 0o600), "making \(temporary)")
        try file.write(Array(text.utf8), "writing \(temporary)")
        guard fsync(file.number) == 0, unsafe rename(temporary, path) == 0 else {
            throw failure("The file \(path) cannot be replaced")
        }
        try syncFolder(of: path)
    }

    package static func setMode(_ mode: UInt32, of path: String) throws(HostError) {
        guard unsafe chmod(path, mode) == 0 else { throw failure("The mode of \(path) cannot be set") }
    }

    /// Puts one file in the place of another.
    package static func move(_ source: String, to path: String) throws(HostError) {
        guard unsafe rename(source, path) == 0 else { throw failure("\(source) cannot be moved to \(path)") }
        try syncFolder(of: path)
    }

    /// Keeps a folder for this process until it ends.
    ///
    /// Throws `refused` where another process keeps it.
    package static func claim(_ folder: String) throws(HostError) {
        let path = "\(folder)/lock"
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("The file \(path) cannot be made") }
        // The lock stands for as long as the descriptor is open, which nobody closes.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            defer { close(descriptor) }
            throw isHeld
                ? HostError(.refused, "Another agent runs on \(folder). Stop it, or name another folder with --state.")
                : failure("The file \(path) cannot be locked")
        }
    }

    /// A path that does not depend on the working directory.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(folder) }
        return unsafe String(cString: folder) + "/" + path
    }

    package static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    package static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    private static func syncFolder(of path: String) throws(HostError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("The folder \(folder) cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("The folder \(folder) cannot be written") }
    }

    private static func failure(_ what: String) -> HostError {
        let code = errno
        let reason = unsafe String(cString: strerror(code))
        return HostError(code == EACCES || code == EPERM ? .denied : .failed, "\(what): \(reason).")
    }
}
