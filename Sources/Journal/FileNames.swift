import Glibc

/// What the journal does with files beside SQLite.
enum FileNames {
    /// Makes an empty file that only its owner can read, where there is none.
    ///
    /// SQLite gives its companion the same mode.
    static func createPrivate(_ path: String) throws(JournalError) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw JournalError(code: 14, message: "The journal \(path) cannot be made: \(reason).")
        }
        close(descriptor)
    }

    /// Renames a damaged journal and its companion.
    static func setAside(_ path: String, suffix: String) -> Bool {
        let companion = "-journal"
        _ = unsafe rename(path + companion, "\(path).\(suffix)\(companion)")
        return unsafe rename(path, "\(path).\(suffix)") == 0
    }
}
