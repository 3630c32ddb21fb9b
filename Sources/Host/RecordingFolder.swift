import Glibc

/// The folder that a recording is written to: files 0600 in folders 0700.
struct RecordingFolder: Sendable {
    let path: String

    /// What a name links to that was seen in a listing but never read: it is listed, and reading it fails.
    private static let unread = "/.not-recorded"

    /// Makes the folder, which must not exist yet.
    init(_ path: String) throws(HostError) {
        guard unsafe mkdir(path, 0o700) == 0 else { throw HostError(errno: errno, "making the folder \(path)") }
        self.path = path
    }

    func makeFolder(_ name: String) throws(HostError) {
        var current = path
        for part in name.split(separator: "/") {
            current += "/\(part)"
            if unsafe mkdir(current, 0o700) == 0 { continue }
            guard errno == EEXIST else { throw HostError(errno: errno, "making the folder \(current)") }
            if isUnread(current) {
                unsafe unlink(current)
                guard unsafe mkdir(current, 0o700) == 0 else {
                    throw HostError(errno: errno, "making the folder \(current)")
                }
            }
        }
    }

    func write(_ bytes: [UInt8], to name: String, appending: Bool = false) throws(HostError) {
        try makeFolder(parent(of: name))
        let file = path + name
        if isUnread(file) { unsafe unlink(file) }
        let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (appending ? O_APPEND : O_TRUNC)
        try Descriptor(unsafe open(file, flags, 0o600), "writing \(file)").write(bytes, "writing \(file)")
    }

    func remove(_ name: String) {
        unsafe unlink(path + name)
    }

    /// Makes a link to another path of the recording, relative, so that other programs can follow it too.
    func link(_ name: String, to target: String) throws(HostError) {
        try makeFolder(parent(of: name))
        let link = path + name
        if isUnread(link) { unsafe unlink(link) }
        let up = String(repeating: "../", count: name.split(separator: "/").count - 1)
        try makeLink(link, to: up + target.drop { $0 == "/" })
    }

    /// Notes that a name exists.
    func note(_ name: String) throws(HostError) {
        try makeFolder(parent(of: name))
        try makeLink(path + name, to: Self.unread)
    }

    private func makeLink(_ link: String, to target: String) throws(HostError) {
        guard unsafe symlink(target, link) == 0 || errno == EEXIST else {
            throw HostError(errno: errno, "linking \(link)")
        }
    }

    private func isUnread(_ file: String) -> Bool {
        var target = [CChar](repeating: 0, count: 64)
        let count = unsafe readlink(file, &target, target.count)
        return count > 0 && target.prefix(count).elementsEqual(Self.unread.utf8.map(CChar.init(bitPattern:)))
    }

    private func parent(of name: String) -> String {
        name.split(separator: "/").dropLast().joined(separator: "/")
    }
}
