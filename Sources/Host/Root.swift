import CLinux
import Glibc
import Health

/// A tree of files from which no path leads out: `..`, absolute links and magic links stay beneath it (openat2).
struct Root: Sendable {
    private let folder: Descriptor
    /// The absolute path of the root itself, to be taken off resolved paths; empty for `/`.
    private let prefix: String

    /// More names than this in one folder are an error.
    private static let nameLimit = 65_536

    init(_ path: String) throws(HostError) {
        folder = try Descriptor(
            unsafe open(path, Int32(vigie_o_path) | O_DIRECTORY | O_CLOEXEC),
            "opening the root \(path)"
        )
        let resolved = try Self.path(of: folder)
        prefix = resolved == "/" ? "" : resolved
    }

    func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
        let file = try opened(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        let status = try status(of: file, path)
        guard status.st_mode & S_IFMT == S_IFREG else { throw HostError(.failed, "reading \(path): not a file") }
        // sysfs says 4096 and /proc says 0 for files of any size.
        let expected = status.st_size > 4096 ? min(Int(status.st_size), limit) : limit
        let bytes = try file.read(upTo: expected + 1, "reading \(path)")
        guard bytes.count <= limit else { throw HostError(.tooLarge, "\(path) holds more than \(limit) bytes") }
        return bytes
    }

    func list(_ path: String) throws(HostError) -> [String] {
        let folder = try opened(path, O_RDONLY | O_DIRECTORY)
        let copy = fcntl(folder.number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else {
            let code = errno
            if copy >= 0 { close(copy) }
            throw HostError(errno: code, "listing \(path)")
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw HostError(errno: errno, "listing \(path)") }
                return names.sorted()
            }
            let name = unsafe String(cString: vigie_entry_name(entry))
            if name == "." || name == ".." { continue }
            guard names.count < Self.nameLimit else {
                throw HostError(.tooLarge, "\(path) holds more than \(Self.nameLimit) names")
            }
            names.append(name)
        }
    }

    /// The path beneath the root with every link in it followed.
    func resolved(_ path: String) throws(HostError) -> String {
        let full = try Self.path(of: opened(path, Int32(vigie_o_path)))
        guard full.hasPrefix(prefix) else { throw HostError(.failed, "\(path) was moved while it was read") }
        let inside = full.dropFirst(prefix.count)
        return inside.isEmpty ? "/" : String(inside)
    }

    func modified(_ path: String) throws(HostError) -> Timestamp {
        let time = try status(of: opened(path, Int32(vigie_o_path)), path).st_mtim
        return Timestamp(seconds: Int64(time.tv_sec)).advanced(by: Double(time.tv_nsec / 1_000_000) / 1000)
    }

    private func opened(_ path: String, _ flags: Int32) throws(HostError) -> Descriptor {
        guard !path.utf8.contains(0) else { throw HostError(.notFound, "opening a path with a NUL in it") }
        return try Descriptor(unsafe vigie_open_beneath(folder.number, path, flags | O_CLOEXEC), "opening \(path)")
    }

    private func status(of file: Descriptor, _ path: String) throws(HostError) -> stat {
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0 else { throw HostError(errno: errno, "looking at \(path)") }
        return status
    }

    private static func path(of file: Descriptor) throws(HostError) -> String {
        var bytes = [CChar](repeating: 0, count: 4096)
        let link = "/proc/self/fd/\(file.number)"
        let count = unsafe readlink(link, &bytes, bytes.count)
        guard count >= 0 else { throw HostError(errno: errno, "resolving a path by \(link)") }
        return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
