import CLinux
import Glibc

/// What stands at the other end of a socket in a test; every wait is bounded.
final class Listener: Sendable {
    let descriptor: Int32
    private let type: __socket_type

    /// Listens for readers' clients at a path.
    init(path: String) {
        type = SOCK_SEQPACKET
        descriptor = socket(AF_UNIX, Int32(type.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        listen(at: &address)
    }

    /// Listens for TCP on a free port of 127.0.0.1.
    init() {
        type = SOCK_STREAM
        descriptor = socket(AF_INET, Int32(type.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        listen(at: &address)
    }

    deinit { Glibc.close(descriptor) }

    var port: Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &size) }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// The next connection; nil when none comes within five seconds.
    func accept() -> Peer? {
        guard isReadable(descriptor) else { return nil }
        return Peer(Glibc.accept(descriptor, nil, nil))
    }

    private func listen<Address>(at address: inout Address) {
        let size = socklen_t(MemoryLayout<Address>.size)
        unsafe withUnsafePointer(to: &address) {
            _ = unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        _ = Glibc.listen(descriptor, 8)
    }
}

final class Peer: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { Glibc.close(descriptor) }

    /// A connected pair of packet sockets.
    static func pair() -> (Peer, Peer) {
        var ends: [Int32] = [-1, -1]
        _ = unsafe socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        return (Peer(ends[0]), Peer(ends[1]))
    }

    func send(_ bytes: [UInt8]) {
        _ = unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// What comes next, empty at the end; nil when nothing comes within five seconds.
    func receive() -> [UInt8]? {
        guard isReadable(descriptor) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
        return Array(bytes.prefix(max(count, 0)))
    }

    func sendRequest(_ command: Int, disk: String, id: UInt32, version: Int = vigie_packet_version) {
        send(requestBytes(command, disk: disk, id: id, version: version))
    }

    func receiveRequest() -> vigie_request? {
        guard let bytes = receive(), bytes.count == MemoryLayout<vigie_request>.size else { return nil }
        var request = vigie_request()
        unsafe withUnsafeMutableBytes(of: &request) { unsafe $0.copyBytes(from: bytes) }
        return request
    }

    func sendAnswer(_ status: Int, id: UInt32, detail: UInt32 = 0, bytes: [UInt8] = [], length: Int? = nil) {
        let length = UInt16(length ?? bytes.count)
        let header = vigie_answer(id: id, status: UInt16(status), length: length, detail: detail)
        send(unsafe withUnsafeBytes(of: header) { unsafe [UInt8]($0) } + bytes)
    }

    func receiveAnswer() -> vigie_answer? {
        guard let bytes = receive(), bytes.count >= MemoryLayout<vigie_answer>.size else { return nil }
        var answer = vigie_answer()
        unsafe withUnsafeMutableBytes(of: &answer) { unsafe $0.copyBytes(from: bytes.prefix($0.count)) }
        return answer
    }
}

func requestBytes(
    _ command: Int,
    disk: String,
    id: UInt32,
    version: Int = vigie_packet_version,
    sectors: (first: UInt64, last: UInt64) = (0, 0)
) -> [UInt8] {
    var request = vigie_request()
    request.version = UInt16(version)
    request.command = UInt16(command)
    request.id = id
    (request.first, request.last) = sectors
    unsafe withUnsafeMutableBytes(of: &request.disk) { unsafe $0.copyBytes(from: disk.utf8.prefix($0.count)) }
    return unsafe withUnsafeBytes(of: request) { unsafe [UInt8]($0) }
}

func diskName(_ request: vigie_request) -> String {
    let bytes = unsafe withUnsafeBytes(of: request.disk) { unsafe [UInt8]($0) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
}

private func isReadable(_ descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&entry, 1, 5000) == 1
}
