import Glibc
import SystemPackage

/// A file that a command makes for others to read.
package enum OutputFile {
    /// Makes a file that its owner and one group may read: whole and on stable storage, or not at all.
    ///
    /// Its folder is made where there is none. Where root does this, both are of the reader's group.
    package static func make(_ path: String, _ text: String, for reader: Owner?) throws(CommandError) {
        do {
            let folder = try makeFolder(FilePath(path).removingLastComponent(), for: reader)
            try folder.closeAfter {
                try write(text, to: path, 0o640, for: reader)
                try check(fsync(folder.rawValue) == 0)
            }
        } catch {
            throw CommandError(
                .failed,
                en: "\(path) cannot be written. Run the command as root, or name other settings with --config.",
                fr:
                    "\(path) ne peut pas être écrit. Lancez la commande sous root, ou nommez d'autres réglages par --config.",
                cause: "\(error)"
            )
        }
    }

    /// Makes a file that everyone may read, or puts it in the place of one: whole, or not at all.
    package static func publish(_ path: String, _ text: String) throws(CommandError) {
        do {
            var known = stat()
            let isThere = unsafe lstat(path, &known) == 0
            // A device or a link in its place is no file of ours to replace.
            try check(!isThere || known.st_mode & S_IFMT == S_IFREG, or: EEXIST)
            try write(text, to: path, 0o644, for: nil)
        } catch {
            throw CommandError(
                .failed,
                en: "\(path) cannot be written. Name a file in a folder of yours, or - for standard output.",
                fr:
                    "\(path) ne peut pas être écrit. Nommez un fichier dans un dossier à vous, ou - pour la sortie standard.",
                cause: "\(error)"
            )
        }
    }

    private static func write(_ text: String, to path: String, _ mode: mode_t, for reader: Owner?) throws {
        let draft = "\(path).new"
        // What a crash left there may have another mode.
        _ = unsafe unlink(draft)
        let file = try FileDescriptor.open(
            FilePath(draft),
            .writeOnly,
            options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead]
        )
        try file.closeAfter {
            try file.writeAll(text.utf8)
            try give(file, mode, to: reader)
        }
        try check(unsafe rename(draft, path) == 0)
    }

    private static func makeFolder(_ path: FilePath, for reader: Owner?) throws -> FileDescriptor {
        let isNew = unsafe mkdir(path.string, 0o750) == 0
        try check(isNew || errno == EEXIST)
        let folder = try FileDescriptor.open(path.isEmpty ? "." : path, .readOnly, options: [.directory, .closeOnExec])
        if isNew { try give(folder, 0o750, to: reader) }
        return folder
    }

    private static func give(_ file: FileDescriptor, _ mode: mode_t, to reader: Owner?) throws {
        try check(reader?.giveToGroup(file.rawValue) ?? true)
        try check(fchmod(file.rawValue, mode) == 0)
        try check(fsync(file.rawValue) == 0)
    }

    private static func check(_ isDone: Bool, or reason: Int32? = nil) throws(Errno) {
        guard isDone else { throw Errno(rawValue: reason ?? errno) }
    }
}
